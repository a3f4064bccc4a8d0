package io.capio.agent.weave.forms;

import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.dynalink.CallSiteDescriptor;
import jdk.dynalink.DynamicLinker;
import jdk.dynalink.DynamicLinkerFactory;
import jdk.dynalink.Operation;
import jdk.dynalink.StandardNamespace;
import jdk.dynalink.StandardOperation;
import jdk.dynalink.beans.StaticClass;
import jdk.dynalink.support.SimpleRelinkableCallSite;

/**
 * Every public static method returns the content of a file, opened by a call that the JDK links for
 * a scripting language. Reaches CAPIO only where the JDK's own callers are rewritten too.
 */
public final class DynamicallyLinked {

  private static final DynamicLinker LINKER = new DynamicLinkerFactory().createLinker();

  private DynamicallyLinked() {}

  private static Object link(Operation operation, Object... arguments) throws Throwable {
    CallSiteDescriptor descriptor =
        new CallSiteDescriptor(
            MethodHandles.publicLookup(),
            operation,
            MethodType.genericMethodType(arguments.length));
    return LINKER
        .link(new SimpleRelinkableCallSite(descriptor))
        .dynamicInvoker()
        .invokeWithArguments(arguments);
  }

  private static Object call(Object receiver, String method, Object... arguments) throws Throwable {
    Object callee =
        link(StandardOperation.GET.withNamespace(StandardNamespace.METHOD).named(method), receiver);
    Object[] all = new Object[arguments.length + 2];
    all[0] = callee;
    all[1] = receiver;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return link(StandardOperation.CALL, all);
  }

  public static String method(String path) throws Throwable {
    return (boolean) call(new File(path), "exists") ? Files.readString(Path.of(path)) : "missing";
  }

  public static String staticMethod(String path) throws Throwable {
    return (String) call(StaticClass.forClass(Files.class), "readString", Path.of(path));
  }

  public static String constructor(String path) throws Throwable {
    Object type = StaticClass.forClass(FileInputStream.class);
    try (InputStream in = (InputStream) link(StandardOperation.NEW, type, path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

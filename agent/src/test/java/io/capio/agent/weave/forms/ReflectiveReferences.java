package io.capio.agent.weave.forms;

import java.io.FileInputStream;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Every public static method returns the content of a file, opened by a reflective call that is
 * itself a method reference, a handle or reflective.
 */
public final class ReflectiveReferences {

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private ReflectiveReferences() {}

  private interface Call {
    Object of(Method method, Object receiver, Object[] arguments) throws Exception;
  }

  private interface BoundCall {
    Object of(Object receiver, Object... arguments) throws Exception;
  }

  private interface Creation<T> {
    T of(Constructor<T> constructor, Object[] arguments) throws Exception;
  }

  private static Method reading() throws NoSuchMethodException {
    return Files.class.getMethod("readString", Path.class);
  }

  private static Object[] file(String path) {
    return new Object[] {Path.of(path)};
  }

  private static String drain(Object in) throws Exception {
    try (InputStream stream = (InputStream) in) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public static String reference(String path) throws Exception {
    Call call = Method::invoke;
    return (String) call.of(reading(), null, file(path));
  }

  public static String boundReference(String path) throws Exception {
    BoundCall call = reading()::invoke;
    return (String) call.of(null, file(path));
  }

  public static String referenceToNewInstance(String path) throws Exception {
    Creation<FileInputStream> creation = Constructor::newInstance;
    return drain(
        creation.of(FileInputStream.class.getConstructor(String.class), new Object[] {path}));
  }

  @SuppressWarnings("UnusedMethod") // by name
  private static String ownPrivate(Path path) throws Exception {
    return Files.readString(path);
  }

  /** Only this class may call it. */
  public static String referenceKeepsItsCaller(String path) throws Exception {
    Call call = Method::invoke;
    Method own = ReflectiveReferences.class.getDeclaredMethod("ownPrivate", Path.class);
    return (String) call.of(own, null, file(path));
  }

  public static String failureOfAReferenceIsWrapped(String path) throws Exception {
    Call call = Method::invoke;
    try {
      call.of(reading(), null, file(path + ".absent"));
      return "read";
    } catch (InvocationTargetException e) {
      return e.getCause() instanceof NoSuchFileException
          ? Files.readString(Path.of(path))
          : e.getCause().toString();
    }
  }

  public static String handle(String path) throws Throwable {
    MethodType type = MethodType.methodType(Object.class, Object.class, Object[].class);
    MethodHandle invoke = LOOKUP.findVirtual(Method.class, "invoke", type);
    Object content = invoke.invoke(reading(), null, Path.of(path));
    return content.equals((Object) invoke.invokeExact(reading(), (Object) null, file(path)))
        ? (String) content
        : "wrong";
  }

  public static String handleOfNewInstance(String path) throws Throwable {
    Method newInstance = Constructor.class.getMethod("newInstance", Object[].class);
    return drain(
        LOOKUP
            .unreflect(newInstance)
            .invoke(FileInputStream.class.getConstructor(String.class), path));
  }

  public static String reflective(String path) throws Exception {
    Method invoke = Method.class.getMethod("invoke", Object.class, Object[].class);
    return (String) invoke.invoke(reading(), null, file(path));
  }

  public static String reflectiveNewInstance(String path) throws Exception {
    Method newInstance = Constructor.class.getMethod("newInstance", Object[].class);
    Constructor<?> constructor = FileInputStream.class.getConstructor(String.class);
    return drain(newInstance.invoke(constructor, (Object) new Object[] {path}));
  }
}

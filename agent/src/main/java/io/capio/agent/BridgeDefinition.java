package io.capio.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.nio.file.FileSystem;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Defines the bridge inside java.base, from class files in the agent's jar.
 *
 * <p>Every class loader delegates {@code java.*}, so rewritten code finds the bridge wherever it
 * was loaded; and nothing is appended to the boot class path, which would cost the JVM its shared
 * class archive and make it print a warning.
 */
final class BridgeDefinition {

  private static final String DIRECTORY = "bridge/java/";

  /**
   * What others extend or implement comes first, and what they return as one of its supertypes: the
   * verifier, where it is on for the JDK, loads it with them.
   */
  static final String[] CLASSES = {
    "CapioTarget",
    "CapioWovenFile",
    "CapioDirectory",
    "CapioScope",
    "CapioBridge",
    "CapioTemporary",
    "CapioStreams",
    "CapioFile",
    "CapioFiles",
    "CapioAttributes",
    "CapioOpenDirectory$Restored",
    "CapioOpenDirectory",
    "CapioTrees",
    "CapioTrees$Restore",
    "CapioTrees$RestoringFilter",
    "CapioTrees$RestoringMatcher",
    "CapioTrees$RestoringVisitor",
    "CapioChannels",
    "CapioAsynchronousChannels",
    "CapioPath",
    "CapioLoading$Sought",
    "CapioLoading",
    "CapioWatching",
    "CapioProvider",
    "CapioHandOver",
    "CapioLambdas",
  };

  /** What a program's own stream classes extend, in java.io. */
  static final String[] STREAM_CLASSES = {
    "CapioOwnInputStream", "CapioOwnOutputStream", "CapioOwnRandomAccessFile",
  };

  /** What reflective calls ask, in java.lang.reflect. */
  static final String[] REFLECTION_CLASSES = {
    "CapioRewriting",
    "CapioCall",
    "CapioReflection",
    "CapioReference$Calling",
    "CapioReference",
    "CapioHandles",
  };

  private BridgeDefinition() {}

  /** Whether an agent has defined the bridge in this JVM before. */
  static boolean isDefined() {
    try {
      Class.forName("java.lang.CapioBridge", false, null);
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  static void define(Instrumentation instrumentation) throws IOException, IllegalAccessException {
    open(instrumentation, "java.lang", "java.io", "java.lang.reflect");
    define(Object.class, "lang/", CLASSES);
    define(File.class, "io/", STREAM_CLASSES);
    define(Method.class, "lang/reflect/", REFLECTION_CLASSES);
  }

  /**
   * Returns the file system that is the default one unless the program has its own, whose class is
   * loaded by whoever asks the JDK for the default one first.
   */
  static FileSystem diskFileSystem(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    open(instrumentation, "sun.nio.fs");
    return (FileSystem)
        Class.forName("sun.nio.fs.DefaultFileSystemProvider")
            .getMethod("theFileSystem")
            .invoke(null);
  }

  /** Gives the agent access to packages of java.base. */
  private static void open(Instrumentation instrumentation, String... packages) {
    Set<Module> own = Collections.singleton(BridgeDefinition.class.getModule());
    Map<String, Set<Module>> opened = new HashMap<>();
    for (String name : packages) {
      opened.put(name, own);
    }
    instrumentation.redefineModule(
        Object.class.getModule(),
        Collections.emptySet(),
        Collections.emptyMap(),
        opened,
        Collections.emptySet(),
        Collections.emptyMap());
  }

  /** Defines classes in the package of a class of java.base. */
  private static void define(Class<?> neighbour, String directory, String[] names)
      throws IOException, IllegalAccessException {
    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup());
    ClassLoader loader = BridgeDefinition.class.getClassLoader();
    for (String name : names) {
      String path = DIRECTORY.concat(directory).concat(name).concat(".class");
      try (InputStream in = loader.getResourceAsStream(path)) {
        if (in == null) {
          throw new IOException("the agent's jar lacks ".concat(path));
        }
        lookup.defineClass(in.readAllBytes());
      }
    }
  }
}

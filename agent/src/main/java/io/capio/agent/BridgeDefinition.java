package io.capio.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Collections;

/**
 * Defines the bridge inside java.base, from class files in the agent's jar.
 *
 * <p>Every class loader delegates {@code java.*}, so rewritten code finds the bridge wherever it
 * was loaded; and nothing is appended to the boot class path, which would cost the JVM its shared
 * class archive and make it print a warning.
 */
final class BridgeDefinition {

  private static final String DIRECTORY = "bridge/java/lang/";

  /** What others extend or implement comes first. */
  static final String[] CLASSES = {
    "CapioTarget",
    "CapioWovenFile",
    "CapioDirectory",
    "CapioBridge",
    "CapioTemporary",
    "CapioStreams",
    "CapioFile",
    "CapioFiles",
    "CapioAttributes",
    "CapioTrees",
    "CapioTrees$Restore",
    "CapioTrees$Restored",
    "CapioTrees$RestoredIterator",
    "CapioTrees$RestoringFilter",
    "CapioTrees$RestoringMatcher",
    "CapioTrees$RestoringVisitor",
    "CapioChannels",
    "CapioAsynchronousChannels",
    "CapioPath",
    "CapioLoading",
    "CapioWatching",
    "CapioProvider",
    "CapioLambdas",
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
    Module base = Object.class.getModule();
    Module own = BridgeDefinition.class.getModule();
    instrumentation.redefineModule(
        base,
        Collections.emptySet(),
        Collections.emptyMap(),
        Collections.singletonMap("java.lang", Collections.singleton(own)),
        Collections.emptySet(),
        Collections.emptyMap());
    MethodHandles.Lookup lookup =
        MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
    ClassLoader loader = BridgeDefinition.class.getClassLoader();
    for (String name : CLASSES) {
      String path = DIRECTORY.concat(name).concat(".class");
      try (InputStream in = loader.getResourceAsStream(path)) {
        if (in == null) {
          throw new IOException("the agent's jar lacks ".concat(path));
        }
        lookup.defineClass(in.readAllBytes());
      }
    }
  }
}

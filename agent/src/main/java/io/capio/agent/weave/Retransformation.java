package io.capio.agent.weave;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Executable;
import java.util.List;

/**
 * Gives classes that are loaded to the transformers.
 *
 * <p>Each is linked before: a JVM up to 25.0.1 hands out damaged code of a class that another
 * thread is just linking, which at best the verifier refuses (JDK-8277444).
 */
final class Retransformation {

  private Retransformation() {}

  /** As {@link Instrumentation#retransformClasses}; initializes no class. */
  static void of(Instrumentation instrumentation, Class<?>... classes)
      throws UnmodifiableClassException {
    for (Class<?> loaded : classes) {
      link(loaded);
    }
    instrumentation.retransformClasses(classes);
  }

  /** As {@link #of(Instrumentation, Class...)}. */
  static void of(Instrumentation instrumentation, List<Class<?>> classes)
      throws UnmodifiableClassException {
    of(instrumentation, classes.toArray(new Class<?>[0]));
  }

  /** The JVM links a class before it tells its members; there is no other way to ask for it. */
  private static void link(Class<?> loaded) {
    if (CapioBridge.isInitialized(loaded)) {
      return;
    }
    try {
      // It does not ask the JVM for the constructors of an interface.
      Executable[] members =
          loaded.isInterface() ? loaded.getDeclaredMethods() : loaded.getDeclaredConstructors();
      assert members != null;
    } catch (LinkageError | RuntimeException e) {
      // If it cannot be linked, the transformation says so; a type that a member names, and that
      // is not there, is looked for after the class has been linked.
      return;
    }
  }
}

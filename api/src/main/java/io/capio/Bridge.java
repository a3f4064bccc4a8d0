package io.capio;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * The agent's bridge, which appears in java.base when the agent starts: called by reflection, since
 * a program is compiled and may run without it. Thread-safe.
 */
final class Bridge {
  private static final String CLASS = "java.lang.CapioScope";

  private static volatile Bridge bridge;

  private final Method enter;
  private final Method bypass;

  private Bridge(Class<?> scope) throws ReflectiveOperationException {
    this.enter = scope.getMethod("enter", String.class);
    this.bypass = scope.getMethod("bypass");
  }

  static boolean isThere() {
    try {
      Class.forName(CLASS, false, null);
      return true;
    } catch (ClassNotFoundException noAgent) {
      return false;
    }
  }

  /**
   * The bridge of this JVM; attaches the agent if it is not there.
   *
   * @throws IllegalStateException if that fails
   */
  static Bridge get() {
    Bridge known = bridge;
    return known == null ? find() : known;
  }

  private static synchronized Bridge find() {
    if (bridge == null) {
      if (!isThere()) {
        SelfAttachment.attach();
      }
      try {
        bridge = new Bridge(Class.forName(CLASS, true, null));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(
            "the CAPIO agent did not become active in this JVM; what it said on standard error"
                + " tells why",
            e);
      }
    }
    return bridge;
  }

  /** Tells which running method would bypass a context and how, or null. */
  String bypass() {
    return (String) call(bypass);
  }

  AutoCloseable enter(String configuration) {
    return (AutoCloseable) call(enter, configuration);
  }

  private static Object call(Method method, Object... arguments) {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}

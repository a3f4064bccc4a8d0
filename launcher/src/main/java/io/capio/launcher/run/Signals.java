package io.capio.launcher.run;

import io.capio.launcher.option.LauncherException;
import java.lang.reflect.Proxy;

/** Signals to this process. Thread-safe. */
public final class Signals {
  private Signals() {}

  /**
   * Has something done for each signal of a kind, on a thread of the JVM, instead of what the
   * system does. By reflection: the compiler's warning about this type, which every JDK exports,
   * cannot be switched off.
   *
   * @param name the signal, such as {@code TERM}
   */
  public static void handle(String name, Runnable action) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      action.run();
                      yield null;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> name;
                  });
      type.getMethod("handle", type, handlerType)
          .invoke(null, type.getConstructor(String.class).newInstance(name), handler);
    } catch (ReflectiveOperationException e) {
      throw LauncherException.internal("cannot watch for the signal " + name, e);
    }
  }
}

package io.capio.agent;

/**
 * What the agent's copy of JNA calls where JNA calls {@code java.util.logging.Logger}; drops what
 * it is told. The build puts it there.
 */
public final class SilentLogger {

  private static final SilentLogger INSTANCE = new SilentLogger();

  private SilentLogger() {}

  public static SilentLogger getLogger(String name) {
    return INSTANCE;
  }

  public boolean isLoggable(Level level) {
    return false;
  }

  public void log(Level level, String message) {}

  public void log(Level level, String message, Object parameter) {}

  public void log(Level level, String message, Object[] parameters) {}

  public void log(Level level, String message, Throwable thrown) {}

  /** What JNA names in place of {@code java.util.logging.Level}. */
  public enum Level {
    FINE,
    INFO,
    WARNING,
    SEVERE
  }
}

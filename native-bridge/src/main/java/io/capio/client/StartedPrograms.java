package io.capio.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The programs that this process has started and that have not ended. As long as there are some,
 * what this process writes is on the disk when a write returns, because there they look for it.
 * Thread-safe.
 */
public final class StartedPrograms {
  private static final AtomicInteger STARTING = new AtomicInteger();
  private static final List<Process> RUNNING = new CopyOnWriteArrayList<>();

  private StartedPrograms() {}

  /** A program is about to be started; {@link #started} must follow, whatever becomes of it. */
  public static void starts() {
    STARTING.incrementAndGet();
  }

  /**
   * The program has been started.
   *
   * @param process the program, null if it could not be started
   */
  public static void started(Process process) {
    if (process != null) {
      RUNNING.add(process);
    }
    STARTING.decrementAndGet();
  }

  /** Whether there are any; asked with every write. */
  static boolean areRunning() {
    if (STARTING.get() > 0) {
      return true;
    }
    if (RUNNING.isEmpty()) {
      return false;
    }
    RUNNING.removeIf(process -> !process.isAlive());
    return !RUNNING.isEmpty();
  }
}

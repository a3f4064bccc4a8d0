package io.capio.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The programs that this process has started and that have not ended. As long as there are some,
 * what this process writes is on the disk when a write returns, because there they look for it.
 * Thread-safe.
 */
public final class StartedPrograms {
  /** Asking the system takes as long as a write. */
  private static final long FRESH_NANOS = 1_000_000;

  private static final AtomicInteger STARTING = new AtomicInteger();

  /** No {@link Process}: asking that may wait for its monitor, which the program may hold. */
  private static final List<ProcessHandle> RUNNING = new CopyOnWriteArrayList<>();

  private static final AtomicLong CHANGES = new AtomicLong();

  /** When those that run were known to run, in {@link System#nanoTime}. */
  private static volatile long askedAt;

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
      RUNNING.add(process.toHandle());
      CHANGES.incrementAndGet();
    }
    STARTING.decrementAndGet();
  }

  /**
   * Changes when a program is started, and when {@link #areRunning} finds that one has ended: what
   * was read from the disk before may have been changed by it.
   */
  static long changes() {
    return CHANGES.get();
  }

  /** Whether there are any, or were a moment ago; asked with every write. */
  static boolean areRunning() {
    if (STARTING.get() > 0) {
      return true;
    }
    if (RUNNING.isEmpty()) {
      return false;
    }
    long now = System.nanoTime();
    if (now - askedAt < FRESH_NANOS) {
      return true;
    }
    List<ProcessHandle> ended = RUNNING.stream().filter(process -> !process.isAlive()).toList();
    if (!ended.isEmpty()) {
      // before: who finds that none runs any more must find this as well
      CHANGES.incrementAndGet();
      RUNNING.removeAll(ended);
    }
    askedAt = now;
    return !RUNNING.isEmpty();
  }
}

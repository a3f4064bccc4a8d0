package io.capio.fs.view;

import java.util.ArrayList;
import java.util.List;

/**
 * The programs that this process has started and that still run: they look for its files on the
 * disk whenever they are told to, and by ways that nobody sees. Thread-safe.
 */
public final class StartedPrograms {
  private static final List<Process> RUNNING = new ArrayList<>();

  /** Spares the many processes that start none the lock. */
  private static volatile boolean any;

  private StartedPrograms() {}

  /** A program has been started. */
  public static synchronized void add(Process program) {
    forgetEnded();
    RUNNING.add(program);
    any = true;
  }

  /** Whether one still runs. */
  static boolean anyRuns() {
    return any && forgetEnded();
  }

  private static synchronized boolean forgetEnded() {
    RUNNING.removeIf(program -> !program.isAlive());
    any = !RUNNING.isEmpty();
    return any;
  }
}

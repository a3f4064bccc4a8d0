package io.capio.launcher.run;

import io.capio.launcher.option.LauncherException;
import java.io.IOException;

/** Runs a program in the place of this process, as far as its user can tell. */
public final class ProgramRun {
  private ProgramRun() {}

  /**
   * Runs the program to its end; it has this process's standard streams and gets its signals.
   *
   * @return its exit status; 128 and the signal's number if a signal ended it
   */
  public static int run(ProcessBuilder program) {
    Process process;
    try {
      process = program.inheritIO().start();
    } catch (IOException e) {
      throw LauncherException.internal(
          "cannot start " + program.command().get(0) + ": " + e.getMessage(), e);
    }
    SignalRelay.to(process);
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException e) {
        // nobody interrupts the main thread on purpose, and the program's end decides ours
        Thread.interrupted();
      }
    }
  }
}

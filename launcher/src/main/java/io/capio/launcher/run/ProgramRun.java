package io.capio.launcher.run;

import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Runs a program in the place of this process, as far as its user can tell. */
public final class ProgramRun {
  /** No interpreter, words too long, no format of this machine, no permission. */
  private static final Pattern NOT_RUNNABLE = Pattern.compile("error(=|: )(2|7|8|13)\\b");

  private ProgramRun() {}

  /**
   * Checks that a command can be run at all, as a shell would find it.
   *
   * @throws LauncherException (usage) if there is no such command
   */
  public static void requireCommand(String command) {
    Path file = Path.of(command);
    String reason;
    if (!command.contains("/")) {
      reason = SearchPath.find(command).isEmpty() ? "is not on the PATH" : null;
    } else if (Files.isDirectory(file)) {
      reason = "is a directory";
    } else if (!Files.exists(file)) {
      reason = "does not exist";
    } else {
      reason = SearchPath.isCommand(file) ? null : "is not executable";
    }
    if (reason != null) {
      throw LauncherException.usage("the command " + command + " " + reason);
    }
  }

  /**
   * Runs the program to its end; it has this process's standard streams and gets its signals.
   *
   * @return its exit status; 128 and the signal's number if a signal ended it
   */
  public static int run(ProcessBuilder program) {
    Process process;
    SignalRelay relay = new SignalRelay();
    relay.begin();
    try {
      process = program.inheritIO().start();
    } catch (IOException e) {
      String message = "cannot start " + program.command().get(0) + ": " + e.getMessage();
      throw NOT_RUNNABLE.matcher(message).find()
          ? LauncherException.usage(message, e)
          : LauncherException.internal(message, e);
    }
    relay.to(process);
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

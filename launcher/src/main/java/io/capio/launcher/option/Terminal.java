package io.capio.launcher.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the launcher says on standard error. Thread-safe. */
public final class Terminal {
  /** Begins every line, so that it can be told from the program's own. */
  public static final String PREFIX = "capio-run: ";

  /** The descriptor of standard output. */
  public static final int OUTPUT = 1;

  /** The descriptor of standard error. */
  public static final int ERROR = 2;

  private static volatile boolean quiet;

  private Terminal() {}

  /** From now on nothing is shown that is not a failure. */
  public static void quieten() {
    quiet = true;
  }

  /** Says something in a line. */
  public static void say(String message) {
    System.err.println(PREFIX + message);
  }

  /** Says something that is no failure, unless nothing of that kind is wanted. */
  public static void mention(String message) {
    if (!quiet) {
      say(message);
    }
  }

  /** Whether a human looks at standard error and wants to be told what goes on. */
  public static boolean isInteractive() {
    if (quiet) {
      return false;
    }
    return isScreen(ERROR);
  }

  /** Whether a descriptor leads to a terminal on which lines can be drawn again in their place. */
  public static boolean isScreen(int descriptor) {
    return !"dumb".equals(System.getenv("TERM")) && isTerminal(descriptor);
  }

  /** Whether a descriptor of this process leads to a terminal. */
  private static boolean isTerminal(int descriptor) {
    try {
      // Console cannot tell: it wants standard input too, and from JDK 22 on it is never null
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
          .toString()
          .matches("/dev/(pts/\\d+|tty.*|console)");
    } catch (IOException e) {
      return false;
    }
  }
}

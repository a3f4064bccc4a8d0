package io.capio.launcher.workflow.run;

import io.capio.launcher.option.Screen;
import io.capio.launcher.option.Terminal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the user sees of a run: the steps' output and sentences, line after line, and on a terminal
 * a table below them that changes in place. Thread-safe.
 */
final class Display {
  private final Screen screen = new Screen(System.err);
  private final boolean live = Terminal.isInteractive();
  private final boolean quiet;
  private final PrintStream output;

  /**
   * A display.
   *
   * @param quiet whether only failures are told
   * @param output gets what the steps print on their standard output
   */
  Display(boolean quiet, PrintStream output) {
    this.quiet = quiet;
    this.output = output;
  }

  /** Whether there is a table, which somebody has to keep up to date. */
  boolean isLive() {
    return live && !quiet;
  }

  synchronized void stepSays(byte[] line, boolean error) {
    PrintStream stream = error ? System.err : output;
    screen.above(
        () -> {
          stream.write(line, 0, line.length);
          stream.flush();
        });
  }

  /** Tells a thing that is no failure. */
  synchronized void say(String sentence) {
    if (!quiet) {
      stepSays((Terminal.PREFIX + sentence + "\n").getBytes(StandardCharsets.UTF_8), true);
    }
  }

  /** Tells a failure. */
  synchronized void complain(String sentence) {
    stepSays((Terminal.PREFIX + sentence + "\n").getBytes(StandardCharsets.UTF_8), true);
  }

  /** Shows a table in the place of the last one. */
  synchronized void table(List<String> lines) {
    if (isLive()) {
      screen.show(lines);
    }
  }

  /** Takes the table away. */
  synchronized void end() {
    screen.show(List.of());
  }
}

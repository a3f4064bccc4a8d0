package io.capio.launcher.option;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Lines at the bottom of a terminal that are drawn again in their place. A line that is too long is
 * cut, because one that wraps could not be found again. Not thread-safe.
 */
public final class Screen {
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;
  private static final long SIZE_NANOS = 2_000_000_000L;

  private final PrintStream out;
  private List<String> shown = List.of();
  private int columns = COLUMNS;
  private int rows = ROWS;
  private long measuredNanos = System.nanoTime() - SIZE_NANOS;

  /** Lines on a stream that leads to a terminal. */
  public Screen(PrintStream out) {
    this.out = out;
  }

  /** Shows these lines in the place of the last ones. */
  public void show(List<String> lines) {
    if (!lines.isEmpty()) {
      measure();
    }
    StringBuilder text = new StringBuilder(up());
    shown = lines.size() < rows ? lines : lines.subList(0, rows - 1);
    for (String line : shown) {
      text.append(line.length() < columns ? line : line.substring(0, columns - 1));
      text.append("\033[K\n");
    }
    text.append("\033[J");
    if (text.length() > 3 || !lines.isEmpty()) {
      out.print(text);
      out.flush();
    }
  }

  /** Does something that prints lines above these. */
  public void above(Runnable print) {
    if (shown.isEmpty()) {
      print.run();
      return;
    }
    out.print(up() + "\033[J");
    out.flush();
    List<String> lines = shown;
    shown = List.of();
    print.run();
    show(lines);
  }

  private String up() {
    return shown.isEmpty() ? "" : "\033[" + shown.size() + "A\r";
  }

  /** Asks the terminal for its size, which a user may change. */
  private void measure() {
    if (System.nanoTime() - measuredNanos < SIZE_NANOS) {
      return;
    }
    measuredNanos = System.nanoTime();
    try {
      Process stty =
          new ProcessBuilder("/bin/sh", "-c", "stty size < /dev/tty")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String[] size =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .strip()
              .split(" ", -1);
      if (stty.waitFor(1, TimeUnit.SECONDS) && size.length == 2) {
        // a terminal that does not know its size says 0
        rows = size[0].equals("0") ? ROWS : Math.max(4, Integer.parseInt(size[0]));
        columns = size[1].equals("0") ? COLUMNS : Math.max(20, Integer.parseInt(size[1]));
      }
    } catch (IOException | NumberFormatException e) {
      // the size of a terminal that does not tell it
      columns = COLUMNS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

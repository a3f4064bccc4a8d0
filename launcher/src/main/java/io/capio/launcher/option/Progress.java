package io.capio.launcher.option;

import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Supplier;

/**
 * A line on the terminal that says what is being done, when it takes longer than a second; nothing
 * is shown when nobody looks.
 */
public final class Progress {
  private static final long FIRST_MILLIS = 1000;
  private static final long PERIOD_MILLIS = 250;
  private static final String ERASE_LINE = "\r\033[K";

  private final Supplier<String> text;
  private boolean shown;
  private boolean ended;

  private Progress(Supplier<String> text) {
    this.text = text;
  }

  /** What takes its time. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /** Does it. */
    T run() throws E;
  }

  /** Does something; shows a text, which may change, while it lasts. */
  public static <T, E extends Exception> T during(Supplier<String> text, Work<T, E> work) throws E {
    if (!Terminal.isInteractive()) {
      return work.run();
    }
    Progress progress = new Progress(text);
    Timer timer = new Timer("capio-progress", true);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            progress.show();
          }
        },
        FIRST_MILLIS,
        PERIOD_MILLIS);
    try {
      return work.run();
    } finally {
      timer.cancel();
      progress.end();
    }
  }

  private synchronized void show() {
    if (!ended) {
      System.err.print(ERASE_LINE + Terminal.PREFIX + text.get());
      System.err.flush();
      shown = true;
    }
  }

  private synchronized void end() {
    ended = true;
    if (shown) {
      System.err.print(ERASE_LINE);
      System.err.flush();
    }
  }
}

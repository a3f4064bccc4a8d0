package io.capio.agent;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Properties;
import java.util.Queue;

/**
 * Tells whoever attached the agent what became of it: in a property of the JVM, which the attach
 * mechanism can read. One report answers one call, and has a property of its own, because the next
 * call may come before it is read; without a number nobody waits for it.
 */
final class AttachReport {

  /** Before the number. */
  static final String PROPERTY = "io.capio.agent.report.";

  /** As many calls may be under way at once; what is older has been read. */
  static final int KEPT = 16;

  /** The properties that are there, the oldest first. Guarded by itself. */
  private static final Queue<String> PUBLISHED = new ArrayDeque<>();

  private final String number;
  private final long start = System.nanoTime();

  /** Begins, with the number that the caller has given, or null. */
  AttachReport(String number) {
    this.number = number;
  }

  boolean isWanted() {
    return number != null;
  }

  /** Returns how many milliseconds the call has taken so far. */
  long millis() {
    return (System.nanoTime() - start) / 1_000_000;
  }

  /** Reports what was done. */
  void done(String outcome, String message, int classes, int kept) {
    if (number == null) {
      return;
    }
    Properties report = new Properties();
    report.setProperty("outcome", outcome);
    report.setProperty("message", message);
    report.setProperty("classes", Integer.toString(classes));
    report.setProperty("kept", Integer.toString(kept));
    report.setProperty("millis", Long.toString(millis()));
    publish(report);
  }

  /** Reports why nothing was done, with the exit status for it. */
  void failed(int status, String message) {
    Properties report = new Properties();
    report.setProperty("status", Integer.toString(status));
    report.setProperty("message", message);
    publish(report);
  }

  private void publish(Properties report) {
    if (number == null) {
      return;
    }
    report.setProperty("report", number);
    StringWriter text = new StringWriter();
    try {
      report.store(text, null);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    String property = PROPERTY.concat(number);
    synchronized (PUBLISHED) {
      PUBLISHED.add(property);
      if (PUBLISHED.size() > KEPT) {
        System.clearProperty(PUBLISHED.remove());
      }
      System.setProperty(property, text.toString());
    }
  }
}

package io.capio.launcher.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Prints what the demonstration measured. */
final class DemoReport {
  private final PrintStream out;

  DemoReport(PrintStream out) {
    this.out = out;
  }

  void input(Path file, long bytes) {
    line("input      %s, %s", file, Demo.megabytes(bytes));
  }

  void streamed(Demo.Outcome outcome) {
    line("%nboth programs at the same time, under CAPIO");
    programs(outcome);
    line(
        "  overlap  %.1f %% of the reader's bytes arrived before the writer closed the file",
        100 * outcome.overlap());
    line(
        "  total    %s, of which %s to start the server; written to disk %s later",
        seconds(outcome.total()), seconds(outcome.server()), seconds(outcome.disk()));
  }

  void plain(Demo.Outcome outcome) {
    line("%nthe same programs one after the other, on the plain disk");
    programs(outcome);
    line("  total    %s", seconds(outcome.total()));
  }

  private void programs(Demo.Outcome outcome) {
    program("writer", outcome.written(), outcome.writer());
    program("reader", outcome.read(), outcome.reader());
  }

  private void program(String name, ProgramLog log, Duration time) {
    line("  %s   %s  %s  %s", name, log.sha256(), Demo.megabytes(log.bytes()), seconds(time));
  }

  /** Says which was faster; true if every checksum agrees. */
  boolean conclusion(Demo.Outcome streamed, Demo.Outcome plain) {
    double ratio = seconds(plain.total(), streamed.total());
    int processors = Runtime.getRuntime().availableProcessors();
    if (ratio > 1) {
      line("%nStreaming was %.2f times as fast on the %d processors here.", ratio, processors);
    } else {
      line(
          "%nStreaming was not faster here: it took %.2f times as long on %d processors, on which"
              + " the%ntwo programs, their compilers and the server have to share.",
          1 / ratio, processors);
    }
    String sha256 = plain.written().sha256();
    boolean equal = streamed.agrees(sha256) && plain.agrees(sha256);
    line(equal ? "All SHA-256 sums agree." : "The SHA-256 sums DIFFER.");
    return equal;
  }

  private static double seconds(Duration numerator, Duration denominator) {
    return (double) numerator.toNanos() / denominator.toNanos();
  }

  void kept(Path directory) {
    line("The tables are in %s.", directory);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}

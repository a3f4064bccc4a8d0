package io.capio.launcher.demo;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program of the demonstration says of itself on standard output: lines of an instant, a
 * word and a number of bytes, and its SHA-256. The programs log for their own users and know
 * nothing of this reader. Thread-safe.
 */
final class ProgramLog {
  private record Line(Instant instant, long bytes) {}

  private final List<Line> lines = new ArrayList<>();
  private String sha256 = "";
  private Instant closing;

  synchronized void add(String line) {
    String[] words = line.split(" ", -1);
    if (words.length == 2 && words[0].equals("sha256")) {
      sha256 = words[1];
      return;
    }
    if (words.length < 3 || !words[words.length - 1].equals("bytes")) {
      return;
    }
    try {
      Instant instant = Instant.parse(words[0]);
      lines.add(new Line(instant, Long.parseLong(words[words.length - 2])));
      if (words[1].equals("closing")) {
        closing = instant;
      }
    } catch (DateTimeParseException | NumberFormatException other) {
      // a line for humans
    }
  }

  /** Bytes written or read so far. */
  synchronized long bytes() {
    return lines.isEmpty() ? 0 : lines.get(lines.size() - 1).bytes();
  }

  /** Bytes that had certainly been written or read at an instant: those logged until then. */
  synchronized long bytesUntil(Instant instant) {
    long bytes = 0;
    for (Line line : lines) {
      if (!line.instant().isAfter(instant)) {
        bytes = Math.max(bytes, line.bytes());
      }
    }
    return bytes;
  }

  /** When the program was about to close the file that it wrote, or null. */
  synchronized Instant closing() {
    return closing;
  }

  /** The checksum it printed, empty if none. */
  synchronized String sha256() {
    return sha256;
  }
}

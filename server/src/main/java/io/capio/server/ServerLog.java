package io.capio.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The server's messages: to standard output and error, and to a file if one is wanted. */
final class ServerLog implements Closeable {
  private final LogOptions options;
  private final PrintStream file;
  private volatile String workflow = "";

  ServerLog(LogOptions options) throws StartException {
    this.options = options;
    try {
      this.file =
          options.file() == null
              ? null
              : new PrintStream(
                  Files.newOutputStream(options.file()), true, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StartException(StartException.USAGE, "cannot write the log file: " + e);
    }
  }

  /** Says for which workflow the messages are, once that is known. */
  void workflow(String name) {
    workflow = name;
  }

  /** What a user wants to see once. */
  void say(String line) {
    print(System.out, !options.silent(), "info", line);
  }

  /** What must be seen. */
  void complain(String line) {
    print(System.err, true, "error", line);
  }

  /** What only somebody who looks for a fault wants to see. */
  void note(String line) {
    print(System.err, options.verbose(), "debug", line);
  }

  private synchronized void print(
      PrintStream stream, boolean wanted, String level, String message) {
    Instant now = Instant.now();
    if (options.json()) {
      if (wanted || file != null) {
        String line = JsonMessage.of(now, level, message, workflow);
        write(stream, wanted, line, line);
      }
    } else {
      LocalTime time = LocalTime.ofInstant(now, ZoneId.systemDefault());
      write(
          stream,
          wanted,
          "capio_server: " + message,
          time.truncatedTo(ChronoUnit.MILLIS) + " " + message);
    }
  }

  private void write(PrintStream stream, boolean wanted, String shown, String kept) {
    if (wanted) {
      stream.println(shown);
    }
    if (file != null) {
      file.println(kept);
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}

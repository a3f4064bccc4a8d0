package io.capio.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The server's messages: to standard output and error, and to a file if one is wanted. */
final class ServerLog implements Closeable {
  private final boolean silent;
  private final boolean verbose;
  private final PrintStream file;

  ServerLog(boolean silent, boolean verbose, Path file) throws StartException {
    this.silent = silent;
    this.verbose = verbose;
    try {
      this.file =
          file == null
              ? null
              : new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StartException(StartException.USAGE, "cannot write the log file: " + e);
    }
  }

  /** What a user wants to see once. */
  void say(String line) {
    print(System.out, !silent, line);
  }

  /** What must be seen. */
  void complain(String line) {
    print(System.err, true, line);
  }

  /** What only somebody who looks for a fault wants to see. */
  void note(String line) {
    print(System.err, verbose, line);
  }

  private synchronized void print(PrintStream stream, boolean wanted, String line) {
    if (wanted) {
      stream.println("capio_server: " + line);
    }
    if (file != null) {
      file.println(
          LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS) + " " + line);
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}

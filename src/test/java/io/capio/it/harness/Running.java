package io.capio.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process started by a test. What it says goes to files, so that nobody has to keep reading. */
public final class Running {
  private final List<String> command;
  private final Process process;
  private final Path output;
  private final Path errors;

  Running(ProcessBuilder builder, Path output, Path errors) throws IOException {
    this.command = builder.command();
    this.output = output;
    this.errors = errors;
    this.process = builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
  }

  /** All of standard output so far. */
  public String output() {
    return read(output);
  }

  /** All of standard error so far. */
  public String errors() {
    return read(errors);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a complete line of output that begins so, and returns what follows. */
  public String await(String beginning) {
    return Await.value(Await.LONG, () -> lineOrEnd(beginning))
        .flatMap(line -> line)
        .orElseThrow(() -> new AssertionError("no line \"" + beginning + "\" from " + this));
  }

  private Optional<Optional<String>> lineOrEnd(String beginning) {
    // asked before the output is read: what a process says comes before its end
    boolean ended = !process.isAlive();
    Optional<String> line = line(beginning);
    return line.isPresent() || ended ? Optional.of(line) : Optional.empty();
  }

  private Optional<String> line(String beginning) {
    String said = output();
    return said.substring(0, said.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.startsWith(beginning))
        .findFirst()
        .map(line -> line.substring(beginning.length()).strip());
  }

  /** Waits for the end and returns the exit status. */
  public int status() {
    return status(Await.LONG);
  }

  /** Waits for the end, at most so long, and returns the exit status. */
  public int status(Duration patience) {
    try {
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError("still running after " + patience + ": " + this);
  }

  /** Waits for the end; fails unless the status is 0. */
  public Running succeeds() {
    if (status() != 0) {
      throw new AssertionError("status " + status() + " from " + this);
    }
    return this;
  }

  /** Lets a program that waits for a byte on standard input go on. */
  public void goOn() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** Says a line to a program that reads standard input. */
  public void say(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Ends its standard input. */
  public void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /** Sends a signal, for example {@code TERM}. */
  public void signal(String name) throws IOException, InterruptedException {
    Running.signal(process.pid(), name);
  }

  /** Sends a signal to any process. */
  public static void signal(long pid, String name) throws IOException, InterruptedException {
    Signals.requireHeard(name);
    int status =
        new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " " + pid).start().waitFor();
    if (status != 0) {
      throw new AssertionError("cannot send " + name + " to " + pid);
    }
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its pid. */
  public long pid() {
    return process.pid();
  }

  /** Ends it and all that it started. */
  void end() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    status();
  }

  @Override
  public String toString() {
    return String.join(" ", command)
        + "\n--- output ---\n"
        + output()
        + "--- errors ---\n"
        + errors();
  }
}

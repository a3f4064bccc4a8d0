package io.capio.launcher.demo;

import io.capio.launcher.option.LauncherException;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A running program of the demonstration. */
final class DemoProgram {
  private final String name;
  private final Process process;
  private final ProgramLog log = new ProgramLog();
  private final long start = System.nanoTime();
  private final CompletableFuture<Duration> end;

  private DemoProgram(String name, Process process) {
    this.name = name;
    this.process = process;
    // ends after the last line has been read, so that the log is complete then
    this.end = CompletableFuture.supplyAsync(this::readLog, task -> thread(task, name).start());
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, "capio-demo-" + name);
    thread.setDaemon(true);
    return thread;
  }

  static DemoProgram start(String name, ProcessBuilder command) throws IOException {
    return new DemoProgram(name, command.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private Duration readLog() {
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        log.add(line);
      }
      int status = process.waitFor();
      if (status != 0) {
        throw LauncherException.internal("the " + name + " ended with status " + status, null);
      }
      return Duration.ofNanos(System.nanoTime() - start);
    } catch (IOException e) {
      throw LauncherException.internal("cannot read what the " + name + " says", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LauncherException.internal("interrupted while the " + name + " runs", e);
    }
  }

  /** Completes with the time from start to end, or exceptionally if the program failed. */
  CompletableFuture<Duration> end() {
    return end;
  }

  /** Waits for the end. */
  Duration await() {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof LauncherException own
          ? own
          : LauncherException.internal("the " + name + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LauncherException.internal("interrupted while the " + name + " runs", e);
    }
  }

  void stop() {
    process.destroyForcibly();
  }

  ProgramLog log() {
    return log;
  }
}

package io.capio.launcher.workflow.run;

import io.capio.launcher.option.LauncherException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the output of steps goes: to the terminal line by line, or to files. */
final class StepOutput {
  private static final int LONGEST_LINE = 1 << 16;

  private final Path folder;
  private final Display display;

  /**
   * An output.
   *
   * @param folder gets a file for each step, or null for the display
   */
  StepOutput(Path folder, Display display) {
    this.folder = folder;
    this.display = display;
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw LauncherException.usage("cannot make the folder of logs " + folder + ": " + e, e);
    }
  }

  void prepare(ProcessBuilder builder, String step) {
    if (folder != null) {
      builder.redirectErrorStream(true).redirectOutput(folder.resolve(step + ".log").toFile());
    }
  }

  /** Passes the output on; the threads end with it. */
  List<Thread> pump(Process process, String step) {
    return folder != null
        ? List.of()
        : List.of(
            pump(process.getInputStream(), step, false),
            pump(process.getErrorStream(), step, true));
  }

  private Thread pump(InputStream in, String step, boolean error) {
    Thread thread = new Thread(() -> copy(in, step, error), "capio-output-" + step);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void copy(InputStream in, String step, boolean error) {
    byte[] prefix = (step + " | ").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 13];
    try (in) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        for (int i = 0; i < count; i++) {
          if (buffer[i] == '\n' || line.size() >= LONGEST_LINE) {
            show(prefix, line, error);
          }
          if (buffer[i] != '\n') {
            line.write(buffer[i]);
          }
        }
      }
    } catch (IOException e) {
      // the process is gone, and what it said with it
    }
    if (line.size() > 0) {
      show(prefix, line, error);
    }
  }

  private void show(byte[] prefix, ByteArrayOutputStream line, boolean error) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(prefix);
    whole.writeBytes(line.toByteArray());
    whole.write('\n');
    line.reset();
    display.stepSays(whole.toByteArray(), error);
  }
}

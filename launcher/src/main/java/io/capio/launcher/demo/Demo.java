package io.capio.launcher.demo;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.launcher.option.Installation;
import io.capio.launcher.option.Progress;
import io.capio.launcher.option.SettingOptions;
import io.capio.launcher.run.JavaCommand;
import io.capio.launcher.run.ProgramCommand;
import io.capio.launcher.run.WorkflowServer;
import io.capio.launcher.target.Target;
import io.capio.launcher.target.TargetFinder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** The two runs of the demonstration. Time is wall time, from before the first start on. */
final class Demo {
  private static final String WRITER = "writer";
  private static final String READER = "reader";
  private static final String TABLE = "blocks.csv";

  private final SettingOptions options;
  private final JavaCommand java;
  private final Path input;
  private final DemoFiles files;
  private final AtomicReference<WorkflowServer> toAbandon = new AtomicReference<>();
  private final List<DemoProgram> programs = new CopyOnWriteArrayList<>();

  Demo(SettingOptions options, JavaCommand java, Path input, DemoFiles files) {
    this.options = options;
    this.java = java;
    this.input = input;
    this.files = files;
  }

  /**
   * What a run gave.
   *
   * @param server time until the server served; zero without one
   * @param writer time of the writing program
   * @param reader time of the reading program
   * @param total time until both had ended, the server's start included
   * @param disk time from then until the table was on the disk and the server gone
   * @param written what the writer logged
   * @param read what the reader logged
   */
  record Outcome(
      Duration server,
      Duration writer,
      Duration reader,
      Duration total,
      Duration disk,
      ProgramLog written,
      ProgramLog read) {
    /** Share of the reader's bytes that it had before the writer closed the file, 0 to 1. */
    double overlap() {
      return read.bytes() == 0 || written.closing() == null
          ? 0
          : (double) read.bytesUntil(written.closing()) / read.bytes();
    }

    /** Whether both programs saw the same bytes, and which. */
    boolean agrees(String sha256) {
      return !sha256.isEmpty() && written.sha256().equals(sha256) && read.sha256().equals(sha256);
    }
  }

  /** Both programs at the same time, under CAPIO. */
  Outcome streamed() throws IOException {
    warmUp();
    Path table = files.streamed().resolve(TABLE);
    Path agent = Installation.agent();
    long start = System.nanoTime();
    WorkflowServer server = WorkflowServer.ensure(settings(WRITER));
    toAbandon.set(server);
    Duration served = since(start);
    DemoProgram writer =
        start(WRITER, ProgramCommand.underCapio(java, agent, settings(WRITER), writer(table)));
    DemoProgram reader =
        start(READER, ProgramCommand.underCapio(java, agent, settings(READER), reader(table)));
    stopBothIfOneFails(writer, reader);
    return Progress.during(
        () -> "streaming: " + progress(writer, reader),
        () -> {
          Duration writing = writer.await();
          Duration reading = reader.await();
          Duration total = since(start);
          long ended = System.nanoTime();
          server.release();
          toAbandon.set(null);
          return new Outcome(
              served, writing, reading, total, since(ended), writer.log(), reader.log());
        });
  }

  /** One program after the other on the plain disk. */
  Outcome plain() throws IOException {
    Path table = files.plain().resolve(TABLE);
    long start = System.nanoTime();
    DemoProgram writer = start(WRITER, ProgramCommand.plain(java, writer(table)));
    Duration writing = await("plain disk, writing: ", writer);
    DemoProgram reader = start(READER, ProgramCommand.plain(java, reader(table)));
    Duration reading = await("plain disk, reading: ", reader);
    return new Outcome(
        Duration.ZERO, writing, reading, since(start), Duration.ZERO, writer.log(), reader.log());
  }

  private DemoProgram start(String name, ProcessBuilder command) throws IOException {
    DemoProgram program = DemoProgram.start(name, command);
    programs.add(program);
    return program;
  }

  private static Duration await(String text, DemoProgram program) {
    return Progress.during(() -> text + megabytes(program.log().bytes()), program::await);
  }

  /** Either run finds the input in the memory of the system. */
  private void warmUp() throws IOException {
    Progress.during(
        () -> "reading " + input, () -> Files.copy(input, OutputStream.nullOutputStream()));
  }

  private Settings settings(String step) {
    options.override(Setting.APP_NAME, step);
    return options.settings().withEmbeddedServer(Installation.embeddedServer());
  }

  private Target writer(Path table) {
    return target("block-writer.jar", List.of(input.toString(), table.toString()));
  }

  private static Target reader(Path table) {
    return target("block-reader.jar", List.of(table.toString()));
  }

  private static Target target(String jar, List<String> arguments) {
    return new TargetFinder(null, null).find(Installation.example(jar).toString(), arguments);
  }

  /** The other one would wait for a file that nobody completes. */
  private static void stopBothIfOneFails(DemoProgram a, DemoProgram b) {
    a.end().exceptionally(failure -> stop(b));
    b.end().exceptionally(failure -> stop(a));
  }

  private static Duration stop(DemoProgram program) {
    program.stop();
    return Duration.ZERO;
  }

  /** Ends all that runs: for a user who does not want to wait, or after a failure. */
  void abort() {
    programs.forEach(DemoProgram::stop);
    WorkflowServer server = toAbandon.getAndSet(null);
    if (server != null) {
      server.abandon();
    }
  }

  private static String progress(DemoProgram writer, DemoProgram reader) {
    return "written "
        + megabytes(writer.log().bytes())
        + ", read "
        + megabytes(reader.log().bytes());
  }

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}

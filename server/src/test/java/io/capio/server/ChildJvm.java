package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A JVM with this test's class path. Killed when closed. */
final class ChildJvm implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final int TIDS_OF_ONE = 1_000_000;

  private final Process process;
  private final BufferedReader output;

  ChildJvm(Class<?> main, String... arguments) throws IOException {
    this(List.of(), main, arguments);
  }

  /** One that another command becomes. */
  ChildJvm(List<String> before, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(System.getProperty("java.home") + "/bin/java");
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    int firstTid = (10 + COUNT.incrementAndGet()) * TIDS_OF_ONE;
    command.add("-D" + RawClient.FIRST_TID + "=" + firstTid);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("CAPIO_DIR");
    builder.environment().remove("CAPIO_WORKFLOW_NAME");
    process = builder.start();
    output = process.inputReader();
  }

  static ChildJvm server(ServerFixture fixture, String... more) throws IOException {
    return server(List.of(), fixture, more);
  }

  /** One that another command becomes. */
  static ChildJvm server(List<String> before, ServerFixture fixture, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--capio-dir", fixture.directory.toString()));
    arguments.addAll(List.of("--workflow-name", fixture.workflow));
    arguments.addAll(List.of(more));
    return new ChildJvm(before, Main.class, arguments.toArray(String[]::new));
  }

  long pid() {
    return process.pid();
  }

  /** The next line that it prints, null at the end. */
  String line() throws IOException {
    return output.readLine();
  }

  /** Says something to it. */
  void tell(String line) throws IOException {
    Writer input = process.outputWriter();
    input.write(line + "\n");
    input.flush();
  }

  /** Sends it a signal. */
  void signal(String name) throws Exception {
    assertThat(new ProcessBuilder("kill", "-s", name, "" + pid()).start().waitFor()).isZero();
  }

  void terminate() {
    process.destroy();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  boolean endsWithin(int seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  int status() throws InterruptedException {
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    output.close();
  }
}

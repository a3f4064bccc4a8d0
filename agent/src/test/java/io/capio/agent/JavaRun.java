package io.capio.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM started as a user would, in a directory of its own. */
final class JavaRun {

  /** Only ends what hangs. */
  private static final long SECONDS = 240;

  private final List<String> command = new ArrayList<>();
  private final ProcessBuilder builder;

  JavaRun(Path javaHome, Path directory) {
    command.add(javaHome.resolve("bin/java").toString());
    // The verifier looks at the rewritten classes of the JDK too, not only at the program's.
    with("-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal");
    builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
  }

  /** What a JVM left behind. */
  record Outcome(int status, String out, String err) {}

  static Path agentJar() {
    return Path.of(System.getProperty("capio.agent.jar"));
  }

  static Path testClasses() {
    return Path.of(System.getProperty("capio.test.classes"));
  }

  JavaRun agent(String arguments) {
    return with("-javaagent:" + agentJar() + "=" + arguments);
  }

  JavaRun with(String... more) {
    command.addAll(List.of(more));
    return this;
  }

  JavaRun environment(String name, String value) {
    builder.environment().put(name, value);
    return this;
  }

  /** Runs a class of the tests as the program. */
  Outcome program(Class<?> main, String... arguments) throws IOException, InterruptedException {
    return with("-cp", testClasses().toString(), main.getName()).with(arguments).run();
  }

  Process start() throws IOException {
    return builder.start();
  }

  Outcome run() throws IOException, InterruptedException {
    Path err = Files.createTempFile("err", null);
    Path out = Files.createTempFile("out", null);
    try {
      Process process = builder.redirectError(err.toFile()).redirectOutput(out.toFile()).start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running: " + command + "\n" + Files.readString(err));
      }
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(err);
      Files.delete(out);
    }
  }

  static String drain(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}

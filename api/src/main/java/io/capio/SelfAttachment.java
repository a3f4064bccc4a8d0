package io.capio;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Attaches the agent to this JVM. A JVM may not attach to itself, so a short process of the same
 * JDK does it.
 */
final class SelfAttachment {
  private static final String AGENT_CLASS = "io.capio.agent.CapioAgent";
  private static final Pattern AGENT_JAR =
      Pattern.compile("capio-agent(-[0-9][0-9.]*(-SNAPSHOT)?)?\\.jar");
  private static final long PATIENCE_SECONDS = 60;

  private SelfAttachment() {}

  /**
   * Attaches; waits for the agent, at most a minute.
   *
   * @throws IllegalStateException if it cannot be done
   */
  static void attach() {
    Path jar = agentJar();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    if (!Files.isExecutable(java)) {
      throw failed("this JVM's runtime has no command " + java);
    }
    try {
      run(
          List.of(
              java.toString(),
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Xshare:auto",
              // of itself it waits ten seconds, which a busy machine may need
              "-Dsun.tools.attach.attachTimeout=" + PATIENCE_SECONDS * 1000,
              "-cp",
              jar.toString(),
              AGENT_CLASS,
              "attach",
              Long.toString(ProcessHandle.current().pid()),
              "scope=annotated"));
    } catch (IOException e) {
      throw failed(e.getMessage());
    }
  }

  private static void run(List<String> command) throws IOException {
    Path said = Files.createTempFile("capio-attach-", ".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      // an agent that the environment gives to every JVM is for programs
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      Process process = builder.redirectOutput(said.toFile()).start();
      if (!endsInTime(process)) {
        process.destroyForcibly();
        throw failed("the JVM did not answer within " + PATIENCE_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw failed(Files.readString(said, StandardCharsets.UTF_8).strip());
      }
    } finally {
      Files.deleteIfExists(said);
    }
  }

  private static boolean endsInTime(Process process) {
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw failed("the thread was interrupted");
    }
  }

  private static IllegalStateException failed(String reason) {
    return new IllegalStateException(
        "cannot attach the CAPIO agent to this JVM: "
            + reason
            + "; start the JVM with -javaagent:capio-agent.jar=scope=annotated instead");
  }

  /** What the user says, then what the class path has, then what lies beside this class's jar. */
  private static Path agentJar() {
    String said = System.getProperty("capio.agentJar");
    if (said != null) {
      if (!Files.isRegularFile(Path.of(said))) {
        throw failed(
            "the file " + said + ", which the property capio.agentJar names, is not there");
      }
      return Path.of(said).toAbsolutePath();
    }
    List<Path> candidates = new ArrayList<>(pathElements());
    candidates.addAll(besideThisClass());
    return candidates.stream()
        .filter(file -> AGENT_JAR.matcher(file.getFileName().toString()).matches())
        .filter(Files::isRegularFile)
        .findFirst()
        .map(Path::toAbsolutePath)
        .orElseThrow(
            () ->
                failed(
                    "capio-agent.jar is neither on the class path nor beside the jar of"
                        + " io.capio.CapioContext, and the property capio.agentJar does not name"
                        + " it"));
  }

  private static List<Path> pathElements() {
    List<Path> elements = new ArrayList<>();
    for (String property : List.of("java.class.path", "jdk.module.path")) {
      for (String element : System.getProperty(property, "").split(File.pathSeparator, -1)) {
        if (!element.isEmpty()) {
          elements.add(Path.of(element));
        }
      }
    }
    return elements.stream().filter(element -> element.getFileName() != null).toList();
  }

  private static List<Path> besideThisClass() {
    CodeSource source = SelfAttachment.class.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null || !location.getProtocol().equals("file")) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(Path.of(location.toURI()).resolveSibling("."))) {
      return files.sorted().toList();
    } catch (IOException | URISyntaxException unreadable) {
      return List.of();
    }
  }
}

package io.capio.it.harness;

import io.capio.ipc.ObjectNames;
import io.capio.ipc.ServerAnnouncement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The workflow of one test: a name that nobody else uses, a CAPIO directory, and its programs. */
public final class Workflow {
  /** Several JVMs of several tests start at the same time. */
  private static final int SERVER_SECONDS = 120;

  private final String name;
  private final Path folder;
  private final Path directory;
  private final List<Running> programs = new ArrayList<>();

  Workflow(String name, Path folder) throws IOException {
    this.name = name;
    this.folder = folder;
    this.directory = Files.createDirectory(folder.resolve("data"));
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** The CAPIO directory. */
  public Path directory() {
    return directory;
  }

  /** A path in the CAPIO directory. */
  public Path file(String relative) {
    return directory.resolve(relative);
  }

  /** A folder outside of the CAPIO directory, for what the test itself needs. */
  public Path folder() {
    return folder;
  }

  /** {@code capio-run} with these words, and nothing added. */
  public Running capioRun(Object... words) throws IOException {
    return start(Map.of(), command(List.of(Artifacts.CAPIO_RUN), words));
  }

  /** {@code capio-run} with this workflow's name and directory, and these words. */
  public Running run(Object... words) throws IOException {
    List<Object> beginning =
        new ArrayList<>(
            List.of(Artifacts.CAPIO_RUN, "--capio-dir", directory, "--workflow-name", name));
    beginning.addAll(List.of("--await-server-timeout-seconds", SERVER_SECONDS));
    Artifacts.VERIFY.forEach(option -> beginning.add("--java-option=" + option));
    return start(Map.of(), command(beginning, words));
  }

  /** A program of {@code io.capio.it.program} under {@code capio-run --stream}. */
  public Running stream(String program, Object... arguments) throws IOException {
    List<Object> words =
        new ArrayList<>(List.of("--stream", "-cp", Artifacts.PROGRAMS, Artifacts.program(program)));
    words.addAll(List.of(arguments));
    return run(words.toArray());
  }

  /** A program of {@code io.capio.it.program} with the agent, and no launcher. */
  public Running agent(String program, Object... arguments) throws IOException {
    String options = "=capioDir=" + directory + ",stream=true,workflowName=" + name;
    options += ",awaitServerTimeoutSeconds=" + SERVER_SECONDS;
    List<Object> beginning = new ArrayList<>(List.of(Artifacts.JAVA));
    beginning.addAll(Artifacts.VERIFY);
    beginning.addAll(
        List.of(
            "-javaagent:" + Artifacts.AGENT + options,
            "-cp",
            Artifacts.PROGRAMS,
            Artifacts.program(program)));
    return start(Map.of(), command(beginning, arguments));
  }

  /** Starts any command. */
  public Running start(Map<String, String> environment, List<String> command) throws IOException {
    int number = programs.size();
    ProcessBuilder builder = new ProcessBuilder(Signals.heardBy(command));
    builder.directory(folder.toFile());
    builder.environment().put("JAVA_HOME", Artifacts.JAVA_HOME.toString());
    builder.environment().putAll(environment);
    Running program =
        new Running(builder, folder.resolve(number + ".out"), folder.resolve(number + ".err"));
    programs.add(program);
    return program;
  }

  /** Words of any type as a command. */
  public static List<String> command(List<?> beginning, Object... rest) {
    List<String> command = new ArrayList<>();
    beginning.forEach(word -> command.add(word.toString()));
    for (Object word : rest) {
      command.add(word.toString());
    }
    return command;
  }

  /** The server, as soon as it is there. */
  public long serverPid() {
    return Await.value(Await.LONG, this::announcement)
        .orElseThrow(() -> new AssertionError("no server of workflow " + name))
        .process()
        .pid();
  }

  /** Kills the server and returns when it is dead: a signal that is sent has not arrived yet. */
  public void killServer() throws IOException, InterruptedException {
    Running.signal(serverPid(), "KILL");
    if (!Await.until(Await.LONG, () -> announcement().isEmpty())) {
      throw new AssertionError("the server of workflow " + name + " cannot be killed");
    }
  }

  /** What a server that is alive says of itself. */
  public Optional<ServerAnnouncement> announcement() {
    try {
      return ServerAnnouncement.read(new ObjectNames(name))
          .filter(server -> server.process().isAlive());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Running> programs() {
    return programs;
  }
}

package io.capio.client;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.ipc.Disk;
import io.capio.ipc.JnaFolder;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.ProcessIdentity;
import io.capio.ipc.ServerAnnouncement;
import io.capio.ipc.SharedMemory;
import io.capio.ipc.WorkflowClaim;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server process that was started and is not ready yet; or the process of a wrapper, such as
 * {@code mpiexec}, that the server is then a descendant of.
 */
final class ServerProcess {
  /** Exit status of our server when somebody else serves the workflow. */
  private static final int UNAVAILABLE = 69;

  private static final int LONGEST_COMPLAINT = 1 << 16;

  private static volatile ServerLauncher launcher = ProcessBuilder::start;

  private final Process process;
  private final FileChannel errors;
  private final List<String> command;
  private final boolean embedded;

  private ServerProcess(
      Process process, FileChannel errors, List<String> command, boolean embedded) {
    this.process = process;
    this.errors = errors;
    this.command = command;
    this.embedded = embedded;
  }

  /** Says how servers are started from now on. */
  static void launchBy(ServerLauncher other) {
    launcher = other;
  }

  /** Starts a server as a daemon: it outlives this process and no terminal's signal reaches it. */
  static ServerProcess start(Settings settings, Path directory) throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Disk.path("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    addWrapper(command, settings.serverCommand());
    boolean embedded = settings.startsEmbeddedServer();
    command.addAll(embedded ? embedded(settings, directory) : external(settings));
    Path errors = Files.createTempFile(Disk.temporaryDirectory(directory), "capio-server-", ".err");
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("CAPIO_DIR", directory.toString());
    environment.put("CAPIO_WORKFLOW_NAME", settings.workflowName());
    useUtf8(environment);
    // an agent that the environment gives to every JVM is for programs, not for their server
    environment.remove("JAVA_TOOL_OPTIONS");
    File nothing = new File("/dev/null");
    builder.redirectInput(nothing);
    builder.redirectOutput(
        settings.silent() ? ProcessBuilder.Redirect.to(nothing) : ProcessBuilder.Redirect.INHERIT);
    builder.redirectError(new File(errors.toString()));
    FileChannel said = null;
    Process started = null;
    try {
      said = FileChannel.open(errors);
      started = launcher.launch(builder);
    } catch (IOException e) {
      if (said != null) {
        said.close();
      }
      throw new CapioUnavailableException(
          "cannot start the server " + settings.serverExecPath() + ": " + e.getMessage(), e);
    } finally {
      // both processes have it open: whatever ends this one, the name is not left behind
      Files.delete(errors);
    }
    return new ServerProcess(started, said, command, embedded);
  }

  private static void addWrapper(List<String> command, List<String> words) throws IOException {
    if (!words.isEmpty()) {
      command.add(executable(words.get(0), Setting.SERVER_COMMAND));
      command.addAll(words.subList(1, words.size()));
    }
  }

  private static List<String> embedded(Settings settings, Path directory) {
    List<String> command = new ArrayList<>(settings.embeddedServer());
    command.addAll(1, virtualMachineOptions());
    if (settings.teardownServer()) {
      command.add("--end-when-idle");
    }
    command.add("--capio-dir");
    command.add(directory.toString());
    command.add("--workflow-name");
    command.add(settings.workflowName());
    if (!settings.capioCl().isEmpty()) {
      command.add("--config");
      command.add(Disk.path(settings.capioCl()).toAbsolutePath().toString());
    }
    if (settings.stream()) {
      command.add("--stream");
    }
    if (settings.memOnly()) {
      command.add("--mem-only");
    }
    if (settings.silent()) {
      command.add("--silent");
    }
    return command;
  }

  /**
   * A server starts fast, idles without cost, needs little heap, and loads JNA, which newer JDKs
   * want to be told of. It copies bytes, which the first compiler does as well as the second: that
   * one's own work costs more than it saves within some GiB. The last two keep the virtual machine
   * from waking up several times a second to see whether it has something to do. The scripts in
   * bin/ say the same.
   */
  private static List<String> virtualMachineOptions() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:AsyncDeflationInterval=0",
                "-XX:GuaranteedSafepointInterval=0"));
    if (System.getProperty(JnaFolder.PROPERTY) != null) {
      options.add("-D" + JnaFolder.PROPERTY + "=" + JnaFolder.chosen());
    }
    if (Runtime.version().feature() >= 24) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    return options;
  }

  /** Names on the wire are UTF-8; a JVM in another locale could not make files of such names. */
  private static void useUtf8(Map<String, String> environment) {
    String locale =
        Stream.of("LC_ALL", "LC_CTYPE", "LANG")
            .map(environment::get)
            .filter(value -> value != null && !value.isEmpty())
            .findFirst()
            .orElse("C");
    if (!locale.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8")) {
      environment.put("LC_ALL", "C.UTF-8");
    }
  }

  /** Upstream's command line. */
  private static List<String> external(Settings settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(executable(settings.serverExecPath(), Setting.SERVER_EXEC_PATH));
    if (settings.capioCl().isEmpty()) {
      command.add("--no-config");
    } else {
      command.add("--config");
      command.add(Disk.path(settings.capioCl()).toAbsolutePath().toString());
    }
    command.add("--backend");
    command.add("none");
    return command;
  }

  private static String executable(String name, Setting from) throws IOException {
    if (name.contains("/")) {
      if (!Files.isExecutable(Disk.path(name))) {
        throw new CapioUnavailableException(
            name + ", given with " + from.option() + ", is not an executable file");
      }
      return name;
    }
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(":", -1)) {
      Path candidate = Disk.path(folder.isEmpty() ? "." : folder, name);
      if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return candidate.toString();
      }
    }
    throw new CapioUnavailableException(
        "no program named "
            + name
            + " on the PATH; give a path"
            + (from == Setting.SERVER_EXEC_PATH ? ", or embedded," : "")
            + " with "
            + from.option());
  }

  /** The process that was started, which may be a wrapper's. */
  ProcessIdentity identity() {
    return ProcessIdentity.of(process.pid());
  }

  /** Whether it, or what it has started, goes on. */
  boolean isAlive() {
    return process.isAlive() || family().findAny().isPresent();
  }

  /**
   * The server, if it is this process or was started by it. One that says which process it is is
   * believed; of the others it is the one that has the request queue mapped.
   */
  Optional<ProcessIdentity> server(Optional<ServerAnnouncement> announcement, ObjectNames names) {
    if (announcement.isPresent()) {
      ProcessIdentity said = announcement.get().process();
      return family().anyMatch(pid -> pid == said.pid()) ? Optional.of(said) : Optional.empty();
    }
    String ring = SharedMemory.path(names.ring(names.requests())).toString();
    return family()
        .filter(pid -> maps(pid, ring))
        .findFirst()
        .map(ProcessIdentity::of)
        .or(() -> Optional.of(identity()));
  }

  /**
   * This process, its descendants, and those that lost their parent but not their session, which
   * this process leads.
   */
  private Stream<Long> family() {
    long leader = process.pid();
    return Stream.concat(
            Stream.concat(Stream.of(process.toHandle()), process.descendants()),
            ProcessHandle.allProcesses()
                .filter(other -> ProcessIdentity.sessionOf(other.pid()) == leader))
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid);
  }

  private static boolean maps(long pid, String file) {
    try {
      byte[] maps = Files.readAllBytes(Disk.path("/proc/" + pid + "/maps"));
      return new String(maps, StandardCharsets.UTF_8).contains(file);
    } catch (IOException gone) {
      return false;
    }
  }

  /**
   * Reports why the server ended, unless another may be tried: because somebody else's had the
   * workflow at that moment, or because this one was ready, unused, and told to end before it was
   * seen here.
   */
  void failUnlessReplaceable() throws IOException {
    int status = process.exitValue();
    if (status == 0 && embedded) {
      return;
    }
    ByteBuffer text = ByteBuffer.allocate(LONGEST_COMPLAINT);
    errors.read(text, 0);
    String said = StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
    boolean busy = status == UNAVAILABLE && WorkflowClaim.isRefusal(said);
    if (!busy) {
      throw new CapioUnavailableException(
          "the server ended with status "
              + status
              + (said.isEmpty() ? ": " + String.join(" ", command) : ": " + said));
    }
  }

  /** Asks the process to end: nobody waits for it any more, and it would only end by and by. */
  void end() {
    process.destroy();
  }

  /** Forgets the process; it goes on, and what it still has to say goes nowhere. */
  void discard() throws IOException {
    errors.close();
  }
}

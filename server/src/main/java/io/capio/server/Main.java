package io.capio.server;

import io.capio.cl.CapioClFile;
import io.capio.ipc.Geometry;
import io.capio.ipc.JnaFolder;
import io.capio.ipc.SharedMemory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line of the server, with the flags of {@code capio_server} and some of our own. */
@Command(
    name = "capio_server",
    description = "Serves one CAPIO workflow on this machine until SIGTERM or SIGINT.",
    sortOptions = false,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "CAPIO_DIR is the CAPIO directory, CAPIO_WORKFLOW_NAME the workflow (default CAPIO; a"
          + " CAPIO-CL file has its own name). CAPIO_CACHE_LINES and CAPIO_CACHE_LINE_SIZE must be"
          + " those of the clients.",
      "Exit status: 0 ended as asked, 64 usage, 65 bad CAPIO-CL file, 69 the workflow cannot be"
          + " served, 70 internal."
    })
public final class Main {
  private static final String DEFAULT_WORKFLOW = "CAPIO";

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "CAPIO-CL file; the word \"dynamic\" starts without rules")
  private String configuration;

  @Option(
      names = "--no-config",
      description =
          "no CAPIO-CL file; if PyCAPIO has started the server with this, what only clients of"
              + " upstream make stays in memory, as on the native server")
  private boolean noConfiguration;

  @Option(
      names = {"-b", "--backend"},
      paramLabel = "NAME",
      description = "only \"none\" on this server")
  private String backend = "none";

  @Option(names = "--mem-only", description = "write nothing to the disk")
  private boolean memoryOnly;

  @Option(
      names = {"-r", "--resolve-prefix"},
      paramLabel = "DIR",
      description = "put before relative names in the CAPIO-CL file")
  private String resolvePrefix;

  @Option(
      names = {"-l", "--log"},
      paramLabel = "NAME",
      description = "write a log file of that name")
  private String logName;

  @Option(
      names = {"-d", "--log-dir"},
      paramLabel = "DIR",
      description = "where the log file goes (default: working directory)")
  private Path logDirectory;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description = "of every message: text (default), or json for an object a line")
  private LogFormat logFormat = LogFormat.TEXT;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "write what happens to files, and when, as an object of JSON a line")
  private Path trace;

  @Option(names = "--continue-on-error", description = "accepted; this server always does")
  @SuppressWarnings("UnusedVariable")
  private boolean continueOnError;

  @Option(
      names = "--stream",
      description = "without rules: read files while they are written, commit them when closed")
  private boolean streaming;

  @Option(
      names = "--end-when-idle",
      description = "end when the last client has gone and nothing is owed to a declared consumer")
  private boolean endWhenIdle;

  @Option(names = "--capio-dir", paramLabel = "DIR", description = "wins over CAPIO_DIR")
  private Path directory;

  @Option(
      names = {"--workflow-name"},
      paramLabel = "W",
      description = "wins over CAPIO_WORKFLOW_NAME and the CAPIO-CL file")
  private String workflow;

  @Option(
      names = "--memory-limit",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description =
          "shared memory for content, such as 4G (default: half of what is left);"
              + " more goes to the disk")
  private Long memoryLimit;

  @Option(names = "--silent", description = "print errors only")
  private boolean silent;

  @Option(names = "--verbose", description = "print every oddity of a client")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "this text")
  @SuppressWarnings("UnusedVariable")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "the version")
  @SuppressWarnings("UnusedVariable")
  private boolean version;

  private enum LogFormat {
    TEXT,
    JSON
  }

  private Main() {}

  /** Runs the server and ends the JVM with its exit status. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.getenv()));
  }

  /** Loads what the start needs later while the command line is read. */
  private static void prepare(String[] arguments, Map<String, String> environment) {
    String capio = environment.get("CAPIO_DIR");
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (argument.equals("-c") || argument.startsWith("--config")) {
        inBackground(CapioClFile::prepare);
      } else if (argument.equals("--capio-dir") && i + 1 < arguments.length) {
        capio = arguments[i + 1];
      }
    }
    JnaFolder.keepOutOf(Path.of(capio == null ? "" : capio));
    inBackground(SharedMemory::prepare);
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "capio-srv-prepare");
    thread.setDaemon(true);
    // whoever needs it next meets the same failure and reports it
    thread.setUncaughtExceptionHandler((failed, cause) -> {});
    thread.start();
  }

  static int run(String[] arguments, Map<String, String> environment) {
    prepare(arguments, environment);
    Main main = new Main();
    CommandLine command = new CommandLine(main).setCaseInsensitiveEnumValuesAllowed(true);
    command.getCommandSpec().version("capio_server (JVM) " + CapioServer.version());
    try {
      CommandLine.ParseResult parsed = command.parseArgs(arguments);
      if (CommandLine.printHelpIfRequested(parsed)) {
        return 0;
      }
      return main.serve(main.options(environment));
    } catch (ParameterException e) {
      return fail(StartException.USAGE, e.getMessage() + "; see --help");
    } catch (StartException e) {
      return fail(e.status(), e.getMessage());
    } catch (RuntimeException | Error e) {
      return fail(StartException.INTERNAL, "internal error: " + e);
    }
  }

  private static int fail(int status, String message) {
    System.err.println("capio_server: " + message);
    return status;
  }

  private int serve(ServerOptions options) throws StartException {
    // from before anything is visible: a signal at any moment leaves nothing behind
    CompletableFuture<Optional<CapioServer>> started = new CompletableFuture<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started), "capio-srv-stop"));
    CapioServer server = null;
    try {
      server = CapioServer.start(options);
    } finally {
      started.complete(Optional.ofNullable(server));
    }
    server.sayReady();
    return status(server);
  }

  /** Waits for the server's end. */
  private static int status(CapioServer server) {
    return server.await() ? 0 : StartException.INTERNAL;
  }

  /** Ends the server after a signal, with the exit status 0 that upstream's server has then. */
  private static void stop(CompletableFuture<Optional<CapioServer>> started) {
    Optional<CapioServer> server = started.join();
    if (server.isPresent()) {
      server.get().close();
      Runtime.getRuntime().halt(status(server.get()));
    }
  }

  private ServerOptions options(Map<String, String> environment) throws StartException {
    if (!backend.equals("none")) {
      throw new StartException(
          StartException.USAGE,
          "backend " + backend + " is not on this server, which serves one machine; use none");
    }
    String fromEnvironment = environment.get("CAPIO_DIR");
    boolean dynamic = "dynamic".equals(configuration);
    Path file = configuration == null || dynamic ? null : Path.of(configuration);
    return new ServerOptions(
        workflow(environment, dynamic),
        workflow != null,
        directory != null || fromEnvironment == null || fromEnvironment.isEmpty()
            ? directory
            : Path.of(fromEnvironment),
        file,
        resolvePrefix,
        memoryOnly,
        noConfiguration ? starters() : Set.of(),
        streaming,
        endWhenIdle,
        memoryLimit == null ? 0 : memoryLimit,
        geometry(environment),
        new LogOptions(silent, verbose, logFormat == LogFormat.JSON, logFile(), trace));
  }

  private static Set<Long> starters() {
    return Stream.iterate(
            ProcessHandle.current().parent(), Optional::isPresent, up -> up.get().parent())
        .map(up -> up.get().pid())
        .collect(Collectors.toSet());
  }

  private String workflow(Map<String, String> environment, boolean dynamic) {
    if (workflow != null) {
      return workflow;
    }
    String name = environment.get(dynamic ? "WORKFLOW_NAME" : "CAPIO_WORKFLOW_NAME");
    return name == null || name.isEmpty() ? DEFAULT_WORKFLOW : name;
  }

  private static Geometry geometry(Map<String, String> environment) throws StartException {
    try {
      return Geometry.fromEnvironment(environment);
    } catch (IllegalArgumentException e) {
      throw new StartException(StartException.USAGE, e.getMessage());
    }
  }

  private Path logFile() {
    if (logName == null && logDirectory == null) {
      return null;
    }
    String name = logName == null ? "capio_server.log" : logName;
    return logDirectory == null ? Path.of(name) : logDirectory.resolve(name);
  }
}

package io.capio.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Does once what a server and a launcher do when they start. The build runs it with {@code
 * -XX:ArchiveClassesAtExit}: the JVMs that find the archive start in half the time.
 */
final class Rehearsal {
  private static final long PAUSE_NANOS = 20_000_000L;
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private static final String RULES =
      """
      {"name": "rehearsal", "version": 1.1, "IO_Graph": [
        {"name": "a", "input_stream": [], "output_stream": ["x", "y*"],
         "streaming": [{"name": ["x"], "committed": "on_close", "mode": "no_update"}]},
        {"name": "b", "input_stream": ["x"], "output_stream": []}],
       "permanent": ["x"], "exclude": ["z"]}
      """;

  private Rehearsal() {}

  /**
   * Ends the JVM when the server that it starts has been stopped again.
   *
   * @param folder an empty one
   */
  static void run(Path folder) {
    String workflow = "capio-rehearsal-" + ProcessHandle.current().pid();
    String rules = folder.resolve("rules.json").toString();
    try {
      Files.writeString(Path.of(rules), RULES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String directory = folder.toString();
    String[] server = {
      "--config", rules, "--workflow-name", workflow, "--capio-dir", directory, "--no-config"
    };
    new Thread(() -> io.capio.server.Main.main(server), "rehearsal-server").start();
    long start = System.nanoTime();
    while (launch("server", "status", "--workflow-name", workflow) != 0) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        System.exit(1);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    launch("server", "start", "--workflow-name", workflow, "--capio-dir", directory);
    launch("cl", "check", rules);
    launch("--help");
    launch("server", "stop", "--workflow-name", workflow);
  }

  private static int launch(String... words) {
    return CapioRun.commandLine().execute(words);
  }
}

package io.capio.launcher;

import io.capio.launcher.option.ExitStatus;
import io.capio.launcher.option.Terminal;
import java.nio.file.Path;
import java.util.Arrays;

/** Where the JVM of {@code capio-run} starts. */
public final class Main {
  /** As the first word it makes this the embedded server, which keeps its name in process lists. */
  private static final String SERVER = "capio_server";

  /** As the first word it makes this {@link Rehearsal}, which the build runs. */
  private static final String REHEARSAL = "rehearse";

  private Main() {}

  /**
   * Runs the command line and exits with its status.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    if (!System.getProperty("os.name").equals("Linux")) {
      Terminal.say("CAPIO for the JVM runs on Linux, this is " + System.getProperty("os.name"));
      System.exit(ExitStatus.UNAVAILABLE);
    }
    if (args.length > 0 && args[0].equals(SERVER)) {
      io.capio.server.Main.main(Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    if (args.length > 0 && args[0].equals(REHEARSAL)) {
      Rehearsal.run(Path.of(args[1]));
      return;
    }
    System.exit(CapioRun.commandLine().execute(args));
  }
}

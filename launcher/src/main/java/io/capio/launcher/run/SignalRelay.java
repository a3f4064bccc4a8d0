package io.capio.launcher.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Passes the signals that ask this process to end on to the program instead, whose end then ends
 * this process. Thread-safe.
 */
final class SignalRelay {
  private static final List<String> RELAYED = List.of("TERM", "INT", "HUP");

  private final Process program;

  private SignalRelay(Process program) {
    this.program = program;
  }

  static void to(Process program) {
    SignalRelay relay = new SignalRelay(program);
    RELAYED.forEach(name -> Signals.handle(name, () -> relay.passOn(name)));
  }

  private void passOn(String name) {
    if (name.equals("INT") && isForeground()) {
      // the terminal has given Ctrl-C to the program as well: twice would be taken for impatience
      return;
    }
    try {
      // kill is a command of its own on few small systems, but of every shell
      new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " " + program.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException noShell) {
      program.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether this process is in the group that its terminal sends Ctrl-C to. */
  private static boolean isForeground() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1);
      // after the command: state, parent, process group, session, terminal, its foreground group
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[2].equals(fields[5]);
    } catch (IOException e) {
      return false;
    }
  }
}

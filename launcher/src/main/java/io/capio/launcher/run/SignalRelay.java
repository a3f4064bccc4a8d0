package io.capio.launcher.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes the signals that ask this process to end on to the program instead, whose end then ends
 * this process. Thread-safe.
 */
final class SignalRelay {
  private static final List<String> RELAYED = List.of("TERM", "INT", "HUP");

  /** Signals that came before there was a program. */
  private final List<String> early = new ArrayList<>();

  private Process program;

  /** From now on, also while the program is being started, no such signal ends this process. */
  void begin() {
    RELAYED.forEach(name -> Signals.handle(name, () -> passOn(name)));
  }

  /** The program is there; what has come for it until now is passed on. */
  synchronized void to(Process started) {
    program = started;
    early.forEach(this::send);
    early.clear();
  }

  synchronized void passOn(String name) {
    if (program == null) {
      early.add(name);
    } else if (!name.equals("INT") || !isForeground()) {
      // a terminal has given Ctrl-C to the program as well: twice would be taken for impatience
      send(name);
    }
  }

  private void send(String name) {
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

package io.capio.it.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signals that are ignored where the tests run: who starts them with {@code nohup}, or in the
 * background of a script, has every program ignore some that tests send.
 */
final class Signals {
  private static final Map<String, Integer> SENT =
      new TreeMap<>(Map.of("HUP", 1, "INT", 2, "QUIT", 3, "TERM", 15));

  private static final List<String> IGNORED = ignored();
  private static final List<String> HEARD =
      List.of("env", "--default-signal=" + String.join(",", SENT.keySet()));

  private static final boolean RESTORED = !IGNORED.isEmpty() && restores();

  private Signals() {}

  private static List<String> ignored() {
    try {
      String status = Files.readString(Path.of("/proc/self/status"));
      String mask = status.replaceAll("(?s).*\\nSigIgn:\\s*(\\p{XDigit}+).*", "$1");
      long bits = Long.parseUnsignedLong(mask, 16);
      return SENT.keySet().stream()
          .filter(name -> (bits >> (SENT.get(name) - 1) & 1) != 0)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean restores() {
    try {
      List<String> command = new ArrayList<>(HEARD);
      command.add("true");
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The command, in a way that it hears all of them if there is one. */
  static List<String> heardBy(List<String> command) {
    if (!RESTORED) {
      return command;
    }
    List<String> heard = new ArrayList<>(HEARD);
    heard.addAll(command);
    return heard;
  }

  /** Skips the test if a program does not hear that one. */
  static void requireHeard(String name) {
    assumeTrue(RESTORED || !IGNORED.contains(name), "SIG" + name + " is ignored where this runs");
  }
}

package io.capio.launcher.attach;

import io.capio.launcher.option.LauncherException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process as {@code /proc} shows it. Whatever would keep an agent out is found here first: the
 * signal that asks a JVM to listen ends a process that is none, and a JVM that cannot answer would
 * only show as silence. Immutable.
 */
final class TargetProcess {
  private static final Pattern UID = Pattern.compile("(?m)^Uid:\\s+\\d+\\s+(\\d+)");
  private static final String AGENT_JAR = "/capio-agent.jar";

  private final long pid;
  private final Path folder;

  TargetProcess(long pid) {
    this.pid = pid;
    this.folder = Path.of("/proc", Long.toString(pid));
  }

  long pid() {
    return pid;
  }

  /**
   * Checks all that can be seen from outside.
   *
   * @throws LauncherException (refused) with what was seen and what to do
   */
  void requireAttachable() {
    String status = read("status");
    if (status == null) {
      throw refused(
          "there is no process "
              + pid
              + " here; capio-run attach --list shows the JVMs of this user");
    }
    if (state(status) == 'Z') {
      throw refused("process " + pid + " has ended");
    }
    requireSameUser(status);
    requireSameNamespace("pid", "sees other process numbers");
    requireSameNamespace("mnt", "sees other files");
    requireSameNamespace("user", "has other users");
    requireJvm();
    if (state(status) == 'T' || state(status) == 't') {
      throw refused(
          "process " + pid + " is stopped and cannot answer; let it go on with kill -CONT " + pid);
    }
    requireOptionsThatAllow();
  }

  /** Whether the agent's jar is open in it, dormant or not. */
  boolean hasAgentLoaded() {
    try (Stream<Path> open = Files.list(folder.resolve("fd"))) {
      return open.anyMatch(link -> target(link).endsWith(AGENT_JAR));
    } catch (IOException | java.io.UncheckedIOException gone) {
      return false;
    }
  }

  private void requireSameUser(String status) {
    String theirs = group(UID, status);
    String ours = group(UID, readOrEmpty(Path.of("/proc/self/status")));
    if (!theirs.equals(ours)) {
      String user = userName(theirs);
      throw refused(
          "process "
              + pid
              + " belongs to user "
              + user
              + " and this is user "
              + userName(ours)
              + "; attach as "
              + user
              + ", for example with sudo -u "
              + user
              + " capio-run attach "
              + pid);
    }
  }

  private static String userName(String uid) {
    try {
      return Files.readAllLines(Path.of("/etc/passwd")).stream()
          .map(line -> line.split(":", -1))
          .filter(fields -> fields.length > 2 && fields[2].equals(uid))
          .map(fields -> fields[0])
          .findFirst()
          .orElse("#" + uid);
    } catch (IOException e) {
      return "#" + uid;
    }
  }

  private void requireSameNamespace(String kind, String what) {
    String theirs = target(folder.resolve("ns").resolve(kind));
    String ours = target(Path.of("/proc/self/ns", kind));
    if (theirs.isEmpty()) {
      throw refused(
          "the namespaces of process "
              + pid
              + " may not be read, so it cannot be attached to; run capio-run where the process"
              + " was started");
    }
    if (!theirs.equals(ours)) {
      throw refused(
          "process "
              + pid
              + " runs in another "
              + kind
              + " namespace, as in a container, and "
              + what
              + "; run capio-run attach inside of it");
    }
  }

  private void requireJvm() {
    String maps = read("maps");
    if (maps == null || maps.isEmpty()) {
      throw refused("process " + pid + " has ended, or its memory may not be looked at");
    }
    if (!maps.contains("/libjvm.so")) {
      throw refused(
          "process "
              + pid
              + " ("
              + readOrEmpty(folder.resolve("comm")).strip()
              + ") is no JVM; capio-run attach --list shows the JVMs of this user");
    }
  }

  private void requireOptionsThatAllow() {
    if (isSet("DisableAttachMechanism")) {
      throw refused(
          "process "
              + pid
              + " was started with -XX:+DisableAttachMechanism; start it without, or under"
              + " capio-run");
    }
  }

  /** What the last mention of a flag on the command line or in the environment says. */
  private boolean isSet(String flag) {
    String words =
        Stream.of("environ", "cmdline")
            .map(file -> readOrEmpty(folder.resolve(file)))
            .reduce("", (all, next) -> all + '\0' + next);
    Matcher mention = Pattern.compile("-XX:([+-])" + flag + "\\b").matcher(words);
    boolean set = false;
    while (mention.find()) {
      set = mention.group(1).equals("+");
    }
    return set;
  }

  private static char state(String status) {
    return group(Pattern.compile("(?m)^State:\\s+(\\S)"), status).charAt(0);
  }

  private static String group(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : "?";
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException unreadable) {
      return "";
    }
  }

  /** The text of a file of the process, or null if there is no such process. */
  private String read(String file) {
    try {
      return new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException gone) {
      return null;
    } catch (IOException e) {
      return "";
    }
  }

  private static String readOrEmpty(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static LauncherException refused(String message) {
    return LauncherException.refused(message, null);
  }

  /** The words of the command line. */
  List<String> commandLine() {
    return List.of(readOrEmpty(folder.resolve("cmdline")).split("\0", -1));
  }
}

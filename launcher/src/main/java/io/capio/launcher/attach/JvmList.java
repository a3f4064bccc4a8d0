package io.capio.launcher.attach;

import com.sun.tools.attach.VirtualMachine;
import io.capio.launcher.option.LauncherException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** The JVMs of this user on this machine, without CAPIO's own. */
final class JvmList {
  private static final List<String> OWN =
      List.of("io.capio.launcher.Main", "io.capio.server.Main", "io.capio.agent.CapioAgent");

  private JvmList() {}

  /**
   * A JVM.
   *
   * @param pid its process
   * @param command main class, module or jar, and the arguments
   */
  record Entry(long pid, String command) {
    /** The main class, jar or module without the arguments. */
    String program() {
      return command.split(" ", 2)[0];
    }

    /** A name without package, folder or module, as users know a program. */
    boolean isNamed(String name) {
      String program = program();
      return program.equals(name)
          || program.endsWith("/" + name)
          || program.endsWith("." + name)
          || program.endsWith("$" + name);
    }

    private boolean isCapios() {
      return OWN.contains(program()) || program().endsWith("capio-run.jar");
    }
  }

  /** All that run a program; a JVM that has just started or hides its data is not among them. */
  static List<Entry> all() {
    return VirtualMachine.list().stream()
        .map(jvm -> new Entry(Long.parseLong(jvm.id()), jvm.displayName()))
        .filter(jvm -> !jvm.command().isEmpty() && !jvm.isCapios())
        .filter(jvm -> jvm.pid() != ProcessHandle.current().pid())
        .sorted((one, other) -> Long.compare(one.pid(), other.pid()))
        .toList();
  }

  /** Those whose command has a match of a regular expression; all if it is null. */
  static List<Entry> matching(String pattern) {
    if (pattern == null) {
      return all();
    }
    try {
      Pattern compiled = Pattern.compile(pattern);
      return all().stream().filter(jvm -> compiled.matcher(jvm.command()).find()).toList();
    } catch (PatternSyntaxException e) {
      throw LauncherException.usage(
          "--select " + pattern + " is no regular expression: " + e.getDescription(), e);
    }
  }

  /**
   * The one JVM that the user means.
   *
   * @param target a pid, a main class or jar; null if the pattern says all
   * @param pattern what its command must match, or null
   * @throws LauncherException (refused) if there is none, or more than one
   */
  static long find(String target, String pattern) {
    Optional<Long> pid = pid(target);
    if (pid.isPresent() && pattern == null) {
      return pid.get();
    }
    List<Entry> found =
        matching(pattern).stream()
            .filter(
                jvm ->
                    target == null
                        || pid.map(number -> jvm.pid() == number).orElse(jvm.isNamed(target)))
            .toList();
    String sought = target == null ? pattern : target + (pattern == null ? "" : " " + pattern);
    if (found.isEmpty()) {
      throw LauncherException.refused(
          "no JVM of this user runs "
              + sought
              + "; capio-run attach --list shows those that there are",
          null);
    }
    if (found.size() > 1) {
      throw LauncherException.refused(
          found.size()
              + " JVMs run "
              + sought
              + ": "
              + found.stream()
                  .map(jvm -> Long.toString(jvm.pid()))
                  .collect(Collectors.joining(", "))
              + "; give the pid, or choose with --select",
          null);
    }
    return found.get(0).pid();
  }

  private static Optional<Long> pid(String target) {
    return Optional.ofNullable(target)
        .filter(text -> text.matches("[1-9][0-9]{0,9}"))
        .map(Long::valueOf);
  }

  /** Whether a process is a server or launcher of CAPIO, which is not to be rewritten. */
  static boolean isCapios(TargetProcess process) {
    List<String> words = process.commandLine();
    return words.contains("capio_server") || words.stream().anyMatch(OWN::contains);
  }
}

package io.capio.launcher.workflow.file;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.run.JavaCommand;
import io.capio.launcher.run.ProgramRun;
import io.capio.launcher.target.Target;
import io.capio.launcher.target.TargetFinder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one step. Paths in it are relative to the folder of the file. */
final class StepReader {
  static final List<String> KEYS =
      List.of(
          "name",
          "app-name",
          "target",
          "module",
          "command",
          "arguments",
          "class-path",
          "module-path",
          "java",
          "java-options",
          "environment",
          "working-directory");

  private static final List<String> PROGRAMS = List.of("target", "module", "command");
  private static final List<String> OF_JAVA = List.of("class-path", "module-path", "java");

  /** Names of steps begin lines and are names of files. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final Path folder;
  private final Map<String, String> common;

  /**
   * A reader.
   *
   * @param folder the absolute folder of the file
   * @param common settings of all steps
   */
  StepReader(Path folder, Map<String, String> common) {
    this.folder = folder;
    this.common = common;
  }

  Step read(Yaml step) {
    Map<String, Yaml> members = step.members("a step", KEYS);
    if (!members.containsKey("name")) {
      throw step.wrong("has no name");
    }
    String name = members.get("name").text();
    if (!NAME.matcher(name).matches()) {
      throw members
          .get("name")
          .wrong("is \"" + name + "\"; a name has letters, digits, dots, dashes and underscores");
    }
    Path directory =
        members.containsKey("working-directory") ? path(members.get("working-directory")) : folder;
    if (!Files.isDirectory(directory)) {
      throw members.get("working-directory").wrong("names " + directory + ", which does not exist");
    }
    return new Step(
        name,
        settings(name, members.get("app-name")),
        program(step, members),
        environment(members),
        directory);
  }

  private Settings settings(String name, Yaml appName) {
    Map<String, String> explicit = new HashMap<>(common);
    explicit.put(Setting.APP_NAME.key(), appName == null ? name : appName.text());
    return Settings.resolve(explicit);
  }

  private static Map<String, String> environment(Map<String, Yaml> members) {
    Map<String, String> environment = new LinkedHashMap<>();
    if (members.containsKey("environment")) {
      members
          .get("environment")
          .members()
          .forEach((variable, value) -> environment.put(variable, value.text()));
    }
    return environment;
  }

  private Program program(Yaml step, Map<String, Yaml> members) {
    List<String> given = PROGRAMS.stream().filter(members::containsKey).toList();
    if (given.size() != 1) {
      throw step.wrong(
          given.isEmpty()
              ? "has nothing to run: give a target, a module or a command"
              : "has " + String.join(" and ", given) + ", of which it may have one");
    }
    List<String> arguments =
        members.containsKey("arguments") ? members.get("arguments").texts() : List.of();
    List<String> javaOptions =
        members.containsKey("java-options") ? members.get("java-options").texts() : List.of();
    Yaml what = members.get(given.get(0));
    if (given.get(0).equals("command")) {
      OF_JAVA.stream()
          .filter(members::containsKey)
          .findFirst()
          .ifPresent(
              key -> {
                throw members
                    .get(key)
                    .wrong("does not go with a command, which chooses its Java itself");
              });
      return new Program.Command(command(what, arguments), javaOptions);
    }
    return new Program.Java(
        jvm(members.get("java"), javaOptions), target(given.get(0), what, members, arguments));
  }

  private JavaCommand jvm(Yaml java, List<String> options) {
    if (java == null) {
      return JavaCommand.of(null, options);
    }
    String text = java.text();
    return told(
        java, () -> JavaCommand.of(text.contains("/") ? path(java).toString() : text, options));
  }

  private List<String> command(Yaml command, List<String> arguments) {
    List<String> words =
        new ArrayList<>(
            command.node() instanceof SequenceNode ? command.texts() : List.of(command.text()));
    if (words.isEmpty() || words.get(0).isBlank()) {
      throw command.wrong("has no word");
    }
    if (words.get(0).contains("/")) {
      words.set(0, resolve(command, words.get(0)).toString());
    }
    told(
        command,
        () -> {
          ProgramRun.requireCommand(words.get(0));
          return null;
        });
    words.addAll(arguments);
    return List.copyOf(words);
  }

  private Target target(String kind, Yaml what, Map<String, Yaml> members, List<String> arguments) {
    TargetFinder finder =
        new TargetFinder(paths(members.get("class-path")), paths(members.get("module-path")));
    if (kind.equals("module")) {
      return told(what, () -> finder.module(what.text(), arguments));
    }
    String word = what.text();
    boolean isFile =
        word.contains("/") || word.matches(".*\\.(jar|java)") || Files.exists(path(what));
    return told(what, () -> finder.find(isFile ? path(what).toString() : word, arguments));
  }

  /** A path with colons or a list of its entries, every entry absolute. */
  private String paths(Yaml entries) {
    if (entries == null) {
      return null;
    }
    Stream<String> texts =
        entries.node() instanceof SequenceNode
            ? entries.texts().stream()
            : Stream.of(entries.text().split(File.pathSeparator, -1));
    return texts
        .map(text -> resolve(entries, text).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Path path(Yaml value) {
    return resolve(value, value.text());
  }

  private Path resolve(Yaml value, String text) {
    try {
      return folder.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw value.wrong("is no path: " + e.getMessage(), e);
    }
  }

  private interface Attempt<T> {
    T make();
  }

  /** What is a wrong command line elsewhere is a wrong file here. */
  private static <T> T told(Yaml value, Attempt<T> attempt) {
    try {
      return attempt.make();
    } catch (LauncherException e) {
      throw value.wrong("is wrong: " + e.getMessage(), e);
    }
  }
}

package io.capio.launcher.workflow.file;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.launcher.option.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A workflow: its server's settings and its steps. Immutable.
 *
 * @param file the absolute path of the file
 * @param explicit the settings of the workflow that the file gives, by their keys
 * @param rules a CAPIO-CL document that stood in the file, empty if none did
 * @param steps in the order of the file, at least one
 */
public record WorkflowFile(
    Path file, Map<String, String> explicit, String rules, List<Step> steps) {
  /** Settings of the whole workflow that the file may give by the names of their options. */
  private static final List<Setting> SETTINGS =
      List.of(
          Setting.STREAM,
          Setting.MEM_ONLY,
          Setting.MISSING,
          Setting.SIZE,
          Setting.SERVER_EXEC_PATH,
          Setting.SERVER_COMMAND,
          Setting.AWAIT_SERVER_TIMEOUT_SECONDS,
          Setting.TIMEOUT_SECONDS,
          Setting.REQUIRED);

  private static final List<String> KEYS = keys();

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(List.of("name", "capio-dir", "capio-cl", "rules", "steps"));
    SETTINGS.forEach(setting -> keys.add(key(setting)));
    return List.copyOf(keys);
  }

  private static String key(Setting setting) {
    return setting.option().substring(2);
  }

  /** Copies what could be changed. */
  public WorkflowFile {
    explicit = Map.copyOf(explicit);
    steps = List.copyOf(steps);
  }

  /** The workflow's name. */
  public String name() {
    return settings().workflowName();
  }

  /** The settings of the workflow, without an application name. */
  public Settings settings() {
    return Settings.resolve(explicit);
  }

  /** The same, with one of them changed. */
  public Settings with(Setting setting, String value) {
    Map<String, String> changed = new HashMap<>(explicit);
    changed.put(setting.key(), value);
    return Settings.resolve(changed);
  }

  /**
   * Reads and checks a file.
   *
   * @param verbose whether steps and server are to tell what they do
   * @throws LauncherException (data) that names line and key of what is wrong, (usage) if there is
   *     no such file
   */
  public static WorkflowFile read(Path given, boolean verbose) throws IOException {
    Yaml document = Yaml.read(given);
    Path file = given.toAbsolutePath().normalize();
    Path folder = file.getParent();
    Map<String, Yaml> members = document.members("a workflow", KEYS);
    Map<String, String> explicit = new HashMap<>();
    explicit.put(Setting.VERBOSE.key(), Boolean.toString(verbose));
    String name = name(file, members.get("name"));
    explicit.put(Setting.WORKFLOW_NAME.key(), name);
    Yaml directory = members.get("capio-dir");
    Path capioDir = directory == null ? folder : folder.resolve(directory.text()).normalize();
    if (!Files.isDirectory(capioDir) && !Files.isDirectory(capioDir.getParent())) {
      throw directory.wrong(
          "names " + capioDir + ", which does not exist, and neither does its parent");
    }
    explicit.put(Setting.CAPIO_DIR.key(), capioDir.toString());
    for (Setting setting : SETTINGS) {
      Yaml value = members.get(key(setting));
      if (value != null) {
        explicit.put(setting.key(), valueOf(setting, value, folder));
      }
    }
    String rules = rules(members, name, capioDir);
    explicit.put(Setting.CAPIO_CL.key(), capioCl(members, folder, capioDir));
    return new WorkflowFile(
        file, explicit, rules, steps(document, members, new StepReader(folder, explicit)));
  }

  /** The name of the workflow of a file, of which nothing else is checked. */
  public static String nameOf(Path file) throws IOException {
    return name(file, Yaml.read(file).members("a workflow", KEYS).get("name"));
  }

  private static String name(Path file, Yaml name) {
    String text =
        name == null ? file.getFileName().toString().replaceFirst("\\.[^.]*$", "") : name.text();
    try {
      Settings.resolve(Map.of(Setting.WORKFLOW_NAME.key(), text));
    } catch (IllegalArgumentException e) {
      throw name == null
          ? LauncherException.data(
              file
                  + ": the file's name cannot be the workflow's, give it a name: "
                  + e.getMessage(),
              e)
          : name.wrong("cannot be a workflow's: " + e.getMessage(), e);
    }
    return text;
  }

  private static String valueOf(Setting setting, Yaml value, Path folder) {
    String text = value.text();
    if (setting == Setting.SERVER_EXEC_PATH && text.contains("/")) {
      text = folder.resolve(text).normalize().toString();
    }
    try {
      Settings.resolve(Map.of(setting.key(), text));
    } catch (IllegalArgumentException e) {
      throw value.wrong("is wrong: " + e.getMessage(), e);
    }
    return text;
  }

  private static String rules(Map<String, Yaml> members, String name, Path capioDir)
      throws IOException {
    Yaml rules = members.get("rules");
    if (rules == null) {
      return "";
    }
    onlyRules(members, rules);
    if (members.containsKey("capio-cl")) {
      throw rules.wrong("and capio-cl exclude each other");
    }
    String document = Rules.document(rules, name);
    Rules.check(rules, document, capioDir);
    return document;
  }

  private static String capioCl(Map<String, Yaml> members, Path folder, Path capioDir)
      throws IOException {
    Yaml given = members.get("capio-cl");
    if (given == null) {
      return "";
    }
    onlyRules(members, given);
    Path file = folder.resolve(given.text()).normalize();
    if (!Files.isRegularFile(file)) {
      throw given.wrong("names " + file + ", which does not exist");
    }
    Rules.check(given, file, capioDir);
    return file.toString();
  }

  private static void onlyRules(Map<String, Yaml> members, Yaml rules) {
    Yaml stream = members.get(key(Setting.STREAM));
    if (stream != null && stream.text().equals("true")) {
      throw stream.wrong("and " + rules.key() + " exclude each other: rules say what streams");
    }
  }

  private static List<Step> steps(Yaml document, Map<String, Yaml> members, StepReader reader) {
    Yaml given = members.get("steps");
    if (given == null) {
      throw document.wrong("has no steps");
    }
    List<Step> steps = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Yaml element : given.list()) {
      Step step = reader.read(element);
      if (!names.add(step.name())) {
        throw element.wrong("has the name " + step.name() + " of another step");
      }
      steps.add(step);
    }
    if (steps.isEmpty()) {
      throw given.wrong("is an empty list");
    }
    return steps;
  }
}

package io.capio.launcher.run;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.target.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the command line of a program together. */
public final class ProgramCommand {
  private ProgramCommand() {}

  /** A process that runs the target, its file operations rewritten by the agent. */
  public static ProcessBuilder underCapio(
      JavaCommand java, Path agent, Settings settings, Target target) {
    ProcessBuilder builder =
        new ProcessBuilder(words(java, List.of(agentOption(agent, settings)), target));
    setVariables(builder, settings, withoutAgent(builder, agent));
    return builder;
  }

  /**
   * A process that runs any command; every JVM below it gets the agent.
   *
   * @param javaOptions more options for those JVMs
   */
  public static ProcessBuilder everyJavaBelow(
      List<String> command, Path agent, Settings settings, List<String> javaOptions) {
    ProcessBuilder builder = new ProcessBuilder(command);
    List<String> options = new ArrayList<>(javaOptions);
    options.add(agentOption(agent, settings));
    setVariables(builder, settings, ToolOptions.append(withoutAgent(builder, agent), options));
    return builder;
  }

  private static String withoutAgent(ProcessBuilder builder, Path agent) {
    return ToolOptions.without(builder.environment().get(ToolOptions.VARIABLE), agent);
  }

  /** Also for what the program starts itself: native steps and JVMs with the agent. */
  private static void setVariables(ProcessBuilder builder, Settings settings, String toolOptions) {
    Map<String, String> environment = builder.environment();
    environment.put("CAPIO_DIR", settings.get(Setting.CAPIO_DIR));
    environment.put("CAPIO_WORKFLOW_NAME", settings.workflowName());
    environment.put("CAPIO_APP_NAME", settings.appName());
    if (toolOptions == null) {
      environment.remove(ToolOptions.VARIABLE);
    } else {
      environment.put(ToolOptions.VARIABLE, toolOptions);
    }
  }

  /** A process that runs the target as if there were no CAPIO. */
  public static ProcessBuilder plain(JavaCommand java, Target target) {
    return new ProcessBuilder(words(java, List.of(), target));
  }

  private static List<String> words(JavaCommand java, List<String> agent, Target target) {
    List<String> words = new ArrayList<>();
    words.add(java.executable().toString());
    words.addAll(agent);
    words.addAll(java.options());
    words.addAll(target.command());
    words.addAll(target.arguments());
    return words;
  }

  static String agentOption(Path agent, Settings settings) {
    if (agent.toString().contains("=")) {
      // the JVM takes the rest of the path for the agent's arguments
      throw LauncherException.internal(
          "a JVM cannot load an agent from a path with an equals sign: " + agent, null);
    }
    String arguments = agentArguments(settings);
    int beyond = arguments.length() - arguments.codePointCount(0, arguments.length());
    // a JVM takes three characters from the end for each beyond U+FFFF; one that is left proves it
    String taken = beyond == 0 ? "" : ",".repeat(3 * beyond + 1);
    return "-javaagent:" + agent + "=" + arguments + taken;
  }

  /** The settings as the agent takes them. */
  public static String agentArguments(Settings settings) {
    List<String> pairs = new ArrayList<>();
    agentValues(settings).forEach((key, value) -> pairs.add(key + "=" + quoted(value)));
    return String.join(",", pairs);
  }

  /** What an agent must be told, by key. */
  public static Map<String, String> agentValues(Settings settings) {
    Map<String, String> arguments = new LinkedHashMap<>();
    // also where they are the defaults: the program's environment may say otherwise
    for (Setting setting :
        List.of(Setting.CAPIO_DIR, Setting.WORKFLOW_NAME, Setting.APP_NAME, Setting.CAPIO_CL)) {
      if (settings.get(setting) != null) {
        arguments.put(setting.key(), settings.get(setting));
      }
    }
    arguments.putAll(settings.nonDefault());
    return arguments;
  }

  private static String quoted(String value) {
    return value.contains(",") || value.contains("\"")
        ? '"' + value.replace("\"", "\"\"") + '"'
        : value;
  }
}

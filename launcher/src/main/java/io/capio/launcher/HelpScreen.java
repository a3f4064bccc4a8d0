package io.capio.launcher;

import io.capio.client.settings.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of {@code capio-run} itself, which has more to say than fits a screen. */
final class HelpScreen {
  /** The options that a newcomer needs; {@code capio-run options} has all. */
  private static final List<String> USUAL =
      List.of(
          "--capio-dir",
          "--workflow-name",
          "--app-name",
          "--capio-cl",
          "--stream",
          "--help",
          "--version");

  /** What the commands are for; those in a line belong together. */
  private static final List<String[]> COMMANDS =
      List.of(
          new String[] {"workflow", "run all steps of a workflow file; report what a run did"},
          new String[] {
            "server, top, explain", "start and stop a server; watch it; why a file waits"
          },
          new String[] {"cl", "check and explain CAPIO-CL files, change the rules of a workflow"},
          new String[] {"attach, detach", "put a running program under CAPIO, and take it off"},
          new String[] {"clean, doctor", "remove what dead owners left; examine this machine"},
          new String[] {"demo, options, completion", "see it work; every option; for your shell"});

  private static final int WIDEST = 26;

  private HelpScreen() {}

  /** Gives the command this help. */
  static void of(CommandLine command) {
    Map<String, IHelpSectionRenderer> sections = command.getHelpSectionMap();
    sections.put(
        UsageMessageSpec.SECTION_KEY_OPTION_LIST,
        help -> list(help.commandSpec(), usual(help.commandSpec())));
    sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> commands());
    sections.put(
        UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST,
        help -> exitStatus(help.commandSpec().usageMessage()));
  }

  /** Leaves the settings out that only few need, in the help of a command that has them all. */
  static void shorten(CommandLine command) {
    command
        .getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            help ->
                list(
                    help.commandSpec(),
                    help.commandSpec().options().stream().filter(HelpScreen::isShown).toList()));
    command
        .getCommandSpec()
        .usageMessage()
        .optionListHeading("%nOptions, and those that capio-run options lists:%n");
  }

  private static boolean isShown(OptionSpec option) {
    boolean setting =
        Arrays.stream(Setting.values())
            .anyMatch(each -> each.option().equals(option.longestName()));
    return !setting || USUAL.contains(option.longestName());
  }

  private static List<OptionSpec> usual(CommandSpec command) {
    return USUAL.stream().map(command::findOption).toList();
  }

  /** Options with their descriptions, a line or two for each. */
  static String list(CommandSpec command, List<OptionSpec> options) {
    Help help = new Help(command, Help.defaultColorScheme(Help.Ansi.OFF));
    Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
    layout.addOptions(options, help.createDefaultParamLabelRenderer());
    return layout.toString();
  }

  /** What stands below each other in the man page stands in a row here. */
  private static String exitStatus(UsageMessageSpec usage) {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder(" ");
    for (Map.Entry<String, String> status : usage.exitCodeList().entrySet()) {
      String text = " " + status.getKey() + " " + status.getValue() + ";";
      if (line.length() + text.length() > usage.width()) {
        lines.append(line).append(System.lineSeparator());
        line = new StringBuilder(" ");
      }
      line.append(text);
    }
    line.setCharAt(line.length() - 1, '.');
    return lines.append(line).append(System.lineSeparator()).toString();
  }

  private static String commands() {
    return COMMANDS.stream()
        .map(line -> String.format("  %-" + WIDEST + "s%s%n", line[0], line[1]))
        .collect(Collectors.joining());
  }
}

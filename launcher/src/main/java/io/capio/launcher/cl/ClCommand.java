package io.capio.launcher.cl;

import io.capio.client.settings.Setting;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.SettingOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code capio-run cl}. */
@Command(
    name = "cl",
    description = "Checks and explains CAPIO-CL files, and changes the rules of a workflow.",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footer = "%nExample: capio-run cl check workflow.json --capio-dir data",
    subcommands = HelpCommand.class,
    usageHelpWidth = 96)
public final class ClCommand implements Callable<Integer> {
  private ClCommand() {}

  /** The sub-command, whose options go where the main command's go. */
  public static CommandLine commandLine(SettingOptions options) {
    CommandLine command = new CommandLine(new ClCommand());
    options.addTo(command.getCommandSpec());
    for (Object reading : new Object[] {new CheckCommand(options), new RuleCommand(options)}) {
      add(command, options, reading, Setting.CAPIO_DIR, Setting.VERBOSE);
    }
    for (Object changing : new Object[] {new AddCommand(options), new SetCommand(options)}) {
      add(command, options, changing, Setting.WORKFLOW_NAME, Setting.VERBOSE);
    }
    return command;
  }

  private static void add(
      CommandLine parent, SettingOptions options, Object command, Setting... settings) {
    CommandLine child = new CommandLine(command);
    options.addTo(child.getCommandSpec(), settings);
    parent.addSubcommand(child);
  }

  @Override
  public Integer call() {
    throw LauncherException.usage(
        "cl needs a command: check, explain, add or set; see capio-run cl --help");
  }
}

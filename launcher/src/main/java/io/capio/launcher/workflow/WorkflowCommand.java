package io.capio.launcher.workflow;

import io.capio.client.settings.Setting;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.SettingOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code capio-run workflow}. */
@Command(
    name = "workflow",
    description = "Runs all steps of a workflow file, and reports what a run did.",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footer = "%nExample: capio-run workflow run pipeline.yaml",
    subcommands = HelpCommand.class,
    sortOptions = false,
    usageHelpWidth = 96)
public final class WorkflowCommand implements Callable<Integer> {
  private WorkflowCommand() {}

  /** The sub-command, whose options go where the main command's go. */
  public static CommandLine commandLine(SettingOptions options) {
    CommandLine command = new CommandLine(new WorkflowCommand());
    options.addTo(command.getCommandSpec());
    CommandLine run = new CommandLine(new RunCommand(options));
    options.addTo(run.getCommandSpec(), Setting.VERBOSE);
    command.addSubcommand(run);
    CommandLine report = new CommandLine(new ReportCommand());
    options.addTo(report.getCommandSpec(), Setting.VERBOSE);
    command.addSubcommand(report);
    return command;
  }

  @Override
  public Integer call() {
    throw LauncherException.usage(
        "workflow needs a command: run or report; see capio-run workflow --help");
  }
}

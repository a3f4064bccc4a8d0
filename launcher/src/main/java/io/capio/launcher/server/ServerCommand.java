package io.capio.launcher.server;

import io.capio.client.settings.Setting;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.SettingOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code capio-run server}. */
@Command(
    name = "server",
    description = "Starts, asks and stops the server of a workflow.",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footer = "%nExample: capio-run server status --workflow-name wf",
    subcommands = HelpCommand.class,
    usageHelpWidth = 96)
public final class ServerCommand implements Callable<Integer> {
  private ServerCommand() {}

  /** The sub-command, whose options go where the main command's go. */
  public static CommandLine commandLine(SettingOptions options) {
    CommandLine command = new CommandLine(new ServerCommand());
    options.addTo(command.getCommandSpec());
    CommandLine start = new CommandLine(new StartCommand(options));
    options.addTo(
        start.getCommandSpec(),
        Setting.CAPIO_DIR,
        Setting.WORKFLOW_NAME,
        Setting.CAPIO_CL,
        Setting.STREAM,
        Setting.MEM_ONLY,
        Setting.SERVER_EXEC_PATH,
        Setting.SERVER_COMMAND,
        Setting.AWAIT_SERVER_TIMEOUT_SECONDS,
        Setting.SILENT,
        Setting.VERBOSE);
    command.addSubcommand(start);
    for (CommandLine asking :
        new CommandLine[] {
          new CommandLine(new StatusCommand(options)), new CommandLine(new StopCommand(options))
        }) {
      options.addTo(
          asking.getCommandSpec(),
          Setting.WORKFLOW_NAME,
          Setting.AWAIT_SERVER_TIMEOUT_SECONDS,
          Setting.VERBOSE);
      command.addSubcommand(asking);
    }
    return command;
  }

  @Override
  public Integer call() {
    throw LauncherException.usage(
        "server needs a command: start, status or stop; see capio-run server --help");
  }
}

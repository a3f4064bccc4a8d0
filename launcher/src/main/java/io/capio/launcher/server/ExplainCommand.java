package io.capio.launcher.server;

import io.capio.client.CapioException;
import io.capio.client.ServerControl;
import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.SettingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code capio-run explain}. */
@Command(
    name = "explain",
    description = "Says why a read of a file waits now, and for whom.",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = "%nExample: capio-run explain data/big.csv --workflow-name wf",
    sortOptions = false,
    usageHelpWidth = 96)
public final class ExplainCommand implements Callable<Integer> {
  private final SettingOptions options;

  @Parameters(
      paramLabel = "PATH",
      description = "as a program names it, or relative to the CAPIO directory")
  private Path path;

  private ExplainCommand(SettingOptions options) {
    this.options = options;
  }

  /** The sub-command, whose options go where the main command's go. */
  public static CommandLine commandLine(SettingOptions options) {
    CommandLine command = new CommandLine(new ExplainCommand(options));
    options.addTo(
        command.getCommandSpec(),
        Setting.WORKFLOW_NAME,
        Setting.AWAIT_SERVER_TIMEOUT_SECONDS,
        Setting.VERBOSE);
    return command;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = ServedDirectory.adopt(options);
    try (ServerControl control = ServerControl.connect(settings)) {
      System.out.println(WaitReport.of(control.status(), resolve(settings.capioDir())));
      return 0;
    } catch (CapioException refused) {
      throw LauncherException.unavailable(
          "workflow " + settings.workflowName() + ": " + refused.reason(), refused);
    }
  }

  private String resolve(Path directory) throws IOException {
    Path root = Files.isDirectory(directory) ? directory.toRealPath() : directory;
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent != null && Files.isDirectory(parent)) {
      absolute = parent.toRealPath().resolve(absolute.getFileName());
    }
    return (absolute.startsWith(root) || path.isAbsolute()
            ? absolute
            : root.resolve(path).normalize())
        .toString();
  }
}

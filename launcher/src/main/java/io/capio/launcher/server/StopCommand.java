package io.capio.launcher.server;

import io.capio.client.CapioException;
import io.capio.client.ServerControl;
import io.capio.client.settings.Settings;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.Progress;
import io.capio.launcher.option.SettingOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "stop",
    description = "Stops the server of a workflow when all its data is on the disk.",
    optionListHeading = "%nOptions:%n",
    footer = "%nExample: capio-run server stop --workflow-name wf",
    sortOptions = false,
    usageHelpWidth = 96)
final class StopCommand implements Callable<Integer> {
  private final SettingOptions options;

  @Option(names = "--force", description = "also if programs use it or data would be lost")
  private boolean force;

  StopCommand(SettingOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = ServedDirectory.adopt(options);
    try (ServerControl control = ServerControl.connect(settings)) {
      return Progress.during(
          () -> "waiting for the server of workflow " + settings.workflowName(),
          () -> {
            control.stop(force, !force);
            return 0;
          });
    } catch (CapioException refused) {
      throw LauncherException.unavailable(
          "the server of workflow "
              + settings.workflowName()
              + " does not stop: "
              + refused.reason()
              + " (--force stops it all the same)",
          refused);
    }
  }
}

package io.capio.launcher.server;

import io.capio.client.CapioException;
import io.capio.client.ServerControl;
import io.capio.client.settings.Settings;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.SettingOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Shows the files of a workflow, who writes them and who waits for what.",
    optionListHeading = "%nOptions:%n",
    footer = "%nExample: capio-run server status --workflow-name wf",
    sortOptions = false,
    usageHelpWidth = 96)
final class StatusCommand implements Callable<Integer> {
  private final SettingOptions options;

  @Option(names = "--json", description = "as a JSON document")
  private boolean json;

  StatusCommand(SettingOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = ServedDirectory.adopt(options);
    try (ServerControl control = ServerControl.connect(settings)) {
      String status = control.status();
      System.out.println(json ? status.strip() : StatusTable.of(status));
      return 0;
    } catch (CapioException refused) {
      throw LauncherException.unavailable(
          "workflow " + settings.workflowName() + ": " + refused.reason(), refused);
    }
  }
}

package io.capio.launcher.server;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.launcher.option.Installation;
import io.capio.launcher.option.SettingOptions;
import io.capio.launcher.run.WorkflowServer;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "start",
    description = "Starts the server of a workflow unless one runs; it stays until it is stopped.",
    optionListHeading = "%nOptions:%n",
    footer = "%nExample: capio-run server start --capio-dir data --workflow-name wf --stream",
    sortOptions = false,
    usageHelpWidth = 96)
final class StartCommand implements Callable<Integer> {
  private final SettingOptions options;

  StartCommand(SettingOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() throws IOException {
    options.override(Setting.TEARDOWN_SERVER, "false");
    Settings settings = options.settings().withEmbeddedServer(Installation.embeddedServer());
    Installation.prepareDirectory(settings.capioDir());
    WorkflowServer server = WorkflowServer.startOwn(settings);
    System.out.printf(
        "workflow %s: %s %s %s%s%n",
        settings.workflowName(),
        server.pid() == 0 ? "a native server" : "server " + server.pid(),
        server.startedHere() ? "serves" : "already served",
        settings.capioDir(),
        server.endsWhenIdle() ? ", and ends with the last of the programs that use it" : "");
    return 0;
  }
}

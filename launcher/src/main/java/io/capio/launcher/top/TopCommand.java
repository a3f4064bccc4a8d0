package io.capio.launcher.top;

import io.capio.client.CapioException;
import io.capio.client.CapioUnavailableException;
import io.capio.client.ServerControl;
import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.launcher.option.Keyboard;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.Screen;
import io.capio.launcher.option.SettingOptions;
import io.capio.launcher.option.Terminal;
import io.capio.launcher.server.ServedDirectory;
import io.capio.launcher.status.ServerStatus;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code capio-run top}. */
@Command(
    name = "top",
    description = {
      "Shows what the programs of a workflow do, as it changes; q or Ctrl-C ends it.",
      "Where nobody looks, that is without a terminal, it shows it once."
    },
    optionListHeading = "%nOptions:%n",
    footer = "%nExample: capio-run top --workflow-name wf",
    sortOptions = false,
    usageHelpWidth = 96)
public final class TopCommand implements Callable<Integer> {
  private final SettingOptions options;

  @Option(names = "--once", description = "show it once and end")
  private boolean once;

  @Option(names = "--json", description = "once, as a JSON document")
  private boolean json;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description = "time between two looks [default: 1]")
  private double interval = 1;

  private TopCommand(SettingOptions options) {
    this.options = options;
  }

  /** The sub-command, whose options go where the main command's go. */
  public static CommandLine commandLine(SettingOptions options) {
    CommandLine command = new CommandLine(new TopCommand(options));
    options.addTo(
        command.getCommandSpec(),
        Setting.WORKFLOW_NAME,
        Setting.AWAIT_SERVER_TIMEOUT_SECONDS,
        Setting.VERBOSE);
    return command;
  }

  @Override
  public Integer call() throws IOException {
    if (!(interval >= 0.1 && interval <= 3600)) {
      throw LauncherException.usage("--interval is " + interval + "; it must be from 0.1 to 3600");
    }
    Settings settings = ServedDirectory.adopt(options);
    try (ServerControl control = ServerControl.connect(settings)) {
      if (json) {
        System.out.println(control.status().strip());
      } else if (once || !Terminal.isScreen(Terminal.OUTPUT)) {
        lines(new TopView(), control.status()).forEach(System.out::println);
      } else {
        watch(control, settings.workflowName());
      }
      return 0;
    } catch (CapioException refused) {
      throw LauncherException.unavailable(
          "workflow " + settings.workflowName() + ": " + refused.reason(), refused);
    }
  }

  private static List<String> lines(TopView view, String status) {
    return view.lines(ServerStatus.parse(status), System.nanoTime());
  }

  private void watch(ServerControl control, String workflow) throws IOException {
    Screen screen = new Screen(System.out);
    TopView view = new TopView();
    try (Keyboard keyboard = Keyboard.open()) {
      boolean more = true;
      while (more) {
        screen.show(lines(view, control.status()));
        more = !keyboard.isPressed('q', Math.round(interval * 1000));
      }
    } catch (CapioUnavailableException gone) {
      System.out.println("the server of workflow " + workflow + " has ended");
    }
  }
}

package io.capio.launcher.attach;

import io.capio.client.settings.Setting;
import io.capio.launcher.option.Installation;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.Progress;
import io.capio.launcher.option.SettingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code capio-run detach}. */
@Command(
    name = "detach",
    customSynopsis = "capio-run detach [OPTIONS] PID|MAIN-CLASS",
    description = {
      "Takes a Java program from under CAPIO: files that it opens from now on are the disk's.",
      "Those that are open go on."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = "%nExample: capio-run detach org.example.Writer",
    sortOptions = false,
    usageHelpWidth = 96)
public final class DetachCommand implements Callable<Integer> {
  @Mixin private JvmOptions jvm;

  @Parameters(
      arity = "0..1",
      paramLabel = "PID|MAIN-CLASS",
      description = "the process, or its main class or jar, with or without package or folder")
  private String target;

  private DetachCommand() {}

  /** The sub-command, whose options go where the main command's go. */
  public static CommandLine commandLine(SettingOptions options) {
    CommandLine command = new CommandLine(new DetachCommand());
    options.addTo(command.getCommandSpec(), Setting.VERBOSE);
    return command;
  }

  @Override
  public Integer call() throws IOException {
    RunningJvm.requireModule();
    if (target == null && jvm.select() == null) {
      throw LauncherException.usage(
          "detach needs a process or a main class; capio-run attach --list shows those that run");
    }
    long pid = JvmList.find(target, jvm.select());
    TargetProcess process = new TargetProcess(pid);
    process.requireAttachable();
    if (!process.hasAgentLoaded()) {
      // loading the agent to be told that it is not active would be a change for nothing
      jvm.tell(pid, new AgentReport("absent", "is not under CAPIO", 0, 0, 0));
      return 0;
    }
    Path agent = Installation.agent();
    AgentReport report =
        Progress.during(
            () -> "detaching from process " + pid,
            () -> new RunningJvm(pid, jvm.patience()).load(agent, "detach=true"));
    jvm.tell(pid, report);
    return 0;
  }
}

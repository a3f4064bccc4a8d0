package io.capio.launcher.attach;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.launcher.option.Installation;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.PlainTable;
import io.capio.launcher.option.Progress;
import io.capio.launcher.option.SettingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code capio-run attach}. */
@Command(
    name = "attach",
    customSynopsis = {
      "capio-run attach [OPTIONS] PID|MAIN-CLASS",
      "capio-run attach --list [--select PATTERN] [--json]"
    },
    description =
        "Puts a Java program that runs already under CAPIO: files that it opens from now on.",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = "%nExample: capio-run attach --capio-dir data --stream org.example.Writer",
    sortOptions = false,
    usageHelpWidth = 96)
public final class AttachCommand implements Callable<Integer> {
  private static final Duration FOR_A_LIST = Duration.ofSeconds(10);

  private final SettingOptions options;

  @Mixin private JvmOptions jvm;

  @Parameters(
      arity = "0..1",
      paramLabel = "PID|MAIN-CLASS",
      description = "the process, or its main class or jar, with or without package or folder")
  private String target;

  @Option(names = "--list", description = "list the JVMs, and which are under CAPIO")
  private boolean list;

  private AttachCommand(SettingOptions options) {
    this.options = options;
  }

  /** The sub-command, whose options go where the main command's go. */
  public static CommandLine commandLine(SettingOptions options) {
    CommandLine command = new CommandLine(new AttachCommand(options));
    options.addTo(command.getCommandSpec(), Setting.values());
    return command;
  }

  @Override
  public Integer call() throws IOException {
    RunningJvm.requireModule();
    if (list) {
      list();
      return 0;
    }
    if (target == null && jvm.select() == null) {
      throw LauncherException.usage(
          "attach needs a process or a main class; capio-run attach --list shows those that run");
    }
    long pid = JvmList.find(target, jvm.select());
    TargetProcess process = new TargetProcess(pid);
    process.requireAttachable();
    if (JvmList.isCapios(process)) {
      throw LauncherException.refused("process " + pid + " is CAPIO's own", null);
    }
    Settings settings = options.settings();
    Path agent = Installation.agent();
    Installation.prepareDirectory(settings.capioDir());
    options.requireRules(settings);
    Duration patience = jvm.patience().plus(settings.awaitServerTimeout());
    AgentReport report =
        Progress.during(
            () -> "attaching to process " + pid,
            () ->
                ArgumentFile.during(
                    settings, arguments -> new RunningJvm(pid, patience).load(agent, arguments)));
    jvm.tell(pid, report);
    return 0;
  }

  private void list() {
    List<JvmList.Entry> jvms = JvmList.matching(jvm.select());
    if (jvm.json()) {
      var array = new ObjectMapper().createArrayNode();
      for (JvmList.Entry entry : jvms) {
        ObjectNode node = array.addObject().put("pid", entry.pid()).put("command", entry.command());
        node.put("program", entry.program()).put("capio", state(entry));
      }
      System.out.println(array.toPrettyString());
      return;
    }
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"PID", "PROGRAM", "CAPIO"});
    for (JvmList.Entry entry : jvms) {
      String state = state(entry);
      rows.add(
          new String[] {Long.toString(entry.pid()), entry.program(), state == null ? "-" : state});
    }
    System.out.println(PlainTable.of(rows));
  }

  /** The settings of the agent in it, null if there is none that is active. */
  private static String state(JvmList.Entry entry) {
    if (!new TargetProcess(entry.pid()).hasAgentLoaded()) {
      return null;
    }
    try {
      return new RunningJvm(entry.pid(), FOR_A_LIST).activeSettings();
    } catch (LauncherException silent) {
      return "does not answer";
    }
  }
}

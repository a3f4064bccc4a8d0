package io.capio.launcher.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.capio.client.settings.Setting;
import io.capio.launcher.option.ExitStatus;
import io.capio.launcher.option.Progress;
import io.capio.launcher.option.SettingOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code capio-run doctor}. */
@Command(
    name = "doctor",
    description = "Tells whether CAPIO can work on this machine, and what to do where it cannot.",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:no error was found", "69:something keeps CAPIO from working"},
    footer = "%nExample: capio-run doctor",
    sortOptions = false,
    usageHelpWidth = 96)
public final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--json", description = "as a JSON document")
  private boolean json;

  private DoctorCommand() {}

  /** The sub-command, whose options go where the main command's go. */
  public static CommandLine commandLine(SettingOptions options) {
    CommandLine command = new CommandLine(new DoctorCommand());
    options.addTo(command.getCommandSpec(), Setting.VERBOSE);
    return command;
  }

  @Override
  public Integer call() throws IOException {
    List<Finding> findings = new ArrayList<>(MachineChecks.all());
    findings.add(Progress.during(() -> "asking the native server", NativeServerCheck::find));
    if (findings.stream().noneMatch(finding -> finding.level() == Finding.Level.ERROR)) {
      findings.addAll(Progress.during(() -> "trying server, agent and attach", Trial::run));
    }
    Finding.Level worst = Finding.Level.OK;
    for (Finding finding : findings) {
      worst = finding.level().compareTo(worst) > 0 ? finding.level() : worst;
    }
    if (json) {
      System.out.println(document(findings, worst));
    } else {
      findings.forEach(DoctorCommand::print);
    }
    return worst == Finding.Level.ERROR ? ExitStatus.UNAVAILABLE : 0;
  }

  private static String word(Finding.Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static void print(Finding finding) {
    System.out.printf("%-8s %-16s %s%n", word(finding.level()), finding.about(), finding.seen());
    if (finding.remedy() != null) {
      System.out.printf("%-25s -> %s%n", "", finding.remedy());
    }
  }

  private static String document(List<Finding> findings, Finding.Level worst) {
    ObjectNode document = new ObjectMapper().createObjectNode().put("status", word(worst));
    ArrayNode checks = document.putArray("checks");
    for (Finding finding : findings) {
      checks
          .addObject()
          .put("about", finding.about())
          .put("status", word(finding.level()))
          .put("seen", finding.seen())
          .put("remedy", finding.remedy());
    }
    return document.toPrettyString();
  }
}

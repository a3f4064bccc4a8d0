package io.capio.launcher.cl;

import io.capio.cl.Rule;
import io.capio.launcher.option.PlainTable;
import io.capio.launcher.option.SettingOptions;
import io.capio.launcher.option.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = {
      "Checks a CAPIO-CL file and shows its rules as a server of the directory has them.",
      "Status 65 and one sentence if the file is wrong."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = "%nExample: capio-run cl check workflow.json --capio-dir data",
    sortOptions = false,
    usageHelpWidth = 96)
final class CheckCommand implements Callable<Integer> {
  private final SettingOptions options;

  @Parameters(paramLabel = "FILE", description = "the CAPIO-CL file")
  private Path file;

  @Option(
      names = {"-r", "--resolve-prefix"},
      paramLabel = "DIR",
      description = "put before relative names, instead of the CAPIO directory")
  private String resolvePrefix;

  CheckCommand(SettingOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() throws IOException {
    RuleFile rules = RuleFile.read(file, options.settings().capioDir(), resolvePrefix);
    rules.engine().notes().forEach(Terminal::say);
    System.out.println(
        "workflow " + rules.engine().workflowName() + ", directory " + rules.directory());
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"PATH", "WRITTEN BY", "READ BY", "COMMITTED", "MODE", "ALSO"});
    rules.engine().entries().forEach((path, rule) -> rows.add(row(path, rule)));
    System.out.println(rows.size() == 1 ? "no rules" : PlainTable.of(rows));
    return 0;
  }

  private static String[] row(String path, Rule rule) {
    return new String[] {
      path,
      names(rule.producers()),
      names(rule.consumers()),
      RuleWords.commit(rule),
      rule.fireRule().word(),
      RuleWords.traits(rule)
    };
  }

  private static String names(List<String> names) {
    return names.isEmpty() ? "-" : String.join(" ", names);
  }
}

package io.capio.launcher.cl;

import io.capio.launcher.option.SettingOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "set",
    description =
        "Replaces the rule of a path while the workflow runs: what is not given is as without any rule.",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = "%nExample: capio-run cl set 'out/*.csv' --committed on_close --mode no_update",
    sortOptions = false,
    usageHelpWidth = 96)
final class SetCommand implements Callable<Integer> {
  private final SettingOptions options;

  @Mixin private RuleOptions rule;

  SetCommand(SettingOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() throws IOException {
    String workflow = options.settings().workflowName();
    RuleSender.send(workflow, rule.message(workflow, "set"));
    return 0;
  }
}

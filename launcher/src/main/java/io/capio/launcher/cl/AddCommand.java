package io.capio.launcher.cl;

import io.capio.launcher.option.SettingOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "add",
    description =
        "Adds to the rule of a path while the workflow runs: lists grow, counts add up, flags are only raised, and what is not given stays.",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = "%nExample: capio-run cl add 'out/*.csv' --committed on_close --mode no_update",
    sortOptions = false,
    usageHelpWidth = 96)
final class AddCommand implements Callable<Integer> {
  private final SettingOptions options;

  @Mixin private RuleOptions rule;

  AddCommand(SettingOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() throws IOException {
    String workflow = options.settings().workflowName();
    RuleSender.send(workflow, rule.message(workflow, "add"));
    return 0;
  }
}

package io.capio.launcher;

import io.capio.client.settings.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code capio-run options}. */
@Command(
    name = "options",
    description = "Lists every option of capio-run; its help shows the usual ones.",
    optionListHeading = "%nOptions:%n",
    footer = "%nExample: capio-run options",
    usageHelpWidth = 96)
final class OptionsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this text")
  @SuppressWarnings("UnusedVariable")
  private boolean help;

  @Override
  public Integer call() {
    CommandSpec root = spec.root();
    List<OptionSpec> shown = root.options().stream().filter(option -> !option.hidden()).toList();
    System.out.print(HelpScreen.list(root, shown));
    System.out.println(
        "Environment: "
            + Arrays.stream(Setting.values())
                .map(Setting::environment)
                .filter(variable -> variable != null)
                .collect(Collectors.joining(", "))
            + ".");
    System.out.println(
        "As an argument of the agent or a property, --capio-dir is capioDir or capio.capioDir, and"
            + " so on.");
    return 0;
  }
}

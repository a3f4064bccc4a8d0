package io.capio.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code capio-run completion}. */
@Command(
    name = "completion",
    description = {
      "Prints a script that lets bash and zsh complete the words of capio-run.",
      "For every new shell, put the line of the example into ~/.bashrc or, after compinit, into",
      "~/.zshrc; or put the output into a file of bash-completion's folder."
    },
    optionListHeading = "%nOptions:%n",
    footer = "%nExample: source <(capio-run completion)",
    usageHelpWidth = 96)
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this text")
  @SuppressWarnings("UnusedVariable")
  private boolean help;

  @Override
  public Integer call() {
    System.out.print(Documents.completion(spec.root().commandLine()));
    return 0;
  }
}

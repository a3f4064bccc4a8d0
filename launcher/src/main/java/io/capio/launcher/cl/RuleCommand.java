package io.capio.launcher.cl;

import io.capio.cl.Rule;
import io.capio.cl.RuleEngine;
import io.capio.launcher.option.SettingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = "Says which entry of a CAPIO-CL file decides for a path, and who waits when.",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer =
        "%nExample: capio-run cl explain workflow.json data/a.csv --app reader --capio-dir data",
    sortOptions = false,
    usageHelpWidth = 96)
final class RuleCommand implements Callable<Integer> {
  private final SettingOptions options;

  @Parameters(index = "0", paramLabel = "FILE", description = "the CAPIO-CL file")
  private Path file;

  @Parameters(
      index = "1",
      paramLabel = "PATH",
      description = "as a program names it, or relative to the CAPIO directory")
  private Path path;

  @Option(
      names = "--app",
      required = true,
      paramLabel = "NAME",
      description = "the step whose opens and reads are meant")
  private String application;

  @Option(
      names = {"-r", "--resolve-prefix"},
      paramLabel = "DIR",
      description = "put before relative names, instead of the CAPIO directory")
  private String resolvePrefix;

  RuleCommand(SettingOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() throws IOException {
    RuleFile rules = RuleFile.read(file, options.settings().capioDir(), resolvePrefix);
    String resolved = rules.resolve(path);
    System.out.println(resolved);
    if (!Path.of(resolved).startsWith(rules.directory())) {
      System.out.println("  is not in the CAPIO directory " + rules.directory() + ": not CAPIO's");
      return 0;
    }
    explain(rules.engine(), resolved);
    return 0;
  }

  private void explain(RuleEngine engine, String resolved) {
    Rule rule = engine.decide(resolved);
    say("decided by", engine.matchingEntry(resolved).orElse("no entry: the default rule"));
    say("written by", names(engine.declaredProducers(resolved)));
    say("read by", names(engine.declaredConsumers(resolved)));
    say("committed", RuleWords.commit(rule) + ": " + RuleWords.moment(rule));
    say("mode", rule.fireRule().word());
    String traits = RuleWords.traits(rule);
    if (!traits.isEmpty()) {
      say("also", traits);
    }
    System.out.println("for " + application);
    WaitForecast forecast = WaitForecast.of(engine, resolved, application);
    say("open", forecast.open());
    say(rule.directory() ? "list" : "read", forecast.read());
    say("size", forecast.size());
  }

  private static String names(Collection<String> names) {
    return names.isEmpty() ? "nobody is declared" : String.join(", ", names);
  }

  private static void say(String what, String text) {
    System.out.printf("  %-11s %s%n", what, text);
  }
}

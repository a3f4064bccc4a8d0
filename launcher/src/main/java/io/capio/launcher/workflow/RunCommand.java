package io.capio.launcher.workflow;

import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.SettingOptions;
import io.capio.launcher.option.Terminal;
import io.capio.launcher.workflow.file.Step;
import io.capio.launcher.workflow.file.WorkflowFile;
import io.capio.launcher.workflow.record.Mode;
import io.capio.launcher.workflow.record.Records;
import io.capio.launcher.workflow.record.RunRecord;
import io.capio.launcher.workflow.run.RunOptions;
import io.capio.launcher.workflow.run.WorkflowRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = {
      "Runs all steps of a workflow at once, with a server of its own, and ends when all have",
      "ended. The first step that fails stops the others, and its status is that of the run."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "%nA file has a name, capio-dir, capio-cl or rules, and steps with name, target or command,",
      "arguments, app-name, environment, java-options and working-directory. Relative paths are",
      "relative to the folder of the file, which is also where steps run.",
      "%nExample: capio-run workflow run pipeline.yaml"
    },
    sortOptions = false,
    usageHelpWidth = 96)
final class RunCommand implements Callable<Integer> {
  private final SettingOptions options;

  @Parameters(paramLabel = "FILE", description = "the workflow file, YAML")
  private Path file;

  @Option(
      names = "--sequential",
      description = "one step after the other in the order of the file, to compare with")
  private boolean sequential;

  @Option(
      names = "--log-dir",
      paramLabel = "DIR",
      description = "the output of each step goes to DIR/STEP.log instead of the terminal")
  private Path logs;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = "where the run is recorded for the report [default: .capio-run beside FILE]")
  private Path record;

  @Option(names = "--no-record", description = "record nothing")
  private boolean noRecord;

  @Option(names = "--dry-run", description = "check the file and show what would be run")
  private boolean dryRun;

  @Option(
      names = "--json",
      description = "at the end, the run as a JSON document; the steps' output to standard error")
  private boolean json;

  @Option(names = "--quiet", description = "no word that is not a failure")
  private boolean quiet;

  RunCommand(SettingOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() throws IOException {
    if (quiet) {
      Terminal.quieten();
    }
    WorkflowFile workflow = WorkflowFile.read(file, options.verbose());
    if (dryRun) {
      show(workflow);
      return 0;
    }
    Mode mode = sequential ? Mode.SEQUENTIAL : Mode.CONCURRENT;
    Records records = records(workflow);
    RunOptions how = new RunOptions(quiet, logs, json ? System.err : System.out);
    RunRecord run = new WorkflowRun(workflow, mode, how).run(records);
    if (records != null) {
      run.write(records.run(mode));
    }
    if (json) {
      System.out.println(run.json());
    }
    return run.status();
  }

  private Records records(WorkflowFile workflow) {
    if (noRecord) {
      return null;
    }
    Records records = Records.of(file, record, workflow.name());
    try {
      Files.createDirectories(records.folder());
      if (Files.isWritable(records.folder())) {
        return records;
      }
    } catch (IOException e) {
      // as if it were there and could not be written
    }
    if (record != null) {
      throw LauncherException.usage("the run cannot be recorded in " + records.folder());
    }
    Terminal.say(
        "the run is not recorded, because "
            + records.folder()
            + " cannot be written; --record names another folder");
    return null;
  }

  private static void show(WorkflowFile workflow) {
    System.out.println(
        "workflow " + workflow.name() + ", directory " + workflow.settings().capioDir());
    for (Step step : workflow.steps()) {
      ProcessBuilder process = step.process();
      System.out.println(
          step.name()
              + (step.appName().equals(step.name()) ? "" : " (application " + step.appName() + ")")
              + ", in "
              + process.directory()
              + ":\n  "
              + String.join(" ", process.command()));
    }
  }
}

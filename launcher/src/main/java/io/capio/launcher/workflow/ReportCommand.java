package io.capio.launcher.workflow;

import io.capio.launcher.option.LauncherException;
import io.capio.launcher.workflow.file.WorkflowFile;
import io.capio.launcher.workflow.record.Records;
import io.capio.launcher.workflow.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = {
      "Writes a page for a browser that shows what each step of the last run did when:",
      "opened, wrote, read, awaited and committed which file, and what the overlap has gained."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "%nA run with --sequential is what the page compares with, if there is one.",
      "%nExample: capio-run workflow report pipeline.yaml --output pipeline.html"
    },
    sortOptions = false,
    usageHelpWidth = 96)
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "the workflow file whose runs were recorded")
  private Path file;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PAGE",
      description = "the page [default: the workflow's name and -report.html]")
  private Path output;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = "where the runs were recorded [default: .capio-run beside FILE]")
  private Path record;

  @Override
  public Integer call() throws IOException {
    String workflow = WorkflowFile.nameOf(file);
    String page = Report.page(Records.of(file, record, workflow));
    Path target = output == null ? Path.of(workflow + "-report.html") : output;
    try {
      Files.writeString(target, page);
    } catch (IOException e) {
      throw LauncherException.usage(
          "cannot write the report " + target + ": " + LauncherException.why(e), e);
    }
    System.out.println(target.toAbsolutePath().normalize());
    return 0;
  }
}

package io.capio.launcher.workflow.report;

import io.capio.launcher.option.LauncherException;
import io.capio.launcher.workflow.record.Mode;
import io.capio.launcher.workflow.record.Records;
import io.capio.launcher.workflow.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the report of what is recorded of a workflow. */
public final class Report {
  private Report() {}

  /**
   * The page, complete: the concurrent run, compared with the sequential one if both are recorded.
   *
   * @throws LauncherException (usage) if nothing is recorded, (data) if a record is unreadable
   */
  public static String page(Records records) throws IOException {
    Optional<Timeline> concurrent = timeline(records, Mode.CONCURRENT);
    Optional<Timeline> sequential = timeline(records, Mode.SEQUENTIAL);
    if (concurrent.isPresent()) {
      return new HtmlReport(concurrent.get(), sequential.filter(Report::isComplete)).page();
    }
    Timeline only =
        sequential.orElseThrow(
            () ->
                LauncherException.usage(
                    "no run of workflow "
                        + records.workflow()
                        + " is recorded in "
                        + records.folder()
                        + "; capio-run workflow run records one"));
    return new HtmlReport(only, Optional.empty()).page();
  }

  private static boolean isComplete(Timeline run) {
    return run.run().status() == 0;
  }

  private static Optional<Timeline> timeline(Records records, Mode mode) throws IOException {
    Path run = records.run(mode);
    return Files.isRegularFile(run)
        ? Optional.of(Timeline.of(RunRecord.read(run), records.trace(mode)))
        : Optional.empty();
  }
}

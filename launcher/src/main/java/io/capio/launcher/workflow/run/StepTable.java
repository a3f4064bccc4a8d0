package io.capio.launcher.workflow.run;

import io.capio.launcher.option.PlainTable;
import io.capio.launcher.status.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The steps of a run as a table. */
final class StepTable {
  private StepTable() {}

  static List<String> of(String head, List<RunningStep> steps) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"STEP", "STATE", "TIME", "WRITTEN", "READ", "WAITS FOR"});
    steps.forEach(step -> rows.add(row(step)));
    List<String> lines = new ArrayList<>();
    lines.add(head);
    PlainTable.of(rows).lines().forEach(lines::add);
    return lines;
  }

  private static String[] row(RunningStep step) {
    boolean started = step.state() != StepState.PENDING;
    return new String[] {
      step.name(),
      step.state() == StepState.FAILED
          ? step.state().word() + " (" + step.status() + ")"
          : step.state().word(),
      started ? Amount.seconds(step.seconds()) : "",
      started ? Amount.bytes(step.traffic().written()) : "",
      started ? Amount.bytes(step.traffic().read()) : "",
      step.waiting().isEmpty()
          ? ""
          : String.format(Locale.ROOT, "%s, %.1f s", step.waiting(), step.waitingSeconds())
    };
  }
}

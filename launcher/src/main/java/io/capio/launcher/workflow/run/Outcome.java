package io.capio.launcher.workflow.run;

import io.capio.launcher.option.ExitStatus;
import io.capio.launcher.status.Amount;
import io.capio.launcher.workflow.record.Mode;
import io.capio.launcher.workflow.record.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a run ends, and what is said about it. Confined to the thread that decides. */
final class Outcome {
  /** The signals that end a run, with their numbers. */
  static final Map<String, Integer> SIGNALS = Map.of("INT", 2, "TERM", 15, "HUP", 1);

  private RunningStep failed;
  private String hopeless = "";
  private String signal = "";
  private Optional<String> lost = Optional.empty();

  /** A step ended with another status than 0. */
  void failed(RunningStep step) {
    failed = step;
  }

  /** A step was ended because it would never have ended itself. */
  void hopeless(Standstill.Verdict verdict) {
    failed = verdict.step();
    hopeless = verdict.reason();
  }

  /** What is to be said of the server before it is stopped, if anything. */
  void server(Optional<String> sentence) {
    lost = sentence;
  }

  /** Somebody asked for the end. */
  void signal(String name) {
    signal = name;
  }

  /** The step that the run failed for, if it did. */
  Optional<RunningStep> failedStep() {
    return Optional.ofNullable(failed);
  }

  /** What the launcher ends with. */
  int status() {
    if (failed == null) {
      return signal.isEmpty() ? 0 : 128 + SIGNALS.get(signal);
    }
    return hopeless.isEmpty() ? failed.status() : ExitStatus.DATA;
  }

  /** Tells the user. */
  void tell(Display display, RunRecord record, Mode mode, List<RunningStep> steps) {
    String name = "workflow " + record.workflow();
    String after = Amount.seconds((record.stepsEnd() - record.stepsBegin()) / 1e6);
    lost.ifPresent(display::complain);
    if (failed != null) {
      display.complain(name + " failed: step " + failed.name() + why() + others(steps));
    } else if (!signal.isEmpty()) {
      display.complain(name + " was stopped by SIG" + signal + " after " + after);
    } else {
      double sum = steps.stream().mapToDouble(RunningStep::seconds).sum();
      display.say(
          name
              + " ended after "
              + after
              + (mode == Mode.CONCURRENT
                  ? ", its steps together ran for " + Amount.seconds(sum)
                  : ", one step after the other"));
    }
  }

  private String why() {
    return hopeless.isEmpty()
        ? " ended with status " + failed.status() + " after " + Amount.seconds(failed.seconds())
        : " " + hopeless;
  }

  private String others(List<RunningStep> steps) {
    List<String> others =
        steps.stream()
            .filter(step -> step.state() == StepState.STOPPED && step != failed)
            .map(RunningStep::name)
            .toList();
    return others.isEmpty() ? "" : "; stopped because of that: " + String.join(", ", others);
  }
}

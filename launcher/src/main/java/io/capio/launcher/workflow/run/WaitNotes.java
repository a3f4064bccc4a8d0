package io.capio.launcher.workflow.run;

import io.capio.launcher.status.ServerStatus.Wait;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds out which step waits for what, and says once what is waited for unusually long. */
final class WaitNotes {
  private static final long LONG_MILLIS = 5000;

  private final Display display;
  private final Set<String> told = new HashSet<>();

  WaitNotes(Display display) {
    this.display = display;
  }

  /** Takes note of the longest wait of a step; the waits are sorted, the longest first. */
  void update(RunningStep step, List<Wait> waits) {
    Wait longest = null;
    for (Wait wait : waits) {
      boolean own = step.state() == StepState.RUNNING && wait.app().equals(step.appName());
      // a command's JVM is another process, steps of one application are told apart by theirs
      if (own && (longest == null || (wait.pid() == step.pid() && longest.pid() != step.pid()))) {
        longest = wait;
      }
    }
    step.waits(longest == null ? "" : longest.what(), longest == null ? 0 : longest.millis() / 1e3);
    if (longest != null
        && longest.millis() > LONG_MILLIS
        && !display.isLive()
        && told.add(step.name() + longest.what())) {
      display.say(
          String.format(
              Locale.ROOT,
              "%s has been waiting for %s for %.0f s",
              step.name(),
              longest.what(),
              longest.millis() / 1e3));
    }
  }
}

package io.capio.launcher.workflow.run;

import io.capio.launcher.status.ServerStatus.Wait;
import io.capio.launcher.workflow.record.Mode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds a step that waits for what none of the workflow's steps can write any more: its writer has
 * ended, has yet to come, or waits for this step itself. It must have waited for a while and done
 * nothing else, since a program may wait with one thread for what another of its threads brings
 * about. Files that come from outside are nobody's here, and are waited for as long as the user
 * likes. Confined to the thread that decides.
 */
final class Standstill {
  private static final long LONG_NANOS = 10_000_000_000L;

  /** What a JVM that only waits uses up in that time is less. */
  private static final long IDLE_CPU_MILLIS = 500;

  private final Mode mode;
  private final List<RunningStep> steps;
  private final Map<RunningStep, Calm> calms = new HashMap<>();

  /** From when on a step has done nothing, and what it had done until then. */
  private record Calm(long sinceNanos, long cpuMillis, long bytes) {}

  /**
   * A step that will never end.
   *
   * @param step the step
   * @param reason a sentence without its subject and its end
   */
  record Verdict(RunningStep step, String reason) {}

  Standstill(Mode mode, List<RunningStep> steps) {
    this.mode = mode;
    this.steps = steps;
  }

  /** The first such step, looking at who waits now. */
  Optional<Verdict> find(List<Wait> waits) {
    Map<RunningStep, Wait> calm = new HashMap<>();
    for (RunningStep step : steps) {
      waits.stream()
          .filter(wait -> step.state() == StepState.RUNNING && wait.app().equals(step.appName()))
          .findFirst()
          .filter(wait -> isCalm(step) && wait.millis() * 1_000_000 >= LONG_NANOS)
          .ifPresent(wait -> calm.put(step, wait));
    }
    Set<RunningStep> stuck = new HashSet<>(calm.keySet());
    while (stuck.removeIf(step -> mayGoOn(calm.get(step), step, stuck))) {
      // whoever waited for one that may go on may itself go on
    }
    return steps.stream()
        .filter(stuck::contains)
        .findFirst()
        .map(step -> new Verdict(step, reason(step, calm.get(step))));
  }

  private boolean isCalm(RunningStep step) {
    long cpu = step.cpuMillis();
    long bytes = step.traffic().written() + step.traffic().read();
    long now = System.nanoTime();
    Calm calm = calms.get(step);
    if (calm == null
        || bytes != calm.bytes()
        || cpu < calm.cpuMillis()
        || cpu > calm.cpuMillis() + IDLE_CPU_MILLIS) {
      calm = new Calm(now, cpu, bytes);
      calms.put(step, calm);
    }
    return now - calm.sinceNanos() >= LONG_NANOS;
  }

  private boolean mayGoOn(Wait wait, RunningStep waiting, Set<RunningStep> stuck) {
    if (wait.dependent()) {
      return true;
    }
    if (wait.producers().isEmpty()) {
      return mode == Mode.CONCURRENT || !isAnyToCome();
    }
    for (String producer : wait.producers()) {
      List<RunningStep> own =
          steps.stream()
              .filter(step -> step != waiting && step.appName().equals(producer))
              .toList();
      boolean known = !own.isEmpty() || producer.equals(waiting.appName());
      if (!known || own.stream().anyMatch(step -> mayWrite(step, stuck))) {
        return true;
      }
    }
    return false;
  }

  private boolean mayWrite(RunningStep step, Set<RunningStep> stuck) {
    return step.state() == StepState.RUNNING
        ? !stuck.contains(step)
        : step.state() == StepState.PENDING && mode == Mode.CONCURRENT;
  }

  private boolean isAnyToCome() {
    return steps.stream().anyMatch(step -> step.state() == StepState.PENDING);
  }

  private String reason(RunningStep step, Wait wait) {
    String what = "waits for " + wait.what() + ", which ";
    if (wait.producers().isEmpty()) {
      return what
          + "no step before it has written; with --sequential the steps run in the order of the"
          + " file, and it has to stand behind the one that writes it";
    }
    Set<String> toCome = named(wait, StepState.PENDING);
    if (!toCome.isEmpty()) {
      return what
          + String.join(", ", toCome)
          + " writes, a later step; with --sequential the steps run in the order of the file";
    }
    Set<String> running = named(wait, StepState.RUNNING);
    running.remove(step.name());
    if (!running.isEmpty()) {
      return what + String.join(", ", running) + " writes, which waits for it in turn";
    }
    return what + String.join(", ", wait.producers()) + " has ended without";
  }

  private Set<String> named(Wait wait, StepState state) {
    return steps.stream()
        .filter(step -> step.state() == state && wait.producers().contains(step.appName()))
        .map(RunningStep::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

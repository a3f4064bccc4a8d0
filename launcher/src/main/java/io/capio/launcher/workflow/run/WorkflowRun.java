package io.capio.launcher.workflow.run;

import io.capio.client.settings.Settings;
import io.capio.launcher.option.Installation;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.run.Signals;
import io.capio.launcher.run.WorkflowServer;
import io.capio.launcher.status.Amount;
import io.capio.launcher.status.ServerStatus;
import io.capio.launcher.workflow.file.WorkflowFile;
import io.capio.launcher.workflow.record.Mode;
import io.capio.launcher.workflow.record.Records;
import io.capio.launcher.workflow.record.RunRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One run of a workflow, from the start of its server to its end. */
public final class WorkflowRun {
  private static final long LIVE_MILLIS = 250;
  private static final long PLAIN_MILLIS = 1000;
  private static final long GRACE_NANOS = 10_000_000_000L;

  private final WorkflowFile workflow;
  private final Mode mode;
  private final Display display;
  private final StepOutput output;
  private final List<RunningStep> steps;
  private final WaitNotes waitNotes;
  private final Standstill standstill;
  private final Outcome outcome = new Outcome();

  /** What is still to be dealt with; nothing else comes from other threads. */
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();

  private WorkflowServer server;
  private boolean stopping;
  private long killNanos;

  /** A run that has not begun. */
  public WorkflowRun(WorkflowFile workflow, Mode mode, RunOptions options) {
    this.workflow = workflow;
    this.mode = mode;
    display = new Display(options.quiet(), options.output());
    output = new StepOutput(options.logs(), display);
    steps = workflow.steps().stream().map(RunningStep::new).toList();
    waitNotes = new WaitNotes(display);
    standstill = new Standstill(mode, steps);
  }

  /**
   * Runs the steps and returns when all have ended, everything is on the disk and the server has
   * gone; also after a failure or a signal, when nothing is left.
   *
   * @param records where the run is recorded, or null
   */
  public RunRecord run(Records records) throws IOException {
    long begin = RunningStep.micros();
    Outcome.SIGNALS
        .keySet()
        .forEach(name -> Signals.handle(name, () -> events.add(() -> signal(name))));
    Installation.prepareDirectory(workflow.settings().capioDir());
    try (ServerFiles files = ServerFiles.of(workflow, mode, records)) {
      Settings settings = files.settings();
      server = WorkflowServer.startOwn(settings);
      if (!server.startedHere()) {
        throw LauncherException.unavailable(
            "workflow "
                + workflow.name()
                + " has a server already, process "
                + server.pid()
                + "; end it with capio-run server stop --workflow-name "
                + workflow.name()
                + ", or give this workflow another name",
            null);
      }
      long stepsBegin = RunningStep.micros();
      boolean orderly = false;
      try {
        runSteps();
        orderly = true;
      } finally {
        display.end();
        if (!orderly || stopping) {
          outcome.server(server.lost());
          steps.stream()
              .filter(step -> step.state() == StepState.RUNNING)
              .forEach(RunningStep::kill);
          server.abandon();
        }
      }
      long stepsEnd = RunningStep.micros();
      if (!stopping) {
        release();
      }
      RunRecord record = record(begin, stepsBegin, stepsEnd);
      outcome.tell(display, record, mode, steps);
      return record;
    }
  }

  private void release() {
    Optional<String> goesOn = server.release();
    goesOn.ifPresent(
        why ->
            display.say(
                "the server goes on: "
                    + why
                    + "; capio-run server stop --workflow-name "
                    + workflow.name()
                    + " ends it"));
  }

  private void runSteps() {
    // a signal while the server was being started
    for (Runnable event = events.poll(); event != null; event = events.poll()) {
      event.run();
    }
    if (mode == Mode.CONCURRENT) {
      steps.forEach(this::start);
    } else {
      start(steps.get(0));
    }
    long period = display.isLive() ? LIVE_MILLIS : PLAIN_MILLIS;
    long next = System.nanoTime();
    while (steps.stream().anyMatch(step -> step.state() == StepState.RUNNING)) {
      long now = System.nanoTime();
      if (now >= next) {
        next = now + TimeUnit.MILLISECONDS.toNanos(period);
        refresh();
      }
      if (stopping && now - killNanos >= 0) {
        kill();
      }
      handleNext(Math.max(1, next - System.nanoTime()));
    }
    refresh();
  }

  private void handleNext(long nanos) {
    try {
      Runnable event = events.poll(nanos, TimeUnit.NANOSECONDS);
      if (event != null) {
        event.run();
      }
    } catch (InterruptedException e) {
      // nobody interrupts this thread on purpose
      Thread.currentThread().interrupt();
      signal("INT");
    }
  }

  private void start(RunningStep step) {
    if (stopping) {
      return;
    }
    step.start(output, ended -> events.add(() -> ended(ended)));
    display.say(step.name() + " started, process " + step.pid());
  }

  private void ended(RunningStep step) {
    refresh();
    step.ended();
    String how =
        step.state() == StepState.ENDED
            ? " ended after "
            : step.state() == StepState.STOPPED ? " was stopped after " : " FAILED after ";
    display.say(
        step.name()
            + how
            + Amount.seconds(step.seconds())
            + (step.state() == StepState.FAILED ? " with status " + step.status() : "")
            + ", written "
            + Amount.bytes(step.traffic().written())
            + ", read "
            + Amount.bytes(step.traffic().read()));
    if (step.state() == StepState.FAILED && !stopping) {
      outcome.failed(step);
      stop();
    } else if (mode == Mode.SEQUENTIAL && !stopping) {
      steps.stream()
          .filter(other -> other.state() == StepState.PENDING)
          .findFirst()
          .ifPresent(this::start);
    }
  }

  private void signal(String name) {
    if (stopping) {
      // whoever asks twice does not want to wait
      kill();
      return;
    }
    outcome.signal(name);
    stop();
  }

  private void giveUp(Standstill.Verdict verdict) {
    outcome.hopeless(verdict);
    stop();
  }

  /** Readers first: they need not see their writers fail. */
  private void stop() {
    stopping = true;
    killNanos = System.nanoTime() + GRACE_NANOS;
    List<RunningStep> order = new ArrayList<>(steps);
    Collections.reverse(order);
    for (RunningStep step : order) {
      if (step.state() == StepState.RUNNING) {
        step.stop();
      }
    }
  }

  private void kill() {
    killNanos = System.nanoTime() + GRACE_NANOS;
    steps.stream().filter(step -> step.state() == StepState.RUNNING).forEach(RunningStep::kill);
  }

  private void refresh() {
    server
        .status()
        .map(ServerStatus::parse)
        .ifPresent(
            status -> {
              Map<String, ServerStatus.Traffic> traffic = status.traffic();
              List<ServerStatus.Wait> waits = status.waits();
              for (RunningStep step : steps) {
                step.traffic(traffic.getOrDefault(step.appName(), ServerStatus.Traffic.NONE));
                waitNotes.update(step, waits);
              }
              if (!stopping) {
                standstill.find(waits).ifPresent(this::giveUp);
              }
            });
    long running = steps.stream().filter(step -> step.state() == StepState.RUNNING).count();
    display.table(
        StepTable.of(
            "workflow "
                + workflow.name()
                + (mode == Mode.SEQUENTIAL ? ", one step after the other: " : ": ")
                + running
                + " of "
                + steps.size()
                + " steps running"
                + (stopping ? ", stopping" : ""),
            steps));
  }

  private RunRecord record(long begin, long stepsBegin, long stepsEnd) {
    return new RunRecord(
        RunRecord.FORMAT,
        workflow.name(),
        mode.word(),
        workflow.file().toString(),
        workflow.settings().capioDir().toString(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version().toString(),
        Installation.version(),
        begin,
        stepsBegin,
        stepsEnd,
        RunningStep.micros(),
        outcome.status(),
        outcome.failedStep().map(RunningStep::name).orElse(""),
        steps.stream().map(RunningStep::record).toList());
  }
}

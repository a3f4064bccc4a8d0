package io.capio.launcher.workflow.run;

import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.SearchPath;
import io.capio.launcher.status.ServerStatus.Traffic;
import io.capio.launcher.workflow.file.Step;
import io.capio.launcher.workflow.record.RunRecord.StepRecord;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A step and its process. Confined to the thread that decides. */
final class RunningStep {
  private static final Path OWN_SESSION = Path.of("/usr/bin/setsid");

  private final Step step;
  private StepState state = StepState.PENDING;
  private List<String> command = List.of();
  private Process process;
  private List<Thread> pumps = List.of();
  private List<ProcessHandle> stopped = List.of();
  private long begin;
  private long end;
  private int status;
  private boolean asked;
  private Traffic traffic = Traffic.NONE;
  private String waiting = "";
  private double waitingSeconds;

  RunningStep(Step step) {
    this.step = step;
  }

  static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  String name() {
    return step.name();
  }

  String appName() {
    return step.appName();
  }

  StepState state() {
    return state;
  }

  int status() {
    return status;
  }

  long pid() {
    return process == null ? 0 : process.pid();
  }

  /** Starts the process; the consumer hears of its end, on a thread of its own. */
  void start(StepOutput output, Consumer<RunningStep> whenEnded) {
    ProcessBuilder builder = step.process();
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    command = List.copyOf(builder.command());
    if (SearchPath.isCommand(OWN_SESSION)) {
      // the terminal's Ctrl-C is for the run, which stops its steps in order
      builder.command(Stream.concat(Stream.of(OWN_SESSION.toString()), command.stream()).toList());
    }
    output.prepare(builder, name());
    begin = micros();
    try {
      process = builder.start();
    } catch (IOException e) {
      throw LauncherException.internal("cannot start step " + name() + ": " + e.getMessage(), e);
    }
    state = StepState.RUNNING;
    pumps = output.pump(process, name());
    Thread watch = new Thread(() -> watch(whenEnded), "capio-step-" + name());
    watch.setDaemon(true);
    watch.start();
  }

  private void watch(Consumer<RunningStep> whenEnded) {
    try {
      process.waitFor();
      whenEnded.accept(this);
    } catch (InterruptedException e) {
      // nobody interrupts this thread, and it has nothing to tell
      Thread.currentThread().interrupt();
    }
  }

  /** Takes note of the end. */
  void ended() {
    end = micros();
    status = process.exitValue();
    state = asked ? StepState.STOPPED : status == 0 ? StepState.ENDED : StepState.FAILED;
    waiting = "";
    for (Thread pump : pumps) {
      try {
        // a program that it left behind may keep its output open
        pump.join(1000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Asks the process and all that it started to end. */
  void stop() {
    asked = true;
    stopped = Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    stopped.forEach(ProcessHandle::destroy);
  }

  /** Ends whatever is left of them. */
  void kill() {
    asked = true;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    stopped.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Time of processors that its processes have used so far, as far as they still run. */
  long cpuMillis() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToLong(one -> one.info().totalCpuDuration().map(Duration::toMillis).orElse(0L))
        .sum();
  }

  double seconds() {
    return begin == 0 ? 0 : ((end == 0 ? micros() : end) - begin) / 1e6;
  }

  void traffic(Traffic latest) {
    traffic = latest;
  }

  Traffic traffic() {
    return traffic;
  }

  void waits(String what, double seconds) {
    waiting = what;
    waitingSeconds = seconds;
  }

  /** What it waits for, empty if it does not. */
  String waiting() {
    return waiting;
  }

  double waitingSeconds() {
    return waitingSeconds;
  }

  StepRecord record() {
    return new StepRecord(
        name(),
        appName(),
        pid(),
        command,
        begin,
        end,
        status,
        state.word(),
        traffic.written(),
        traffic.read());
  }
}

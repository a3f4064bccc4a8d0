package io.capio.launcher.workflow.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.capio.client.ServerControl;
import io.capio.launcher.workflow.record.RunRecord;
import io.capio.launcher.workflow.record.RunRecord.StepRecord;
import io.capio.launcher.workflow.report.Lane.Doing;
import io.capio.launcher.workflow.report.Lane.Moment;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A run and what its server's trace says, by step and file. */
final class Timeline {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Key(String step, String file) {}

  private final RunRecord run;
  private final Map<Key, Lane> lanes = new LinkedHashMap<>();
  private final Map<String, List<Long>> committed = new TreeMap<>();
  private final Map<String, List<Long>> failed = new TreeMap<>();
  private boolean traced;

  private Timeline(RunRecord run) {
    this.run = run;
  }

  /** Of a run whose trace may be absent, as a native server writes none. */
  static Timeline of(RunRecord run, Path trace) throws IOException {
    Timeline timeline = new Timeline(run);
    if (Files.isRegularFile(trace)) {
      timeline.read(trace);
    }
    return timeline;
  }

  private void read(Path trace) throws IOException {
    traced = true;
    try (BufferedReader lines = Files.newBufferedReader(trace)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        event(JSON.readTree(line));
      }
    } catch (JsonProcessingException e) {
      // the last line of a server that was killed: what stands before it is true
      return;
    }
  }

  private void event(JsonNode event) {
    String path = event.path("path").asText();
    String root = run.directory() + "/";
    if (!path.startsWith(root) || event.path("app").asText().equals(ServerControl.APPLICATION)) {
      return;
    }
    String file = path.substring(root.length());
    long at = event.path("t").asLong() - run.stepsBegin();
    switch (event.path("event").asText()) {
      case "commit" -> committed.computeIfAbsent(file, name -> new ArrayList<>()).add(at);
      case "fail" -> failed.computeIfAbsent(file, name -> new ArrayList<>()).add(at);
      case "open-read" -> lane(event, file).add(Moment.OPEN_READ, at);
      case "open-write" -> lane(event, file).add(Moment.OPEN_WRITE, at);
      case "open-disk" -> lane(event, file).add(Moment.OPEN_DISK, at);
      case "close" -> lane(event, file).add(Moment.CLOSE, at);
      case "write" -> lane(event, file).add(Doing.WRITE, span(event, at, "bytes"));
      case "read" -> lane(event, file).add(Doing.READ, span(event, at, "bytes"));
      case "wait" -> {
        Lane lane = lane(event, file);
        lane.add(Doing.WAIT, span(event, at, "micros"));
        lane.waitedFor().add(awaited(event.path("for").asText()));
      }
      default -> {
        // what a report does not show, or a later version tells
      }
    }
  }

  /** The server's words end before the path, as in "the commit of "; here they end without it. */
  private static String awaited(String words) {
    return words
        .strip()
        .replaceAll("^bytes from .*", "its bytes")
        .replaceAll("^the (.*) of$", "its $1")
        .replaceAll("^further (.*) of$", "its further $1")
        .replaceAll("the producer of$", "its producer");
  }

  private Span span(JsonNode event, long begin, String amount) {
    long end = event.path("end").asLong() - run.stepsBegin();
    return new Span(begin, end, event.path(amount).asLong());
  }

  private Lane lane(JsonNode event, String file) {
    String step = step(event.path("app").asText(), event.path("pid").asLong());
    return lanes.computeIfAbsent(new Key(step, file), key -> new Lane(key.step(), key.file()));
  }

  /** The step of a process; a command's JVMs are other processes than itself. */
  private String step(String app, long pid) {
    String byApplication = null;
    for (StepRecord step : run.steps()) {
      if (step.pid() == pid) {
        return step.name();
      }
      if (byApplication == null && step.app().equals(app)) {
        byApplication = step.name();
      }
    }
    return byApplication == null ? app : byApplication;
  }

  RunRecord run() {
    return run;
  }

  /** Whether there was a trace. */
  boolean isTraced() {
    return traced;
  }

  /** What was done with files: in the order of the steps, and of time. */
  List<Lane> lanes() {
    List<String> order = run.steps().stream().map(StepRecord::name).toList();
    List<Lane> sorted = new ArrayList<>(lanes.values());
    sorted.sort(
        Comparator.comparingInt(
                (Lane lane) -> order.contains(lane.step()) ? order.indexOf(lane.step()) : 1 << 20)
            .thenComparing(Lane::step)
            .thenComparingLong(Lane::first));
    return sorted;
  }

  /** When files were complete. */
  Map<String, List<Long>> committed() {
    return committed;
  }

  /** When it was clear that files would not be. */
  Map<String, List<Long>> failed() {
    return failed;
  }

  /** From the start of the first step to the end of the last, microseconds. */
  long wall() {
    return run.stepsEnd() - run.stepsBegin();
  }

  static long duration(StepRecord step) {
    return step.begin() == 0 || step.end() == 0 ? 0 : step.end() - step.begin();
  }

  /** The times of all steps added up, microseconds. */
  long sum() {
    return run.steps().stream().mapToLong(Timeline::duration).sum();
  }

  /** How long a step waited for others, as far as the server knows; at most as long as it ran. */
  long waited(String step) {
    List<Span> spans = new ArrayList<>();
    lanes.values().stream()
        .filter(lane -> lane.step().equals(step))
        .forEach(lane -> spans.addAll(lane.spans(Doing.WAIT)));
    return Math.min(Span.amount(spans), Span.covered(spans));
  }

  /** The times of all steps without their waiting added up, microseconds. */
  long work() {
    return run.steps().stream()
        .mapToLong(step -> Math.max(0, duration(step) - waited(step.name())))
        .sum();
  }
}

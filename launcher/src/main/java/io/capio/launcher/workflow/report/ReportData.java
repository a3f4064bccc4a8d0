package io.capio.launcher.workflow.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.capio.launcher.workflow.record.RunRecord.StepRecord;
import io.capio.launcher.workflow.report.Lane.Doing;
import io.capio.launcher.workflow.report.Lane.Moment;
import java.util.List;
import java.util.Map;

/** The timeline as the page's script draws it. Times are milliseconds. */
final class ReportData {
  /** Spans nearer to each other than this part of the run are drawn as one. */
  private static final int RESOLUTION = 1000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ReportData() {}

  static ObjectNode of(Timeline timeline) {
    ObjectNode data = JSON.objectNode();
    data.put("mode", timeline.run().mode());
    data.put("wall", millis(timeline.wall()));
    ArrayNode steps = data.putArray("steps");
    timeline.run().steps().forEach(step -> steps.add(step(timeline, step)));
    ArrayNode lanes = data.putArray("lanes");
    long gap = timeline.wall() / RESOLUTION;
    timeline.lanes().forEach(lane -> lanes.add(lane(lane, gap)));
    times(data.putObject("committed"), timeline.committed());
    times(data.putObject("failed"), timeline.failed());
    return data;
  }

  private static ObjectNode step(Timeline timeline, StepRecord step) {
    long origin = timeline.run().stepsBegin();
    boolean started = step.begin() != 0;
    ObjectNode data = JSON.objectNode();
    data.put("name", step.name());
    data.put("state", step.state());
    data.put("status", step.status());
    data.put("started", started);
    data.put("begin", started ? millis(step.begin() - origin) : 0);
    data.put("end", started ? millis(step.end() - origin) : 0);
    data.put("waited", millis(timeline.waited(step.name())));
    data.put("written", step.written());
    data.put("read", step.read());
    return data;
  }

  private static ObjectNode lane(Lane lane, long gap) {
    ObjectNode data = JSON.objectNode();
    data.put("step", lane.step());
    data.put("file", lane.file());
    data.set("openRead", times(lane.moments(Moment.OPEN_READ)));
    data.set("openWrite", times(lane.moments(Moment.OPEN_WRITE)));
    data.set("openDisk", times(lane.moments(Moment.OPEN_DISK)));
    data.set("closed", times(lane.moments(Moment.CLOSE)));
    data.set("written", spans(lane.spans(Doing.WRITE), gap));
    data.set("read", spans(lane.spans(Doing.READ), gap));
    data.set("waited", spans(lane.spans(Doing.WAIT), gap));
    ArrayNode what = data.putArray("waitedFor");
    lane.waitedFor().forEach(what::add);
    return data;
  }

  private static void times(ObjectNode object, Map<String, List<Long>> byFile) {
    byFile.forEach((file, micros) -> object.set(file, times(micros)));
  }

  private static ArrayNode times(List<Long> micros) {
    ArrayNode times = JSON.arrayNode();
    micros.forEach(time -> times.add(millis(time)));
    return times;
  }

  private static ArrayNode spans(List<Span> spans, long gap) {
    ArrayNode array = JSON.arrayNode();
    for (Span span : Span.joined(spans, gap)) {
      array.addArray().add(millis(span.begin())).add(millis(span.end())).add(span.amount());
    }
    return array;
  }

  private static double millis(long micros) {
    return micros / 1e3;
  }
}

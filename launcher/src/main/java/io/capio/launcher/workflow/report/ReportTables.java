package io.capio.launcher.workflow.report;

import io.capio.launcher.status.Amount;
import io.capio.launcher.workflow.record.RunRecord.StepRecord;
import io.capio.launcher.workflow.report.Lane.Doing;
import io.capio.launcher.workflow.report.Lane.Moment;
import java.util.List;
import java.util.Locale;

/** The rows of the page's tables, which say what the chart shows. */
final class ReportTables {
  private final Timeline timeline;

  ReportTables(Timeline timeline) {
    this.timeline = timeline;
  }

  static String seconds(long micros) {
    return String.format(Locale.ROOT, "%.2f s", micros / 1e6);
  }

  String steps() {
    StringBuilder html = new StringBuilder();
    for (StepRecord step : timeline.run().steps()) {
      boolean started = step.begin() != 0;
      row(
          html,
          step.name(),
          step.state().equals("failed") ? "failed with status " + step.status() : step.state(),
          started ? seconds(step.begin() - timeline.run().stepsBegin()) : "",
          started ? seconds(Timeline.duration(step)) : "",
          timeline.isTraced() ? seconds(timeline.waited(step.name())) : "",
          Amount.bytes(step.written()),
          Amount.bytes(step.read()));
    }
    return html.toString();
  }

  String files() {
    StringBuilder html = new StringBuilder();
    for (Lane lane : timeline.lanes()) {
      List<Span> read = lane.spans(Doing.READ);
      List<Span> waited = lane.spans(Doing.WAIT);
      List<Long> closed = lane.moments(Moment.CLOSE);
      boolean fromDisk = read.isEmpty() && !lane.moments(Moment.OPEN_DISK).isEmpty();
      row(
          html,
          lane.step(),
          lane.file(),
          lane.opened() == null ? "" : seconds(lane.opened()),
          moved(lane.spans(Doing.WRITE)),
          fromDisk ? "from the disk" : moved(read),
          waited.isEmpty()
              ? ""
              : seconds(Span.amount(waited)) + " for " + String.join(", ", lane.waitedFor()),
          closed.isEmpty() ? "" : seconds(last(closed)),
          end(lane.file()));
    }
    return html.toString();
  }

  private static long last(List<Long> times) {
    return times.get(times.size() - 1);
  }

  private static String moved(List<Span> spans) {
    if (spans.isEmpty()) {
      return "";
    }
    long begin = spans.stream().mapToLong(Span::begin).min().orElseThrow();
    long end = spans.stream().mapToLong(Span::end).max().orElseThrow();
    return String.format(
        Locale.ROOT,
        "%s, %.2f to %.2f s",
        Amount.bytes(Span.amount(spans)),
        begin / 1e6,
        end / 1e6);
  }

  private String end(String file) {
    if (timeline.committed().containsKey(file)) {
      return seconds(last(timeline.committed().get(file)));
    }
    return timeline.failed().containsKey(file)
        ? "failed at " + seconds(last(timeline.failed().get(file)))
        : "";
  }

  private static void row(StringBuilder html, String name, String... cells) {
    html.append("<tr><th scope=\"row\">").append(HtmlReport.escaped(name)).append("</th>");
    for (String cell : cells) {
      html.append("<td>").append(HtmlReport.escaped(cell)).append("</td>");
    }
    html.append("</tr>\n");
  }
}

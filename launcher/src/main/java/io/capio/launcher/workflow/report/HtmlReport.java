package io.capio.launcher.workflow.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.workflow.record.RunRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** The page: text and tables that need no script, and the data of the chart. */
final class HtmlReport {
  private static final String TEMPLATE = "report.html";

  private final Timeline main;
  private final Optional<Timeline> sequential;

  /**
   * A page.
   *
   * @param main the run that it is about
   * @param sequential a run to compare it with
   */
  HtmlReport(Timeline main, Optional<Timeline> sequential) {
    this.main = main;
    this.sequential = sequential;
  }

  String page() {
    RunRecord run = main.run();
    ReportTables tables = new ReportTables(main);
    return template()
        .replace("@TITLE@", escaped("Workflow " + run.workflow()))
        .replace("@FACTS@", escaped(facts(run)))
        .replace("@SUMMARY@", summary())
        .replace("@STEPS@", tables.steps())
        .replace("@FILES@", tables.files())
        // last, because only what comes from the template is a placeholder
        .replace("@DATA@", data());
  }

  private static String template() {
    try (InputStream in = HtmlReport.class.getResourceAsStream(TEMPLATE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw LauncherException.internal("the launcher's jar is not complete: " + TEMPLATE, e);
    }
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("@", "&#64;");
  }

  private String data() {
    ArrayNode runs = JsonNodeFactory.instance.arrayNode();
    runs.add(ReportData.of(main));
    sequential.ifPresent(run -> runs.add(ReportData.of(run)));
    try {
      // the name of a file must not end the script
      return new ObjectMapper().writeValueAsString(runs).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw LauncherException.internal("the data of the report cannot be written", e);
    }
  }

  private static String facts(RunRecord run) {
    String begin =
        DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss", Locale.ENGLISH)
            .withZone(ZoneId.systemDefault())
            .format(Instant.EPOCH.plus(run.begin(), ChronoUnit.MICROS));
    return String.format(
        Locale.ROOT,
        "%s. %d steps, %s, on %d processors with Java %s and capio-run %s. The server was ready"
            + " after %s; everything was on the disk and the server gone %s after the last step.",
        begin,
        run.steps().size(),
        run.mode().equals("concurrent") ? "all at once" : "one after the other",
        run.processors(),
        run.java(),
        run.capio(),
        ReportTables.seconds(run.stepsBegin() - run.begin()),
        ReportTables.seconds(run.end() - run.stepsEnd()));
  }

  private String summary() {
    StringBuilder html = new StringBuilder();
    RunRecord run = main.run();
    if (!run.failed().isEmpty()) {
      bad(
          html,
          "Step "
              + run.failed()
              + " failed with status "
              + run.status()
              + ", which stopped the run.");
    } else if (run.status() != 0) {
      bad(html, "A signal stopped the run.");
    }
    html.append("<div class=\"cards\">\n");
    card(html, "wall", ReportTables.seconds(main.wall()), "from the first start to the last end");
    card(html, "sum", ReportTables.seconds(main.sum()), "the steps' times added up");
    if (main.isTraced()) {
      card(
          html,
          "work",
          ReportTables.seconds(main.work()),
          "the same without their waiting for each other");
      card(
          html,
          "overlap",
          times(main.work(), main.wall()),
          "overlap: the steps at work at a time, on average");
    }
    sequential.ifPresent(
        other -> {
          card(
              html,
              "sequential",
              ReportTables.seconds(other.wall()),
              "the recorded run of one step after the other");
          card(
              html,
              "gain",
              times(other.wall(), main.wall()),
              other.wall() >= main.wall()
                  ? "as fast as that run"
                  : "as fast as that run, which means slower");
        });
    html.append("</div>\n");
    if (!main.isTraced()) {
      html.append(
          "<p>This run has no trace, so that its files are not shown: a native server writes"
              + " none.</p>\n");
    }
    return html.toString();
  }

  private static void bad(StringBuilder html, String sentence) {
    html.append("<p class=\"bad\">").append(escaped(sentence)).append("</p>\n");
  }

  private static void card(StringBuilder html, String id, String number, String meaning) {
    html.append(
        String.format(
            Locale.ROOT,
            "<div class=\"card\"><b id=\"%s\">%s</b> <span>%s</span></div>%n",
            id,
            escaped(number),
            escaped(meaning)));
  }

  private static String times(long numerator, long denominator) {
    return denominator == 0
        ? "-"
        : String.format(Locale.ROOT, "%.2f \u00d7", (double) numerator / denominator);
  }
}

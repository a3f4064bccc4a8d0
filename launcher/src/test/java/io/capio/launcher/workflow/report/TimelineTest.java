package io.capio.launcher.workflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.launcher.workflow.record.RunRecord;
import io.capio.launcher.workflow.record.RunRecord.StepRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineTest {
  private static final long BEGIN = 1_000_000;

  @TempDir private Path folder;

  private static StepRecord step(String name, long pid, long begin, long end) {
    return new StepRecord(name, name, pid, List.of(), BEGIN + begin, BEGIN + end, 0, "ended", 0, 0);
  }

  private static RunRecord run(StepRecord... steps) {
    return new RunRecord(
        RunRecord.FORMAT,
        "wf",
        "concurrent",
        "wf.yaml",
        "/d",
        2,
        "17",
        "1",
        BEGIN - 500_000,
        BEGIN,
        BEGIN + 3_000_000,
        BEGIN + 3_100_000,
        0,
        "",
        List.of(steps));
  }

  private Timeline timeline(String... trace) throws IOException {
    Path file = Files.write(folder.resolve("trace"), List.of(trace));
    return Timeline.of(run(step("a", 1, 0, 2_000_000), step("b", 2, 0, 3_000_000)), file);
  }

  private static String wait(long pid, long begin, long end, long micros) {
    return "{\"event\":\"wait\",\"t\":%d,\"end\":%d,\"app\":\"b\",\"pid\":%d,\"path\":\"/d/x\",\"for\":\"the commit of \",\"micros\":%d}"
        .formatted(BEGIN + begin, BEGIN + end, pid, micros);
  }

  @Test
  void work_isTheStepsTimeWithoutTheirWaiting_countedOnce() throws IOException {
    Timeline timeline =
        timeline(wait(2, 0, 1_000_000, 1_000_000), wait(2, 500_000, 1_000_000, 500_000));
    assertThat(timeline.wall()).isEqualTo(3_000_000);
    assertThat(timeline.sum()).isEqualTo(5_000_000);
    assertThat(timeline.waited("b")).as("two threads at the same time").isEqualTo(1_000_000);
    assertThat(timeline.work()).isEqualTo(4_000_000);
    assertThat(timeline.lanes().get(0).waitedFor()).containsExactly("its commit");
  }

  @Test
  void manyShortWaits_countAsLongAsTheyWere() throws IOException {
    assertThat(timeline(wait(2, 0, 100_000, 1_000)).waited("b")).isEqualTo(1_000);
  }

  @Test
  void aProcessThatACommandStarted_isFoundByItsApplication() throws IOException {
    Timeline timeline = timeline(wait(77, 0, 10, 10));
    assertThat(timeline.lanes()).hasSize(1);
    assertThat(timeline.lanes().get(0).step()).isEqualTo("b");
  }

  @Test
  void aTraceThatBreaksOff_isTrueAsFarAsItGoes() throws IOException {
    Timeline timeline =
        timeline("{\"event\":\"commit\",\"t\":1000007,\"path\":\"/d/x\"}", "{\"event\":\"comm");
    assertThat(timeline.committed()).containsOnlyKeys("x").containsValue(List.of(7L));
  }

  @Test
  void spans_areJoinedAcrossShortGaps_andKeepTheirAmounts() {
    List<Span> spans = List.of(new Span(50, 60, 1), new Span(0, 10, 2), new Span(12, 20, 4));
    assertThat(Span.joined(spans, 5)).containsExactly(new Span(0, 20, 6), new Span(50, 60, 1));
    assertThat(Span.covered(spans)).isEqualTo(28);
  }

  @Test
  void namesOfFiles_areNoMarkup() throws IOException {
    String page =
        new HtmlReport(
                timeline(
                    "{\"event\":\"write\",\"t\":1000000,\"end\":1000010,\"app\":\"a\",\"pid\":1,"
                        + "\"path\":\"/d/</script><b>@DATA@\",\"bytes\":5,\"count\":1}"),
                Optional.empty())
            .page();
    assertThat(page)
        .contains(
            "<td>&lt;/script&gt;&lt;b&gt;&#64;DATA&#64;</td>", "\\u003c/script>\\u003cb>@DATA@")
        .doesNotContain("<b>@");
  }
}

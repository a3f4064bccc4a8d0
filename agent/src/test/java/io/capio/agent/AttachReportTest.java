package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttachReportTest {

  private static String published(int number) {
    return System.getProperty("io.capio.agent.report." + number);
  }

  @Test
  void reportStaysWhileTheNextCallsReport_butNotForEver() {
    new AttachReport("1").done("attached", "first", 0, 0);
    new AttachReport("2").failed(77, "second");
    assertThat(published(1)).contains("message=first");
    assertThat(published(2)).contains("message=second", "status=77");
    for (int i = 0; i < AttachReport.KEPT; i++) {
      new AttachReport("" + (10 + i)).done("absent", "more", 0, 0);
    }
    assertThat(published(1)).isNull();
    assertThat(published(2)).isNull();
    assertThat(published(10)).contains("message=more");
  }

  @Test
  void nobodyIsToldWithoutANumber() {
    new AttachReport(null).done("attached", "message", 0, 0);
    assertThat(System.getProperties().stringPropertyNames())
        .doesNotContain("io.capio.agent.report.null", "io.capio.agent.report.");
  }
}

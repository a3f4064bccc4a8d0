package io.capio.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgramLogTest {
  @Test
  void log_knowsWhatHadHappenedAtAnInstant() {
    ProgramLog log = new ProgramLog();
    log.add("2026-01-01T00:00:01Z read 10 bytes");
    log.add("2026-01-01T00:00:02Z read 20 bytes");
    log.add("2026-01-01T00:00:03Z end after 25 bytes");
    log.add("sha256 abc");
    assertThat(log.bytes()).isEqualTo(25);
    assertThat(log.bytesUntil(Instant.parse("2026-01-01T00:00:00Z"))).isZero();
    assertThat(log.bytesUntil(Instant.parse("2026-01-01T00:00:02Z"))).isEqualTo(20);
    assertThat(log.sha256()).isEqualTo("abc");
    assertThat(log.closing()).isNull();
  }

  @Test
  void closing_isWhenTheWriterSaysSo() {
    ProgramLog log = new ProgramLog();
    log.add("2026-01-01T00:00:03Z closing after 25 bytes");
    log.add("2026-01-01T00:00:04Z closed file");
    assertThat(log.closing()).isEqualTo(Instant.parse("2026-01-01T00:00:03Z"));
  }

  @Test
  void linesForHumans_areSkipped() {
    ProgramLog log = new ProgramLog();
    log.add("");
    log.add("x y bytes");
    log.add("once upon 5 bytes");
    assertThat(log.bytes()).isZero();
    assertThat(log.sha256()).isEmpty();
  }
}

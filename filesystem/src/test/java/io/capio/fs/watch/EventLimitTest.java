package io.capio.fs.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventLimitTest {

  @Test
  void isWhatTheJdkMakesOfTheProperty() {
    assertThat(EventLimit.of(22, "5")).isEqualTo(512);
    assertThat(EventLimit.of(23, null)).isEqualTo(512);
    assertThat(EventLimit.of(23, "5")).isEqualTo(5);
    assertThat(EventLimit.of(23, "-5")).isEqualTo(1);
    assertThat(EventLimit.of(23, "3000000000")).isEqualTo(Integer.MAX_VALUE);
    assertThat(EventLimit.of(25, "many")).isEqualTo(512);
  }
}

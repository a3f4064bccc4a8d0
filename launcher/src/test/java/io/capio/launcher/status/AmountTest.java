package io.capio.launcher.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "1500000000, 1.5 GB",
    "9223372036854775807, 9.2 EB"
  })
  void bytes_haveADecimalUnit(long bytes, String text) {
    assertThat(Amount.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0 s", "59.9, 59.9 s", "60, 1:00 min", "3599, 59:59 min", "3661, 1:01:01 h"})
  void seconds_areReadable(double seconds, String text) {
    assertThat(Amount.seconds(seconds)).isEqualTo(text);
  }
}

package io.capio.cl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomlConfigurationTest {
  private static final Path FILES = Path.of("src/test/resources/io/capio/cl/conformance");

  @Test
  void enabledMonitor_isReportedButNotStarted() throws IOException {
    assertThat(read("monitors.toml").enabledMonitors()).containsExactly("monitor.mcast");
    assertThat(
            CapioClFile.parse(
                    FILES.resolve("v1.1/24-no-streaming-no-storage.json"), ParseOptions.defaults())
                .notes())
        .containsExactly(
            "$.configuration: monitor.mcast is not started, the server commits by itself");
  }

  @Test
  void addressesWithoutEnabled_enableNothing() throws IOException {
    assertThat(read("addresses-only.toml").enabledMonitors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-address.toml | monitor.mcast.commit.port | a value",
        "float.toml | monitor.mcast.delay_ms | a string, a boolean or an integer",
        "malformed.toml | line 1, column 15 | TOML"
      })
  void wrongFile_isRejectedAtItsKey(String name, String key, String expected) {
    assertThatThrownBy(() -> read(name))
        .isInstanceOf(CapioClException.class)
        .hasMessageContaining(name + ": at " + key + " expected " + expected);
  }

  private static TomlConfiguration read(String name) throws IOException {
    return TomlConfiguration.read(FILES.resolve(name));
  }
}

package io.capio.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolOptionsTest {
  private static final Path AGENT = Path.of("/opt/capio/capio-agent.jar");

  @Test
  void options_followThoseThatAreThere() {
    assertThat(ToolOptions.append(null, List.of("-a", "-b"))).isEqualTo("-a -b");
    assertThat(ToolOptions.append(" ", List.of("-a"))).isEqualTo("-a");
    assertThat(ToolOptions.append("-Dx=\"1 2\"", List.of("-a"))).isEqualTo("-Dx=\"1 2\" -a");
  }

  @Test
  void textWithBlanksAndBothQuotes_isOneWordInParts() {
    assertThat(ToolOptions.append(null, List.of("a b"))).isEqualTo("'a b'");
    assertThat(ToolOptions.append(null, List.of("it's \"a\" b"))).isEqualTo("'it'\"'s \"'\"a\" b'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-javaagent:/opt/capio/capio-agent.jar=x=y",
        "'-javaagent:/else where/capio-agent.jar'",
        "-Dx=1 \"-javaagent:/opt/a b/capio-agent.jar=capioDir='d e'\""
      })
  void agent_isTakenOut(String existing) {
    assertThat(ToolOptions.without(existing, AGENT))
        .isEqualTo(existing.startsWith("-Dx") ? "-Dx=1" : null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-javaagent:/opt/other.jar", "", "-Da='b c'  -Dd=capio-agent.jar"})
  void otherOptions_stayAsTheyAre(String existing) {
    assertThat(ToolOptions.without(existing, AGENT)).isEqualTo(existing);
    assertThat(ToolOptions.without(null, AGENT)).isNull();
  }
}

package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramNameTest {

  @ParameterizedTest
  @CsvSource({
    "lib/wordcount.jar a b, wordcount",
    "org.example.Writer, Writer",
    "org.example/org.example.Writer x, Writer",
    "org.example.Outer$Inner, Inner",
    "Main, Main",
  })
  void stepIsNamedAfterItsTarget(String command, String name) {
    assertThat(ProgramName.step(command)).isEqualTo(name);
  }

  @Test
  void unknownTargetHasNoName() {
    assertThat(ProgramName.step(null)).isNull();
    assertThat(ProgramName.step(" ")).isNull();
  }
}

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

  @Test
  void toolsThatMeetTheAgentByChanceAreKnown() {
    String options = "-javaagent:capio-agent.jar";
    assertThat(isTool(options, "jdk.compiler", "com.sun.tools.javac.Main")).isTrue();
    assertThat(isTool(options, "java.base", "sun.security.tools.keytool.Main")).isTrue();
    assertThat(isTool(null, "jdk.compiler", "com.sun.tools.javac.Main")).isFalse();
    assertThat(isTool(options, "jdk.compiler", "com.sun.tools.javac.launcher.Main")).isFalse();
    assertThat(isTool(options, "org.example", "org.example.Writer")).isFalse();
    assertThat(isTool(options, null, null)).isFalse();
  }

  private static boolean isTool(String options, String module, String mainClass) {
    return ProgramName.isToolByChance(options, module, mainClass);
  }
}

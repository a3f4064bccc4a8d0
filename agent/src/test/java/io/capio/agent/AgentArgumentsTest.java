package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentArgumentsTest {

  @Test
  void nothingGivesNothing() {
    assertThat(AgentArguments.parse(null)).isEmpty();
    assertThat(AgentArguments.parse("")).isEmpty();
  }

  @Test
  void pairsAreSeparatedByCommas() {
    assertThat(AgentArguments.parse("capioDir=./data,appName=reader,capioCl="))
        .containsExactly(
            entry("capioDir", "./data"), entry("appName", "reader"), entry("capioCl", ""));
  }

  @Test
  void quotedValueMayHoldCommasAndQuotes() {
    assertThat(AgentArguments.parse("capioDir=\"a,b=\"\"c\"\"\",appName=x"))
        .containsExactly(entry("capioDir", "a,b=\"c\""), entry("appName", "x"));
    assertThat(AgentArguments.parse("capioDir=\"a\"")).containsExactly(entry("capioDir", "a"));
  }

  @Test
  void charactersBeyondTheFirstPlane_areWhatTheyWereBeforeTheJvmHadThem() {
    String eyes = "\ud83d\udc40";
    assertThat(AgentArguments.parse("capioDir=\u00f0\u009f\u0091\u0080,appName=\u00e9,"))
        .containsExactly(entry("capioDir", eyes), entry("appName", "\u00e9"));
    assertThat(AgentArguments.parse("capioDir=" + eyes + ",,,,"))
        .containsExactly(entry("capioDir", eyes));
    assertThatThrownBy(() -> AgentArguments.parse("capioDir=\u00f0\u009f\u0091\u0080,app"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("put 4 commas at the end");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "verbose | \"verbose\" is not of the form key=value",
        "capioDir=a,verbose,x=y | \"verbose\" is not of the form key=value",
        "=x | \"=x\" is not of the form key=value",
        "a=1,a=2 | \"a\" is given twice",
        "a=\"x | the value of \"a\" has no closing quote",
        "a=\"x\"y | a comma is expected after the quoted value of \"a\"",
      })
  void saysWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> AgentArguments.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}

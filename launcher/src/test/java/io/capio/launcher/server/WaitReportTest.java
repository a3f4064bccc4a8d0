package io.capio.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitReportTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'state':'absent','declaredProducers':['p']|nobody has created it yet, which p is declared to",
        "'state':'absent','declaredProducers':[]|no step is declared to",
        "'state':'committed'|committed, nobody has to wait",
        "'state':'failed','failure':'p died'|p died; reads fail",
        "'state':'open','rule':'on_close','fire':'update','writers':1,'running':[{'app':'p','pid':4}]"
            + "|writing handles still open: 1, and p (4) still runs; reads wait until then",
        "'state':'open','rule':'on_close','fire':'no_update'|reads wait for what is not there yet",
        "'state':'open','rule':'on_close:3','running':[]|on_close:3 wants more closes",
        "'state':'open','rule':'on_termination','running':[{'app':'p','pid':4}]|p (4) still runs",
        "'state':'open','rule':'on_file','dependsOn':['/d/a','/d/b']|on_file waits for /d/a, /d/b",
        "'state':'open','directory':true,'rule':'on_n_files','expectedEntries':3,'entries':1"
            + "|on_n_files wants 3 entries, there are 1; lists wait",
        "'state':'open','waiting':[{'app':'r','pid':9,'what':'bytes','sinceMillis':2500}]"
            + "|r (9) waits for bytes, for 2.5 s"
      })
  void reason_isTheRuleThatIsNotFulfilled(String members, String words) {
    String json = "{'files':[{'path':'/d/f'," + members + "}]}";
    assertThat(WaitReport.of(json.replace('\'', '"'), "/d/f")).startsWith("/d/f: ").contains(words);
  }

  @org.junit.jupiter.api.Test
  void producerThatHasEnded_isNamed() {
    String json =
        "{'files':[{'path':'/d/f','state':'absent','declaredProducers':['p','q']}],"
            + "'traffic':[{'app':'p'},{'app':'q'}],'clients':[{'app':'q'}]}";
    assertThat(WaitReport.of(json.replace('\'', '"'), "/d/f"))
        .contains("which p, q is declared to, but p has ended; opens wait");
  }

  @org.junit.jupiter.api.Test
  void unknownPath_isSaidToBeUnknown() {
    assertThat(WaitReport.of("{\"files\":[]}", "/d/f")).contains("no such file");
  }
}

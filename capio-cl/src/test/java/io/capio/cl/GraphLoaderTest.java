package io.capio.cl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GraphLoaderTest {
  @Test
  void applicationNames_loseBlanksAndDuplicates() throws IOException {
    RuleEngine engine =
        Documents.engine(
            "{'name':'w','IO_Graph':[{'name':' my\\tstep ','input_stream':[],"
                + "'output_stream':['/f','/f']}]}");

    assertThat(engine.decide("/f").producers()).containsExactly("mystep");
    assertThat(engine.isProducer("/f", "my step")).isTrue();
  }

  @Test
  void laterDeclaration_startsAsCopyOfMatchingPattern() throws IOException {
    RuleEngine engine =
        Documents.engine(
            Documents.withRules(
                "'/d/x'", "'/d/*'", "{'name':['/d/*'],'committed':'on_close:2'},{'name':['/e']}"));

    // An input is declared before the output that matches it: nothing to copy yet.
    assertThat(engine.decide("/d/x").commitRule()).isEqualTo(CommitRule.ON_TERMINATION);
    assertThat(engine.decide("/d/y").commitText()).isEqualTo("on_close:2");
  }

  @Test
  void permanentExcludeAndStorage_markEntries() throws IOException {
    RuleEngine engine =
        Documents.engine(
            "{'name':'w','IO_Graph':[],'permanent':['/p'],'exclude':['/x*'],"
                + "'storage':{'memory':['/m','/b'],'fs':['/b']}}");

    assertThat(engine.isPermanent("/p")).isTrue();
    assertThat(engine.isExcluded("/x/y")).isTrue();
    assertThat(engine.decide("/m").inMemory()).isTrue();
    assertThat(engine.decide("/b").inMemory()).isFalse();
  }

  @Test
  void memOnly_keepsDeclaredAndLaterPathsInMemory() throws IOException {
    RuleEngine engine =
        Documents.engine(
            "{'name':'w','IO_Graph':[],'storage':{'fs':['/b','/c/*']}}",
            ParseOptions.defaults().withMemOnly(true));

    assertThat(engine.decide("/b").inMemory()).isTrue();
    assertThat(engine.decide("/c/d").inMemory()).isTrue();
    assertThat(engine.decide("/later").inMemory()).isTrue();
  }

  @Test
  void declaredChildren_areCountedByTheirDeclaredParent() throws IOException {
    RuleEngine engine =
        Documents.engine("{'name':'w','IO_Graph':[],'permanent':['/d','/d/*','/d/f','/d/e/f']}");

    assertThat(engine.decide("/d").directoryChildren()).isEqualTo(2);
    assertThat(engine.decide("/d").directory()).isTrue();
    assertThat(engine.decide("/d").childrenConfigured()).isFalse();
  }

  @Test
  void whatHasNoEffect_isNoted() throws IOException {
    RuleEngine engine =
        Documents.engine(
            "{'name':'w','IO_Graph':[],'aliases':[{'group_name':'g','files':['/f']}],"
                + "'home_node_policies':{'create':['/f']}}");

    assertThat(engine.notes())
        .satisfiesExactly(
            note -> assertThat(note).startsWith("$.aliases: "),
            note -> assertThat(note).startsWith("$.home_node_policies: "));
  }

  @Test
  void emptyNames_makeNoEntry() throws IOException {
    assertThat(
            Documents.engine("{'name':'w','IO_Graph':[],'permanent':[''],'exclude':['']}")
                .entries())
        .isEmpty();
  }
}

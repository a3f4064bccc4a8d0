package io.capio.cl;

import static io.capio.cl.Documents.withRules;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingRuleTest {
  @Test
  void pathWithoutRule_isReadAfterTermination() throws IOException {
    Rule rule = Documents.engine(withRules("", "'/f'", "")).decide("/f");

    assertThat(rule.commitRule()).isEqualTo(CommitRule.ON_TERMINATION);
    assertThat(rule.fireRule()).isEqualTo(FireRule.UPDATE);
  }

  @Test
  void ruleWithoutMode_streams() throws IOException {
    Rule rule = one("{'name':['/f']}");

    assertThat(rule.commitRule()).isEqualTo(CommitRule.ON_TERMINATION);
    assertThat(rule.fireRule()).isEqualTo(FireRule.NO_UPDATE);
    assertThat(rule.firable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"on_close, 0", "on_close:0, 0", "on_close:7, 7", "on_close:2147483647, 2147483647"})
  void closeCount_isRead(String committed, int count) throws IOException {
    Rule rule = one("{'name':['/f'],'committed':'" + committed + "'}");

    assertThat(rule.commitRule()).isEqualTo(CommitRule.ON_CLOSE);
    assertThat(rule.closeCount()).isEqualTo(count);
  }

  @Test
  void closeCountAbove32Bits_isRejected() {
    assertThat(Documents.rejection(rules("{'name':['/f'],'committed':'on_close:2147483648'}")))
        .hasMessageContaining("at $.IO_Graph[0].streaming[0].committed expected at most");
  }

  @ParameterizedTest
  @ValueSource(strings = {"on_close:", "on_close:-1", "on_close\\n", "ON_CLOSE", "on_n_files"})
  void otherCommitWordsForFiles_areRejected(String committed) {
    assertThat(Documents.rejection(rules("{'name':['/f'],'committed':'" + committed + "'}")))
        .hasMessageContaining("at $.IO_Graph[0].streaming[0].committed expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name':['/f'],'dirname':['/d']}",
        "{'name':['/f'],'speed':3}",
        "{'dirname':['/d'],'committed':'on_n_files'}",
        "{'dirname':['/d'],'committed':'on_file'}",
        "{'dirname':['/d'],'n_files':2.5}",
        "{'dirname':['/d'],'n_files':1e12}",
        "{'name':[7]}",
        "[]"
      })
  void ruleOfNeitherShape_isRejected(String rule) {
    assertThat(Documents.rejection(rules(rule)).jsonPath())
        .startsWith("$.IO_Graph[0].streaming[0]");
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "3.0, 3", "-2, -2"})
  void integerChildCount_isConfigured(String json, int children) throws IOException {
    Rule rule = one("{'dirname':['/f'],'committed':'on_n_files','n_files':" + json + "}");

    assertThat(rule.directoryChildren()).isEqualTo(children);
    assertThat(rule.childrenConfigured()).isTrue();
    assertThat(rule.directory()).isTrue();
  }

  @Test
  void zeroChildCount_countsAsNotGiven() throws IOException {
    assertThat(one("{'dirname':['/f'],'n_files':0}").childrenConfigured()).isFalse();
  }

  @Test
  void childCountOfFileRule_isIgnored() throws IOException {
    Rule rule = one("{'name':['/f'],'n_files':9}");

    assertThat(rule.directoryChildren()).isZero();
    assertThat(rule.file()).isTrue();
  }

  @Test
  void dependencies_becomeEntriesOfTheirOwn() throws IOException {
    RuleEngine engine =
        Documents.engine(rules("{'name':['/f'],'committed':'on_file','file_deps':['/x','/y']}"));

    assertThat(engine.decide("/f").fileDependencies()).containsExactly("/x", "/y");
    assertThat(engine.entries()).containsKeys("/x", "/y");
  }

  @Test
  void dependenciesOfOtherCommitRules_areIgnored() throws IOException {
    assertThat(one("{'name':['/f'],'committed':'on_close','file_deps':['/x']}").fileDependencies())
        .isEmpty();
  }

  @Test
  void secondRuleForAPath_overwritesTheFirstButKeepsDependencies() throws IOException {
    Rule rule =
        one(
            "{'name':['/f'],'committed':'on_file','file_deps':['/x'],'mode':'update'},"
                + "{'name':['/f'],'committed':'on_close:2'},{'name':['/f']}");

    assertThat(rule.commitRule()).isEqualTo(CommitRule.ON_TERMINATION);
    assertThat(rule.fireRule()).isEqualTo(FireRule.NO_UPDATE);
    assertThat(rule.closeCount()).isZero();
    assertThat(rule.fileDependencies()).containsExactly("/x");
  }

  @Test
  void emptyNameList_isAccepted() throws IOException {
    assertThat(Documents.engine(rules("{'name':[]}")).entries()).isEmpty();
  }

  private static String rules(String rules) {
    return withRules("", "", rules);
  }

  private static Rule one(String rules) throws IOException {
    return Documents.engine(rules(rules)).decide("/f");
  }
}

package io.capio.cl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RuleMergeTest {
  @Test
  void unknownPath_becomesAnEntryWithoutCountingAtItsParent() throws IOException {
    RuleEngine engine = RuleEngine.defaults("w");
    engine.rule("/d");
    engine.merge("/d/x", Changes.of("'producers':['p'],'commit_rule':'on_close'"));

    assertThat(engine.decide("/d/x").commitRule()).isEqualTo(CommitRule.ON_CLOSE);
    assertThat(engine.decide("/d/x").producers()).containsExactly("p");
    assertThat(engine.decide("/d").directoryChildren()).isZero();
  }

  @Test
  void omittedRules_leaveThoseOfTheEntry() throws IOException {
    RuleEngine engine = engine("{'name':['/f'],'committed':'on_close:2'}");
    engine.merge("/f", Changes.of("'consumers':['c']"));

    assertThat(engine.decide("/f").commitText()).isEqualTo("on_close:2");
    assertThat(engine.decide("/f").firable()).isTrue();
    assertThat(engine.decide("/f").consumers()).containsExactly("c");
  }

  @Test
  void omittedRulesOfAnUnknownPath_leaveThoseOfItsPattern() throws IOException {
    RuleEngine engine = engine("{'name':['/d/*'],'committed':'on_close:2'}");
    engine.merge("/d/x", Changes.of("'permanent':true,'commit_on_close_count':3"));

    assertThat(engine.decide("/d/x").commitText()).isEqualTo("on_close:3");
    assertThat(engine.decide("/d/x").permanent()).isTrue();
    assertThat(engine.decide("/d/y").commitText()).isEqualTo("on_close:2");
  }

  @Test
  void givenRules_replace() throws IOException {
    RuleEngine engine = engine("{'name':['/f'],'committed':'on_close'}");
    engine.merge("/f", Changes.of("'commit_rule':'on_termination','fire_rule':'update'"));

    assertThat(engine.decide("/f").commitRule()).isEqualTo(CommitRule.ON_TERMINATION);
    assertThat(engine.decide("/f").fireRule()).isEqualTo(FireRule.UPDATE);
  }

  @Test
  void lists_growWithoutDuplicates() throws IOException {
    RuleEngine engine = engine("{'name':['/f'],'committed':'on_file','file_deps':['/x']}");
    engine.merge("/f", Changes.of("'producers':['p','q'],'file_dependencies':['/x','/y']"));
    engine.merge("/f", Changes.of("'producers':['q','r s']"));

    assertThat(engine.decide("/f").producers()).containsExactly("p", "q", "rs");
    assertThat(engine.decide("/f").fileDependencies()).containsExactly("/x", "/y");
  }

  @Test
  void counts_areAdded() throws IOException {
    RuleEngine engine =
        engine("{'name':['/f'],'committed':'on_close:2'},{'dirname':['/d'],'n_files':4}");
    engine.merge("/f", Changes.of("'commit_on_close_count':3"));
    engine.merge("/d", Changes.of("'directory_children_count':5"));

    assertThat(engine.decide("/f").closeCount()).isEqualTo(5);
    assertThat(engine.decide("/d").directoryChildren()).isEqualTo(9);
  }

  @Test
  void configuredCount_isNotAddedToWhatWasMerelyCounted() throws IOException {
    RuleEngine engine = RuleEngine.defaults("w");
    engine.rule("/d");
    engine.rule("/d/x");
    engine.merge("/d", Changes.of("'directory_children_count':5"));

    assertThat(engine.decide("/d").directoryChildren()).isEqualTo(5);
    assertThat(engine.decide("/d").childrenConfigured()).isTrue();
  }

  @Test
  void flags_areOnlyRaised() throws IOException {
    RuleEngine engine = RuleEngine.defaults("w");
    engine.merge(
        "/f",
        Changes.of("'permanent':true,'excluded':true,'store_in_memory':true,'is_file':false"));
    engine.merge(
        "/f",
        Changes.of("'permanent':false,'excluded':false,'store_in_memory':false,'is_file':true"));
    Rule rule = engine.decide("/f");

    assertThat(rule.permanent() && rule.excluded() && rule.inMemory()).isTrue();
    assertThat(rule.directory()).isTrue();
  }

  @Test
  void changedPattern_isSeenByPathsThatWereAskedBefore() throws IOException {
    RuleEngine engine = RuleEngine.streaming("w");
    assertThat(engine.isExcluded("/tmp/x")).isFalse();
    engine.merge("/tmp/*", Changes.of("'excluded':true"));

    assertThat(engine.isExcluded("/tmp/x")).isTrue();
    assertThat(engine.decide("/tmp/x").commitRule()).isEqualTo(CommitRule.ON_CLOSE);
    assertThat(engine.hasConfiguration()).isFalse();
  }

  @Test
  void emptyPath_changesNothing() throws IOException {
    RuleEngine engine = RuleEngine.defaults("w");
    engine.merge("", Changes.of("'excluded':true"));

    assertThat(engine.entries()).isEmpty();
  }

  @Test
  void replacedRule_keepsNothingOfTheEntryOrItsPattern() throws IOException {
    RuleEngine engine =
        engine("{'name':['/d/*'],'committed':'on_close:2'},{'name':['/d/x'],'mode':'no_update'}");
    assertThat(engine.decide("/d/z").closeCount()).isEqualTo(2);
    engine.replace("/d/x", Changes.of("'consumers':['c']"));
    engine.replace("/d/*", Changes.of("'commit_rule':'on_close'"));
    engine.replace("", Changes.of("'excluded':true"));

    assertThat(engine.decide("/d/x").commitRule()).isEqualTo(CommitRule.ON_TERMINATION);
    assertThat(engine.decide("/d/x").fireRule()).isEqualTo(FireRule.UPDATE);
    assertThat(engine.decide("/d/x").consumers()).containsExactly("c");
    assertThat(engine.decide("/d/z").commitText()).isEqualTo("on_close");
    assertThat(engine.entries()).hasSize(2);
  }

  private static RuleEngine engine(String rules) throws IOException {
    return Documents.engine(Documents.withRules("", "", rules));
  }
}

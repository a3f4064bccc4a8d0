package io.capio.cl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleEngineTest {
  private final EntryTable table = new EntryTable(new Entry());
  private final RuleEngine engine = new RuleEngine("w", true, table, List.of());

  @Test
  void unknownPath_hasDefaultRule() {
    Rule rule = engine.rule("/new");

    assertThat(rule)
        .isEqualTo(
            new Rule(
                List.of(),
                List.of(),
                CommitRule.ON_TERMINATION,
                FireRule.UPDATE,
                0,
                List.of(),
                0,
                true,
                true,
                false,
                false,
                false));
  }

  @Test
  void longestMatchingText_decides() {
    table.obtain("/a/*").closeCount = 1;
    table.obtain("*").closeCount = 2;
    table.obtain("/a/b*").closeCount = 3;

    assertThat(engine.decide("/a/bc").closeCount()).isEqualTo(3);
    assertThat(engine.decide("/a/c/d").closeCount()).isEqualTo(1);
    assertThat(engine.decide("/b").closeCount()).isEqualTo(2);
    assertThat(engine.matchingEntry("/a/bc")).contains("/a/b*");
  }

  @Test
  void length_isCountedInBytes() {
    table.obtain("/é?").closeCount = 1;
    table.obtain("/??").closeCount = 2;

    assertThat(engine.decide("/éa").closeCount()).isEqualTo(1);
  }

  @Test
  void equallyLongPatterns_firstDeclaredDecides() {
    table.obtain("/a?").closeCount = 1;
    table.obtain("/?b").closeCount = 2;

    assertThat(engine.decide("/ab").closeCount()).isEqualTo(1);
  }

  @Test
  void textWithoutWildcards_matchesItselfOnly() {
    table.obtain("/a").permanent = true;

    assertThat(engine.isPermanent("/a")).isTrue();
    assertThat(engine.isPermanent("/a/b")).isFalse();
    assertThat(engine.contains("/a/b")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"test.?, test.1", "test.*, test.data", "test.[abc][123], test.b2"})
  void wholeEntry_isInherited(String pattern, String path) {
    Entry entry = table.obtain(pattern);
    entry.directoryChildren = 10;
    entry.countsChildren = false;
    entry.file = false;
    entry.producers.add("p");
    entry.excluded = true;

    assertThat(engine.rule(path)).isEqualTo(entry.snapshot());
  }

  @Test
  void copyOfPattern_isASnapshot() {
    table.obtain("/test/*");
    engine.rule("/test/a/b/c/d");
    table.obtain("/test/*").commitRule = CommitRule.ON_CLOSE;

    assertThat(engine.rule("/test/a/b/c/d").commitRule()).isEqualTo(CommitRule.ON_TERMINATION);
    assertThat(engine.rule("/test/a/b/c/e").commitRule()).isEqualTo(CommitRule.ON_CLOSE);
  }

  @Test
  void firstSight_countsAtTheParentUntilACountIsConfigured() {
    engine.rule("a");
    engine.rule("a/b");
    engine.rule("a/c");
    engine.rule("a/c");

    assertThat(engine.rule("a").directoryChildren()).isEqualTo(2);
    assertThat(engine.rule("a").directory()).isTrue();

    table.obtain("a").countsChildren = false;
    engine.rule("a/d");
    assertThat(engine.rule("a").directoryChildren()).isEqualTo(2);
  }

  @Test
  void root_countsItsChildren() {
    engine.rule("/");
    engine.rule("/a");

    assertThat(engine.rule("/").directoryChildren()).isEqualTo(1);
  }

  @Test
  void pureQueries_createNothing() {
    table.obtain("/d");
    table.obtain("/d/*").producers.add("p");
    int children = engine.decide("/d").directoryChildren();
    engine.decide("/d/x");
    engine.isProducer("/d/x", "q");
    engine.isConsumer("/d/x", "q");
    engine.isExcluded("/d/y");

    assertThat(engine.entries()).containsOnlyKeys("/d", "/d/*");
    assertThat(engine.decide("/d").directoryChildren()).isEqualTo(children);
  }

  @Test
  void firstSightAfterADecision_isSeenByTheNextDecision() {
    engine.rule("/d");
    assertThat(engine.decide("/d").directoryChildren()).isZero();
    engine.rule("/d/x");

    assertThat(engine.decide("/d").directoryChildren()).isEqualTo(1);
  }

  @Test
  void producerOfAnyMatchingEntry_isProducer() {
    table.obtain("*").producers.add("all");
    table.obtain("/d/*").producers.clear();
    table.obtain("/d/*").producers.add("some");
    table.obtain("/d/*").consumers.add("reader");

    assertThat(engine.declaredProducers("/d/x")).containsExactlyInAnyOrder("all", "some");
    assertThat(engine.isProducer("/d/x", "all")).isTrue();
    assertThat(engine.isProducer("/e", "some")).isFalse();
    assertThat(engine.isConsumer("/d/x", "reader")).isTrue();
    assertThat(engine.isDeclaredOutput("/e")).isTrue();
    assertThat(engine.isDeclaredInput("/e")).isFalse();
  }

  @Test
  void producerAddedToPatternLater_appliesToKnownPaths() throws CapioClException {
    table.obtain("/d/*");
    engine.rule("/d/x");
    engine.merge("/d/*", Changes.of("'producers':['late']"));

    assertThat(engine.rule("/d/x").producers()).isEmpty();
    assertThat(engine.isProducer("/d/x", "late")).isTrue();
  }

  @Test
  void nameWithBrackets_matchesItself() {
    table.obtain("/out[1]").producers.add("p");

    assertThat(engine.isProducer("/out[1]", "p")).isTrue();
    assertThat(engine.isProducer("/out1", "p")).isTrue();
  }

  @Test
  void emptyPath_answersAsUpstream() {
    Rule rule = engine.decide("");

    assertThat(rule).isEqualTo(engine.rule(""));
    assertThat(rule.commitRule()).isEqualTo(CommitRule.ON_TERMINATION);
    assertThat(rule.fireRule()).isEqualTo(FireRule.NO_UPDATE);
    assertThat(engine.isPermanent("") && engine.isExcluded("")).isTrue();
    assertThat(engine.isProducer("", "p") && engine.isConsumer("", "p")).isTrue();
    assertThat(engine.entries()).isEmpty();
  }

  @Test
  void enginesWithoutDocument_declareNothing() {
    for (RuleEngine plain : List.of(RuleEngine.defaults("w"), RuleEngine.streaming("w"))) {
      assertThat(plain.workflowName()).isEqualTo("w");
      assertThat(plain.hasConfiguration()).isFalse();
      assertThat(plain.isDeclaredOutput("/x") || plain.isDeclaredInput("/x")).isFalse();
      assertThat(plain.matchingEntry("/x")).isEmpty();
    }
    assertThat(RuleEngine.defaults("w").decide("/x").firable()).isFalse();
    assertThat(RuleEngine.streaming("w").decide("/x").commitText()).isEqualTo("on_close");
    assertThat(RuleEngine.streaming("w").decide("/x").firable()).isTrue();
  }

  @Test
  void ofThousandsOfEntries_eachIsFound() {
    for (int i = 0; i < 5000; i++) {
      table.insert("/data/step" + i + "/*/part-??.[a-c]sv", new Entry());
      table.insert("/data/step" + i + "/summary", new Entry());
    }
    for (int i = 0; i < 5000; i++) {
      assertThat(engine.contains("/data/step" + i + "/x/part-07.csv")).isTrue();
      assertThat(engine.contains("/data/step" + i + "/summary")).isTrue();
      assertThat(engine.contains("/data/step" + i + "/x/part-7.csv")).isFalse();
    }
  }
}

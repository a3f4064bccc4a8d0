package io.capio.cl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleUpdateTest {
  @Test
  void entry_mayBeAnObjectOrItsText() throws CapioClException {
    RuleUpdate object =
        RuleUpdate.parse(
            """
            {"path":"/d/*","workflow_name":"w","CapioClEntry":{"fire_rule":"no_update"}}""");
    RuleUpdate text =
        RuleUpdate.parse(
            """
            {"path":"/d/*","workflow_name":"w","CapioClEntry":"{\\"fire_rule\\":\\"no_update\\"}"}""");

    assertThat(object).isEqualTo(text);
    assertThat(object.path()).isEqualTo("/d/*");
    assertThat(object.workflowName()).isEqualTo("w");
    assertThat(object.change().fireRule()).contains(FireRule.NO_UPDATE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[]|at $ expected a JSON object, found an array",
        "{'workflow_name':'w','CapioClEntry':{}}|at $.path expected a string, found nothing",
        "{'path':'','workflow_name':'w','CapioClEntry':{}}|at $.path expected a path",
        "{'path':'/f','CapioClEntry':{}}|at $.workflow_name expected a string, found nothing",
        "{'path':'/f','workflow_name':'w','x':1,'CapioClEntry':{}}|at $ expected no members but",
        "{'operation':'put','path':'/f','workflow_name':'w','CapioClEntry':{}}|expected add or set",
        "{'path':'/f','workflow_name':'w'}|at $.CapioClEntry expected a JSON object, found nothing",
        "{'path':'/f','workflow_name':'w','CapioClEntry':'x'}|run-time rule, $.CapioClEntry: at line"
      })
  void messageOfAnotherShape_isRejected(String json, String message) {
    assertThatThrownBy(() -> RuleUpdate.parse(json.replace('\'', '"')))
        .isInstanceOf(CapioClException.class)
        .hasMessageStartingWith("run-time rule")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'commit_rule':'never'|.commit_rule expected on_close, on_termination",
        "'fire_rule':7|.fire_rule expected a string, found 7",
        "'fire_rule':'soon'|.fire_rule expected update or no_update",
        "'producers':'p'|.producers expected an array of strings",
        "'consumers':[1]|.consumers expected an array of strings",
        "'permanent':'yes'|.permanent expected true or false",
        "'commit_on_close_count':2.5|.commit_on_close_count expected an integer",
        "'commit_on_close_count':'2'|.commit_on_close_count expected an integer",
        "'comit_rule':'on_close'|expected no members but commit_on_close_count, commit_rule"
      })
  void wrongMember_isNamed(String member, String message) {
    assertThatThrownBy(() -> Changes.of(member))
        .isInstanceOf(CapioClException.class)
        .hasMessageContaining("at $.CapioClEntry")
        .hasMessageContaining(message);
  }

  @Test
  void names_becomePathsAsThoseOfADocument() throws CapioClException {
    RuleUpdate update =
        RuleUpdate.parse(
                """
                {"path":"out/*","workflow_name":"w","operation":"set",
                 "CapioClEntry":{"commit_rule":"on_file","file_dependencies":["done","/else"]}}""")
            .resolved(ParseOptions.defaults().withCapioDirectory(java.nio.file.Path.of("/data")));

    assertThat(update.path()).isEqualTo("/data/out/*");
    assertThat(update.change().fileDependencies()).containsExactly("/data/done", "/else");
    assertThat(update.replaces()).isTrue();
  }
}

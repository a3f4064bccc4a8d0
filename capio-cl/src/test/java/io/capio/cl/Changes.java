package io.capio.cl;

import java.util.List;

/** Run-time changes written as their messages. */
final class Changes {
  private Changes() {}

  static RuleChange of(String members) throws CapioClException {
    String json = "{'path':'/p','workflow_name':'w','CapioClEntry':{" + members + "}}";
    return RuleUpdate.parse(json.replace('\'', '"')).change();
  }

  static RuleChange producer(String name) {
    RuleChange none = RuleChange.ofRules(java.util.Optional.empty(), java.util.Optional.empty());
    return new RuleChange(
        List.of(name),
        none.consumers(),
        none.fileDependencies(),
        none.commitRule(),
        none.fireRule(),
        0,
        0,
        none.countsChildren(),
        false,
        false,
        false,
        true);
  }
}

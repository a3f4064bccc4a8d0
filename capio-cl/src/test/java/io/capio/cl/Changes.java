package io.capio.cl;

/** Run-time changes written as their messages. */
final class Changes {
  private Changes() {}

  static RuleChange of(String members) throws CapioClException {
    String json = "{'path':'/p','workflow_name':'w','CapioClEntry':{" + members + "}}";
    return RuleUpdate.parse(json.replace('\'', '"')).change();
  }
}

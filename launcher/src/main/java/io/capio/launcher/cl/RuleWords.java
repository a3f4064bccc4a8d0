package io.capio.launcher.cl;

import io.capio.cl.CommitRule;
import io.capio.cl.Rule;
import java.util.ArrayList;
import java.util.List;

/** What a rule says, in words for a human. */
final class RuleWords {
  private RuleWords() {}

  /** The commit rule with what belongs to it, as short as in a document. */
  static String commit(Rule rule) {
    return switch (rule.commitRule()) {
      case ON_FILE -> rule.commitText() + " " + String.join(" ", rule.fileDependencies());
      case ON_N_FILES -> rule.commitText() + " " + rule.directoryChildren();
      case ON_CLOSE, ON_TERMINATION -> rule.commitText();
    };
  }

  /** When that is. */
  static String moment(Rule rule) {
    return switch (rule.commitRule()) {
      case ON_CLOSE ->
          rule.closeCount() > 0
              ? "at close number " + rule.closeCount() + " of a handle that wrote"
              : "when the last of its writers has closed it";
      case ON_TERMINATION -> "when every step that wrote it has ended";
      case ON_FILE -> "when all of " + String.join(", ", rule.fileDependencies()) + " are";
      case ON_N_FILES ->
          rule.childrenConfigured()
              ? "when it has " + rule.directoryChildren() + " entries"
              : "when every step that wrote it has ended";
    };
  }

  /** Everything else that is not the default. */
  static String traits(Rule rule) {
    List<String> traits = new ArrayList<>();
    if (rule.directory()) {
      traits.add("directory");
    }
    if (rule.commitRule() != CommitRule.ON_N_FILES
        && rule.childrenConfigured()
        && rule.directoryChildren() != 0) {
      traits.add("n_files " + rule.directoryChildren());
    }
    if (rule.permanent()) {
      traits.add("permanent");
    }
    if (rule.excluded()) {
      traits.add("excluded");
    }
    if (rule.inMemory()) {
      traits.add("in memory");
    }
    return String.join(", ", traits);
  }
}

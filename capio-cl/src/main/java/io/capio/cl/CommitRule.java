package io.capio.cl;

import java.util.Optional;

/** When nothing more will be written to a file or directory (CAPIO-CL's {@code committed}). */
public enum CommitRule {
  /** When its producers have closed it, or at the N-th close. */
  ON_CLOSE("on_close"),
  /** When the steps that produce it have ended. */
  ON_TERMINATION("on_termination"),
  /** When the files it depends on are committed. */
  ON_FILE("on_file"),
  /** For directories: when it holds N entries. */
  ON_N_FILES("on_n_files");

  private final String word;

  CommitRule(String word) {
    this.word = word;
  }

  /**
   * The word of the language.
   *
   * @return for example {@code on_close}
   */
  public String word() {
    return word;
  }

  /**
   * The rule that a word of the language names.
   *
   * @param word the word, without a close count
   * @return the rule; empty if the language has no such word
   */
  public static Optional<CommitRule> ofWord(String word) {
    for (CommitRule rule : values()) {
      if (rule.word.equals(word)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}

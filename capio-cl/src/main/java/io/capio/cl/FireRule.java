package io.capio.cl;

import java.util.Optional;

/** When a consumer may read (CAPIO-CL's {@code mode}). */
public enum FireRule {
  /** Only after the commit, because bytes may be rewritten until then. */
  UPDATE("update"),
  /** As soon as the bytes are written, because they never change again. */
  NO_UPDATE("no_update");

  private final String word;

  FireRule(String word) {
    this.word = word;
  }

  /**
   * The word of the language.
   *
   * @return {@code update} or {@code no_update}
   */
  public String word() {
    return word;
  }

  /**
   * The rule that a word of the language names.
   *
   * @param word the word
   * @return the rule; empty if the language has no such word
   */
  public static Optional<FireRule> ofWord(String word) {
    for (FireRule rule : values()) {
      if (rule.word.equals(word)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}

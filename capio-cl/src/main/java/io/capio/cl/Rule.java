package io.capio.cl;

import java.util.List;

/**
 * Everything that CAPIO-CL says about one path; an immutable snapshot.
 *
 * @param producers applications that the deciding entry lists as producers; other entries that
 *     match the path may add some, see {@link RuleEngine#declaredProducers}
 * @param consumers the same for consumers
 * @param commitRule when the path is final
 * @param fireRule when consumers may read it
 * @param closeCount the N of {@code on_close:N}; 0 when none was given
 * @param fileDependencies the files that {@code on_file} waits for, in document order
 * @param directoryChildren the number of entries that {@code on_n_files} waits for; may be
 *     negative, because the language does not forbid it
 * @param countsChildren true while {@code directoryChildren} is only the number of entries below
 *     the path that the engine has come across; false once {@code n_files} was configured
 * @param file false for a directory
 * @param permanent true if it must be on disk after the workflow
 * @param excluded true if CAPIO is to ignore the path
 * @param inMemory true if {@code storage} asks for memory
 */
public record Rule(
    List<String> producers,
    List<String> consumers,
    CommitRule commitRule,
    FireRule fireRule,
    int closeCount,
    List<String> fileDependencies,
    int directoryChildren,
    boolean countsChildren,
    boolean file,
    boolean permanent,
    boolean excluded,
    boolean inMemory) {

  /** Copies the lists. */
  public Rule {
    producers = List.copyOf(producers);
    consumers = List.copyOf(consumers);
    fileDependencies = List.copyOf(fileDependencies);
  }

  /**
   * Whether consumers may read before the commit.
   *
   * @return true exactly for {@link FireRule#NO_UPDATE}
   */
  public boolean firable() {
    return fireRule == FireRule.NO_UPDATE;
  }

  /**
   * Whether the path is a directory.
   *
   * @return the opposite of {@link #file}
   */
  public boolean directory() {
    return !file;
  }

  /**
   * Whether somebody configured the number of entries, as opposed to the engine having counted
   * some.
   *
   * @return true if {@link #directoryChildren} may decide a commit
   */
  public boolean childrenConfigured() {
    return !countsChildren;
  }

  /**
   * The commit rule as the language writes it.
   *
   * @return for example {@code on_close:3}
   */
  public String commitText() {
    return commitRule == CommitRule.ON_CLOSE && closeCount > 0
        ? commitRule.word() + ":" + closeCount
        : commitRule.word();
  }
}

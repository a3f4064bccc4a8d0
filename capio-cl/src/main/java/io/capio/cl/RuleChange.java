package io.capio.cl;

import java.util.List;
import java.util.Optional;

/**
 * What a rule given at run time changes; see {@link RuleEngine#merge}. Immutable.
 *
 * @param producers applications to add as producers
 * @param consumers applications to add as consumers
 * @param fileDependencies files to add to those that {@code on_file} waits for
 * @param commitRule the new commit rule; empty leaves the old one
 * @param fireRule the new firing rule; empty leaves the old one
 * @param directoryChildren the number of entries to add to what {@code on_n_files} waits for; 0 for
 *     none
 * @param closeCount the number of closes to add to what {@code on_close} waits for; 0 for none
 * @param countsChildren whether children are counted automatically; empty leaves that as it is,
 *     unless {@code directoryChildren} says how many there are
 * @param inMemory true to ask for memory
 * @param permanent true to make it permanent
 * @param excluded true to exclude it
 * @param file false to make it a directory; true has no effect on an existing directory
 */
public record RuleChange(
    List<String> producers,
    List<String> consumers,
    List<String> fileDependencies,
    Optional<CommitRule> commitRule,
    Optional<FireRule> fireRule,
    int directoryChildren,
    int closeCount,
    Optional<Boolean> countsChildren,
    boolean inMemory,
    boolean permanent,
    boolean excluded,
    boolean file) {

  /** Copies the lists; blanks in application names are removed, as in a document. */
  public RuleChange {
    producers = producers.stream().map(GraphLoader::withoutBlanks).toList();
    consumers = consumers.stream().map(GraphLoader::withoutBlanks).toList();
    fileDependencies = List.copyOf(fileDependencies);
  }

  /** The same change with other files to depend on. */
  RuleChange withFileDependencies(List<String> files) {
    return new RuleChange(
        producers,
        consumers,
        files,
        commitRule,
        fireRule,
        directoryChildren,
        closeCount,
        countsChildren,
        inMemory,
        permanent,
        excluded,
        file);
  }

  /** Applies the change to an entry that somebody declared. */
  void mergeInto(Entry entry) {
    if (directoryChildren != 0) {
      // What the engine has merely counted so far is not a number that anybody asked for.
      entry.directoryChildren =
          directoryChildren + (entry.countsChildren ? 0 : entry.directoryChildren);
      entry.countsChildren = false;
    }
    entry.closeCount += closeCount;
    apply(entry);
  }

  /** Applies the change to a new entry, whose values come from another one. */
  void startWith(Entry entry) {
    if (directoryChildren != 0) {
      entry.directoryChildren = directoryChildren;
      entry.countsChildren = false;
    }
    if (closeCount != 0) {
      entry.closeCount = closeCount;
    }
    if (!fileDependencies.isEmpty()) {
      entry.fileDependencies.clear();
    }
    apply(entry);
  }

  private void apply(Entry entry) {
    Entry.addMissing(entry.producers, producers);
    Entry.addMissing(entry.consumers, consumers);
    Entry.addMissing(entry.fileDependencies, fileDependencies);
    commitRule.ifPresent(rule -> entry.commitRule = rule);
    fireRule.ifPresent(rule -> entry.fireRule = rule);
    countsChildren.ifPresent(counts -> entry.countsChildren &= counts);
    entry.inMemory |= inMemory;
    entry.permanent |= permanent;
    entry.excluded |= excluded;
    entry.file &= file;
  }
}

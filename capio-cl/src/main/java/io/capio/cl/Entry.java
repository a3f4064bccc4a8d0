package io.capio.cl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the engine holds for one path or pattern text. */
final class Entry {
  final List<String> producers = new ArrayList<>();
  final List<String> consumers = new ArrayList<>();
  final List<String> fileDependencies = new ArrayList<>();
  CommitRule commitRule = CommitRule.ON_TERMINATION;
  FireRule fireRule = FireRule.UPDATE;
  int closeCount;
  int directoryChildren;
  boolean countsChildren = true;
  boolean file = true;
  boolean permanent;
  boolean excluded;
  boolean inMemory;

  Entry() {}

  Entry(Entry other) {
    producers.addAll(other.producers);
    consumers.addAll(other.consumers);
    fileDependencies.addAll(other.fileDependencies);
    commitRule = other.commitRule;
    fireRule = other.fireRule;
    closeCount = other.closeCount;
    directoryChildren = other.directoryChildren;
    countsChildren = other.countsChildren;
    file = other.file;
    permanent = other.permanent;
    excluded = other.excluded;
    inMemory = other.inMemory;
  }

  Rule snapshot() {
    return new Rule(
        producers,
        consumers,
        commitRule,
        fireRule,
        closeCount,
        fileDependencies,
        directoryChildren,
        countsChildren,
        file,
        permanent,
        excluded,
        inMemory);
  }

  static void addMissing(List<String> list, Collection<String> added) {
    for (String value : added) {
      if (!list.contains(value)) {
        list.add(value);
      }
    }
  }
}

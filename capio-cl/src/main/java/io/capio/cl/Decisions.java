package io.capio.cl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the entries of a table mean together for each path, kept as long as they do not change. */
final class Decisions {
  /** Bounds what is kept, not the number of entries: clients may probe any path. */
  private static final int KEPT = 8192;

  private final EntryTable table;
  private final Map<String, Decision> kept = new Kept();

  /**
   * One answer.
   *
   * @param text the entry that decides, if any does
   * @param producers of all matching entries; immutable
   * @param consumers of all matching entries; immutable
   */
  record Decision(Optional<String> text, Rule rule, Set<String> producers, Set<String> consumers) {}

  private static final class Kept extends LinkedHashMap<String, Decision> {
    private static final long serialVersionUID = 1L;

    Kept() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Decision> eldest) {
      return size() > KEPT;
    }
  }

  Decisions(EntryTable table) {
    this.table = table;
  }

  /** The entries have changed. */
  void forget() {
    kept.clear();
  }

  Decision of(String path) {
    Decision known = kept.get(path);
    if (known != null) {
      return known;
    }
    Set<String> producers = new LinkedHashSet<>();
    Set<String> consumers = new LinkedHashSet<>();
    table.forEachMatch(
        path,
        entry -> {
          producers.addAll(entry.producers);
          consumers.addAll(entry.consumers);
        });
    Decision decision =
        new Decision(
            table.decidingText(path),
            table.copyFor(path).snapshot(),
            Collections.unmodifiableSet(producers),
            Collections.unmodifiableSet(consumers));
    kept.put(path, decision);
    return decision;
  }
}

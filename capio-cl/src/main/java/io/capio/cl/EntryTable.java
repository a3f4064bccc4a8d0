package io.capio.cl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The entries of an engine. Every text acts as a pattern, but one without wildcards matches only
 * itself; so an exact lookup comes first and only texts with wildcards are searched.
 */
final class EntryTable {
  private final Map<String, Entry> byText = new LinkedHashMap<>();
  private final List<Pattern> byLength = new ArrayList<>();
  private final Entry defaults;
  private boolean allInMemory;

  private record Pattern(String text, int bytes, WildcardPattern wildcards, Entry entry) {}

  EntryTable(Entry defaults) {
    this.defaults = defaults;
  }

  Optional<Entry> exact(String text) {
    return Optional.ofNullable(byText.get(text));
  }

  Map<String, Entry> all() {
    return Collections.unmodifiableMap(byText);
  }

  /** Marks all entries, and all that come later, as kept in memory. */
  void keepAllInMemory() {
    allInMemory = true;
    defaults.inMemory = true;
    byText.values().forEach(entry -> entry.inMemory = true);
  }

  /**
   * The text that decides for a path: the path itself, else the matching text of most bytes. Of two
   * that are equally long, which the language leaves open, the one declared first.
   */
  Optional<String> decidingText(String path) {
    if (byText.containsKey(path)) {
      return Optional.of(path);
    }
    for (Pattern pattern : byLength) {
      if (pattern.wildcards.matches(path)) {
        return Optional.of(pattern.text);
      }
    }
    return Optional.empty();
  }

  /** A copy of what decides for the path, without making an entry. */
  Entry copyFor(String path) {
    Entry copy = new Entry(decidingText(path).map(byText::get).orElse(defaults));
    copy.inMemory |= allInMemory;
    return copy;
  }

  /** A new entry with the values that hold where nothing matches. */
  Entry defaultEntry() {
    return new Entry(defaults);
  }

  /** Makes the entry that of the text, which keeps its place if it had one. */
  void put(String text, Entry entry) {
    if (byText.containsKey(text)) {
      byText.put(text, entry);
      byLength.replaceAll(
          pattern ->
              pattern.text.equals(text)
                  ? new Pattern(text, pattern.bytes, pattern.wildcards, entry)
                  : pattern);
    } else {
      insert(text, entry);
    }
  }

  /** The entry of a path or pattern; at first sight it becomes one, and its parent counts it. */
  Entry obtain(String text) {
    Entry known = byText.get(text);
    if (known != null) {
      return known;
    }
    Entry entry = copyFor(text);
    insert(text, entry);
    Entry parent = byText.get(parentOf(text));
    if (parent != null && parent.countsChildren) {
      parent.directoryChildren++;
      parent.file = false;
    }
    return entry;
  }

  /** Adds an entry for a text that has none, without counting it. */
  void insert(String text, Entry entry) {
    byText.put(text, entry);
    if (WildcardPattern.hasWildcards(text)) {
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      byLength.add(positionFor(bytes), new Pattern(text, bytes, new WildcardPattern(text), entry));
    }
  }

  private int positionFor(int bytes) {
    int low = 0;
    int high = byLength.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (byLength.get(middle).bytes >= bytes) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Visits every entry that matches. A text always matches itself here, even one such as {@code
   * a[1]} which as a pattern means something else.
   */
  void forEachMatch(String path, Consumer<Entry> visitor) {
    Entry exact = byText.get(path);
    if (exact != null) {
      visitor.accept(exact);
    }
    for (Pattern pattern : byLength) {
      if (pattern.entry != exact && pattern.wildcards.matches(path)) {
        visitor.accept(pattern.entry);
      }
    }
  }

  private static String parentOf(String text) {
    int end = text.lastIndexOf('/');
    while (end > 0 && text.charAt(end - 1) == '/') {
      end--;
    }
    return end == 0 && text.length() > 1 ? "/" : text.substring(0, Math.max(end, 0));
  }
}

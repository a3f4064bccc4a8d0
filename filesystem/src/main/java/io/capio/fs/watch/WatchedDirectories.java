package io.capio.fs.watch;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directories that this process watches, by the server's name. Who removes an entry says so
 * before: what came and goes between two looks at a directory is an event, too. Thread-safe.
 */
public final class WatchedDirectories {
  private static final Map<String, Set<DirectoryKey>> KEYS = new ConcurrentHashMap<>();

  private WatchedDirectories() {}

  static void add(String directory, DirectoryKey key) {
    KEYS.compute(
        directory,
        (name, known) -> {
          Set<DirectoryKey> keys = known == null ? ConcurrentHashMap.newKeySet() : known;
          keys.add(key);
          return keys;
        });
  }

  static void remove(DirectoryKey key) {
    for (String directory : KEYS.keySet()) {
      KEYS.computeIfPresent(
          directory, (name, keys) -> keys.remove(key) && keys.isEmpty() ? null : keys);
    }
  }

  /** To be called before this process removes or renames an entry; costs nothing if none watch. */
  public static void removing(String entry) {
    if (KEYS.isEmpty()) {
      return;
    }
    int slash = entry.lastIndexOf('/');
    Set<DirectoryKey> keys = KEYS.getOrDefault(entry.substring(0, Math.max(slash, 1)), Set.of());
    keys.forEach(key -> key.noteBeforeRemoval(entry.substring(slash + 1)));
  }
}

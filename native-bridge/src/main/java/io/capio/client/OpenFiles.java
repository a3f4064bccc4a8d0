package io.capio.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The files that this process has open, by path. Thread-safe. */
final class OpenFiles {
  private final Map<String, SharedFile> byPath = new HashMap<>();
  private final Map<SharedFile, Integer> uses = new HashMap<>();
  private final Set<FileConversation> open = ConcurrentHashMap.newKeySet();
  private int opening;
  private Runnable whenIdle;

  synchronized SharedFile share(String path) {
    SharedFile shared = byPath.computeIfAbsent(path, p -> new SharedFile());
    uses.merge(shared, 1, Integer::sum);
    return shared;
  }

  void opened(FileConversation file) {
    open.add(file);
  }

  synchronized void closed(FileConversation file, SharedFile shared) {
    open.remove(file);
    if (uses.merge(shared, -1, Integer::sum) == 0) {
      uses.remove(shared);
      byPath.values().remove(shared);
    }
    runIfIdle();
  }

  /** A file is about to be opened, which may take long. */
  synchronized void beginOpening() {
    opening++;
  }

  /** The file has been opened, or could not be. */
  synchronized void endOpening() {
    opening--;
    runIfIdle();
  }

  /** How many files are open or about to be. */
  synchronized int count() {
    return open.size() + opening;
  }

  /**
   * Does something on a thread of its own, once, as soon as no file is open and none is about to
   * be.
   */
  synchronized void whenIdle(Runnable action) {
    whenIdle = action;
    runIfIdle();
  }

  private void runIfIdle() {
    if (whenIdle != null && count() == 0) {
      Thread thread = new Thread(whenIdle, "capio-leave");
      thread.setDaemon(true);
      thread.start();
      whenIdle = null;
    }
  }

  /** Pushes what has been gathered for a path and, if it is a directory, below it. */
  void flush(String path) throws IOException {
    List<SharedFile> affected;
    synchronized (this) {
      if (byPath.isEmpty()) {
        return;
      }
      affected = new ArrayList<>();
      byPath.forEach(
          (name, shared) -> {
            if (isAtOrBelow(name, path)) {
              affected.add(shared);
            }
          });
    }
    for (SharedFile shared : affected) {
      shared.flushAllBut(null);
    }
  }

  /** What is written through handles of a path is from now on with the server at once. */
  synchronized void showAtOnce(String path) {
    SharedFile shared = byPath.get(path);
    if (shared != null) {
      shared.mapped();
    }
  }

  /** The handles of a path that is gone keep their file; a new one of that name is another. */
  synchronized void forget(String path) {
    byPath.keySet().removeIf(name -> isAtOrBelow(name, path));
  }

  /** The handles of a path, and below it, follow its new name. */
  synchronized void renamed(String from, String to) {
    if (from.equals(to)) {
      return;
    }
    forget(to);
    Map<String, SharedFile> moved = new HashMap<>();
    byPath
        .entrySet()
        .removeIf(
            entry -> {
              boolean affected = isAtOrBelow(entry.getKey(), from);
              if (affected) {
                moved.put(to + entry.getKey().substring(from.length()), entry.getValue());
              }
              return affected;
            });
    byPath.putAll(moved);
  }

  private static boolean isAtOrBelow(String name, String path) {
    return name.startsWith(path)
        && (name.length() == path.length() || name.charAt(path.length()) == '/');
  }

  List<FileConversation> all() {
    return List.copyOf(open);
  }
}

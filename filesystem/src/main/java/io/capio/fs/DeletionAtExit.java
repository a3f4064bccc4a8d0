package io.capio.fs;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The files that {@code File.deleteOnExit} named: deleted when the file system is closed, the last
 * named one first. Thread-safe.
 *
 * <p>Not by a shutdown hook: the JDK deletes when the program's own hooks have ended, which may
 * still use the files, make them again, or name more.
 */
final class DeletionAtExit {
  private final Map<File, Consumer<File>> files = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  void add(File file, Consumer<File> deletion) {
    lock.lock();
    try {
      files.remove(file);
      files.put(file, deletion);
    } finally {
      lock.unlock();
    }
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return files.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Deletes. */
  void run() {
    lock.lock();
    try {
      List<Map.Entry<File, Consumer<File>>> last = new ArrayList<>(files.entrySet());
      for (int i = last.size() - 1; i >= 0; i--) {
        last.get(i).getValue().accept(last.get(i).getKey());
      }
      files.clear();
    } finally {
      lock.unlock();
    }
  }
}

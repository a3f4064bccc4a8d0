package io.capio.fs;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The files that {@code File.deleteOnExit} named: deleted when the file system is closed or the JVM
 * ends, whichever is first, the last named one first. Thread-safe.
 */
final class DeletionAtExit {
  private final Map<File, Consumer<File>> files = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private boolean hooked;

  void add(File file, Consumer<File> deletion) {
    lock.lock();
    try {
      files.remove(file);
      files.put(file, deletion);
      if (!hooked) {
        hooked = true;
        Runtime.getRuntime().addShutdownHook(new Thread(this::run, "capio-delete-on-exit"));
      }
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

  /** Deletes; a second caller, who may be about to leave the workflow, waits for the first. */
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

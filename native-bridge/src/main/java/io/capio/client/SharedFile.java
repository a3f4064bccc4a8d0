package io.capio.client;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the open handles of one path in this process have to tell each other, so that a read through
 * one sees a write through another at once, as on a disk. Thread-safe.
 */
final class SharedFile {
  private final List<FileConversation> writers = new CopyOnWriteArrayList<>();
  private final AtomicLong version = new AtomicLong();
  private volatile boolean mapped;

  void addWriter(FileConversation file) {
    writers.add(file);
  }

  void removeWriter(FileConversation file) {
    writers.remove(file);
  }

  /**
   * Changes with every write of this process, and with the programs that run; bytes read before are
   * stale then.
   */
  long version() {
    return version.get() + StartedPrograms.changes();
  }

  void changed() {
    version.incrementAndGet();
  }

  /** From now on content may change without anybody being told. */
  void mapped() {
    mapped = true;
  }

  boolean isMapped() {
    return mapped;
  }

  /** Pushes what the other handles have gathered. The caller holds no handle's lock. */
  void flushAllBut(FileConversation asker) throws IOException {
    for (FileConversation writer : writers) {
      if (writer != asker && writer.isDirty()) {
        writer.flush();
      }
    }
  }
}

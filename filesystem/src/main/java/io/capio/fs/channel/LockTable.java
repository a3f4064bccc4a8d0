package io.capio.fs.channel;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The locks of this JVM, by file. As on a disk, two locks of one JVM on one file never overlap,
 * shared or not. Between processes {@link LockObject} arbitrates. Thread-safe.
 */
final class LockTable {
  private static final LockTable INSTANCE = new LockTable();

  private final Map<Object, List<CapioFileLock>> locks = new HashMap<>();

  static LockTable get() {
    return INSTANCE;
  }

  /**
   * Adds a lock that its channel will remove.
   *
   * @throws ClosedChannelException if that has begun to close
   */
  synchronized void add(Object file, CapioFileLock lock) throws ClosedChannelException {
    if (!lock.acquiredBy().isOpen()) {
      throw new ClosedChannelException();
    }
    List<CapioFileLock> held = locks.computeIfAbsent(file, k -> new ArrayList<>());
    // the locks of a channel that is closing are still its own: it gives them back
    for (CapioFileLock other : held) {
      if (other.overlaps(lock.position(), lock.size())) {
        throw new OverlappingFileLockException();
      }
    }
    held.add(lock);
  }

  synchronized void remove(CapioFileLock lock) {
    locks.values().removeIf(held -> held.remove(lock) && held.isEmpty());
  }

  /** Has all locks on the files that the disk has by now, where programs look that are started. */
  void takeOnDisk() {
    List<CapioFileLock> held = new ArrayList<>();
    synchronized (this) {
      locks.values().forEach(held::addAll);
    }
    held.forEach(CapioFileLock::takeOnDisk);
  }

  /** Ends the locks of a channel that closes. */
  void removeAll(Channel channel) throws IOException {
    List<CapioFileLock> ended = new ArrayList<>();
    synchronized (this) {
      locks
          .values()
          .forEach(
              held -> held.stream().filter(l -> l.acquiredBy() == channel).forEach(ended::add));
    }
    for (CapioFileLock lock : ended) {
      lock.invalidate();
    }
  }
}

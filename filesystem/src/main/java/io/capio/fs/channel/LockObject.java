package io.capio.fs.channel;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the processes that lock a CAPIO file lock in its stead, so that the system arbitrates and
 * releases what a dead process held. Open once in a JVM, because closing any channel of a file ends
 * all locks that the process has on it. Guarded by the table of all.
 */
final class LockObject {
  private static final Map<Path, LockObject> OPEN = new HashMap<>();

  private final FileChannel channel;
  private int locks;

  private LockObject(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks a region; regions of one JVM must not overlap.
   *
   * @return null if another process has a part of it
   */
  static FileLock tryLock(Path path, long position, long size, boolean shared) throws IOException {
    synchronized (OPEN) {
      LockObject object = OPEN.get(path);
      if (object == null) {
        object =
            new LockObject(
                FileChannel.open(
                    path,
                    Set.of(READ, WRITE, CREATE),
                    PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------"))));
        OPEN.put(path, object);
      }
      object.locks++;
      FileLock lock = null;
      try {
        lock = object.channel.tryLock(position, size, shared);
        return lock;
      } finally {
        if (lock == null) {
          object.oneLess(path);
        }
      }
    }
  }

  /** Ends a lock. */
  static void release(Path path, FileLock lock) throws IOException {
    synchronized (OPEN) {
      try {
        lock.release();
      } finally {
        OPEN.get(path).oneLess(path);
      }
    }
  }

  private void oneLess(Path path) throws IOException {
    if (--locks == 0) {
      OPEN.remove(path);
      channel.close();
    }
  }
}

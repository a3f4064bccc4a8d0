package io.capio.fs.channel;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;

/** A lock of a region of a CAPIO file. Thread-safe. */
final class CapioFileLock extends FileLock {
  private final LockTable table;
  private volatile boolean valid = true;
  private volatile Held held;
  private volatile FileLock onDisk;

  CapioFileLock(FileChannel channel, LockTable table, long position, long size, boolean shared) {
    super(channel, position, size, shared);
    this.table = table;
  }

  @Override
  public boolean isValid() {
    return valid && acquiredBy().isOpen();
  }

  @Override
  public void release() throws IOException {
    if (!acquiredBy().isOpen()) {
      throw new ClosedChannelException();
    }
    invalidate();
  }

  /**
   * Takes the lock from other processes.
   *
   * @param object what is locked in the file's stead; empty if there is nothing like that
   * @param disk for those who lock the file itself
   * @return whether no other process has it
   */
  boolean takeFromOtherProcesses(Optional<Path> object, DiskLocks disk) throws IOException {
    if (object.isPresent()) {
      FileLock taken = LockObject.tryLock(object.get(), position(), size(), isShared());
      if (taken == null) {
        return false;
      }
      held = new Held(object.get(), taken);
      return disk.take(this);
    }
    return true;
  }

  /** Says what else goes with this lock. */
  void onDisk(FileLock lock) {
    onDisk = lock;
  }

  /** Ends the lock; without effect if it has ended. */
  void invalidate() throws IOException {
    valid = false;
    table.remove(this);
    giveBack();
  }

  private synchronized void giveBack() throws IOException {
    Held last = held;
    held = null;
    try {
      if (onDisk != null && onDisk.isValid()) {
        onDisk.release();
      }
    } finally {
      if (last != null) {
        LockObject.release(last.object(), last.lock());
      }
    }
  }

  /** What keeps other processes out. */
  private record Held(Path object, FileLock lock) {}
}

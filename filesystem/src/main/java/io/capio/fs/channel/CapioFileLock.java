package io.capio.fs.channel;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Optional;

/** A lock of a region of a CAPIO file. Thread-safe. */
final class CapioFileLock extends FileLock {
  private final LockTable table = LockTable.get();
  private final Optional<Path> object;
  private volatile boolean valid = true;
  private volatile FileLock held;
  private volatile FileLock onDisk;
  private volatile DiskLocks disk;

  /**
   * @param object what is locked in the file's stead; empty if there is nothing like that
   */
  CapioFileLock(
      FileChannel channel, long position, long size, boolean shared, Optional<Path> object) {
    super(channel, position, size, shared);
    this.object = object;
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
   * @param disk for those who lock the file itself
   * @return whether no other process has it; if one has, nothing is taken
   * @throws ClosedChannelException if it has been ended, with its channel; nothing is taken then
   */
  synchronized boolean takeFromOtherProcesses(DiskLocks disk) throws IOException {
    if (!isValid()) {
      throw new ClosedChannelException();
    }
    if (object.isEmpty()) {
      return true;
    }
    // the disk's first: it tells that this JVM has the lock even if another process has it as well
    if (!disk.take(this)) {
      return false;
    }
    FileLock taken = LockObject.tryLock(object.get(), position(), size(), isShared());
    if (taken == null) {
      giveBack();
      return false;
    }
    held = taken;
    this.disk = disk;
    return true;
  }

  /** Takes the lock on the file of the disk, too, which may not have been there before. */
  synchronized void takeOnDisk() {
    if (held == null || onDisk != null || disk == null) {
      return;
    }
    try {
      disk.take(this);
    } catch (ClosedChannelException | OverlappingFileLockException e) {
      // the lock ends with its channel; or one of the JDK's own has locked it there
      return;
    }
  }

  /** Says what else goes with this lock. */
  void onDisk(FileLock lock) {
    onDisk = lock;
  }

  /** Ends the lock; without effect if it has ended. */
  void invalidate() throws IOException {
    valid = false;
    try {
      giveBack();
    } finally {
      // last: who finds it there no more may have it, and a channel that closes waits for this
      table.remove(this);
    }
  }

  private synchronized void giveBack() throws IOException {
    FileLock last = held;
    FileLock there = onDisk;
    held = null;
    onDisk = null;
    try {
      if (there != null && there.isValid()) {
        there.release();
      }
    } finally {
      if (last != null) {
        LockObject.release(object.get(), last);
      }
    }
  }
}

package io.capio.fs.channel;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;

/** A lock of a region of a CAPIO file, known in this JVM only. Thread-safe. */
final class CapioFileLock extends FileLock {
  private final LockTable table;
  private volatile boolean valid = true;

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

  void invalidate() {
    valid = false;
    table.remove(this);
  }
}

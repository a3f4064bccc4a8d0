package io.capio.fs.channel;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.capio.ipc.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;

/**
 * The locks that a channel takes on the file of its name that the disk has, too: who opened that
 * file for reading while nobody wrote it has the JDK's own channel, which locks it there. Nothing
 * here waits. Thread-safe.
 *
 * <p>Open from the first lock until the channel closes, because closing a file ends all locks that
 * the process has on it - as it does with a file that is the disk's alone.
 */
final class DiskLocks implements Closeable {
  private final OpenFile file;
  private FileChannel channel;
  private boolean closed;

  DiskLocks(OpenFile file) {
    this.file = file;
  }

  /**
   * Locks a region there too.
   *
   * @return false if another process has a part of it locked
   * @throws ClosedChannelException if it is closed meanwhile
   * @throws java.nio.channels.OverlappingFileLockException if a channel of this JVM has
   */
  boolean take(CapioFileLock lock) throws ClosedChannelException {
    FileChannel open = open();
    if (open == null) {
      return true;
    }
    FileLock taken;
    try {
      taken = open.tryLock(lock.position(), lock.size(), lock.isShared());
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      // a disk without locks has none to respect
      return true;
    }
    lock.onDisk(taken);
    return taken != null;
  }

  private synchronized FileChannel open() {
    Path path = Disk.path(file.path());
    if (closed || channel != null || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return channel;
    }
    Set<StandardOpenOption> options = EnumSet.noneOf(StandardOpenOption.class);
    if (file.access().readable()) {
      options.add(READ);
    }
    if (file.access().writable()) {
      options.add(WRITE);
    }
    try {
      channel = FileChannel.open(path, options);
    } catch (IOException e) {
      return null;
    }
    return channel;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (channel != null) {
      channel.close();
    }
  }
}

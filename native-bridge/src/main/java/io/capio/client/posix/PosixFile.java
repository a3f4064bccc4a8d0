package io.capio.client.posix;

import io.capio.client.CapioException;
import io.capio.client.CapioFile;
import io.capio.client.OpenFlag;
import io.capio.ipc.Errno;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An open file with a position. Thread-safe: reads, writes and seeks come one after the other, as
 * on a descriptor that threads share; {@link #close} does not wait for them and ends a read that
 * waits for its producer with {@link java.nio.channels.AsynchronousCloseException}.
 */
public final class PosixFile implements Closeable {
  /** From where a seek counts, in the names of lseek(2). */
  public enum Whence {
    /** From the beginning. */
    SEEK_SET,
    /** From the position. */
    SEEK_CUR,
    /** From the end; waits until the size is final. */
    SEEK_END,
    /** To the next data at or after that place. */
    SEEK_DATA,
    /** To the next hole at or after that place. */
    SEEK_HOLE
  }

  private final CapioFile file;
  private final boolean readable;
  private final boolean writable;
  private final boolean appends;

  /** Guards the position. */
  private final ReentrantLock moving = new ReentrantLock();

  private long position;

  PosixFile(CapioFile file, Set<OpenFlag> flags) {
    this.file = file;
    this.readable = flags.contains(OpenFlag.READ);
    this.writable = flags.contains(OpenFlag.WRITE);
    this.appends = flags.contains(OpenFlag.APPEND);
  }

  /**
   * read(2). Waits while there is no byte and the file is not committed.
   *
   * @return how many bytes, -1 at the end of the file
   * @throws CapioException EBADF if it is not open for reading, EOWNERDEAD if its producer died
   */
  public int read(byte[] target, int from, int length) throws IOException {
    require(readable, "reading");
    moving.lock();
    try {
      int count = file.read(position, target, from, length);
      position += Math.max(count, 0);
      return count;
    } finally {
      moving.unlock();
    }
  }

  /**
   * write(2); always writes all.
   *
   * @throws CapioException EBADF if it is not open for writing, ENOSPC
   */
  public void write(byte[] source, int from, int length) throws IOException {
    require(writable, "writing");
    moving.lock();
    try {
      ByteBuffer bytes = ByteBuffer.wrap(source, from, length);
      if (appends) {
        file.append(bytes);
        position = file.endOfLastWrite();
      } else {
        file.write(position, bytes);
        position += length;
      }
    } finally {
      moving.unlock();
    }
  }

  /**
   * lseek(2).
   *
   * @return the position, in bytes from 0
   * @throws CapioException EINVAL if it would be negative, ENXIO if there is no such data or hole
   */
  public long seek(long offset, Whence whence) throws IOException {
    moving.lock();
    try {
      long sought =
          switch (whence) {
            case SEEK_SET -> offset;
            case SEEK_CUR -> position + offset;
            case SEEK_END -> file.size() + offset;
            case SEEK_DATA -> found(file.seekData(offset));
            case SEEK_HOLE -> found(file.seekHole(offset));
          };
      if (sought < 0) {
        throw new CapioException(Errno.EINVAL, file.path(), null);
      }
      position = sought;
      return sought;
    } finally {
      moving.unlock();
    }
  }

  private long found(long place) throws CapioException {
    if (place < 0) {
      throw new CapioException(Errno.ENXIO, file.path(), null);
    }
    return place;
  }

  private void require(boolean allowed, String what) throws CapioException {
    if (!allowed) {
      throw new CapioException(Errno.EBADF, file.path(), "is not open for " + what);
    }
  }

  /** The size in bytes; waits for the final one while another step writes the file. */
  public long size() throws IOException {
    return file.size();
  }

  /** fsync(2): the server has all that was written when this returns. */
  public void sync() throws IOException {
    file.sync();
  }

  /**
   * close(2); again does nothing.
   *
   * @throws CapioException if a write through this file failed
   */
  @Override
  public void close() throws IOException {
    file.close();
  }
}

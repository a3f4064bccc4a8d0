package io.capio.fs.channel;

import io.capio.client.CapioException;
import io.capio.client.CapioFile;
import io.capio.ipc.Errno;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A CAPIO file with the position that a stream and its channel share, as they share a descriptor on
 * a disk.
 *
 * <p>Relative operations take turns. The position itself is not behind that turn: asking for it,
 * moving it and closing never wait for a thread that waits for a producer.
 */
public final class OpenFile implements Closeable {
  private final CapioFile file;
  private final Access access;
  private final Closeable afterClose;
  private final AtomicLong position = new AtomicLong();
  private final ReentrantLock turn = new ReentrantLock();
  private final ReentrantLock creation = new ReentrantLock();
  private final AtomicBoolean released = new AtomicBoolean();
  private volatile CapioFileChannel channel;
  private final StandInDescriptor descriptor = new StandInDescriptor(this);

  /**
   * @param file the file; closed with this
   * @param access what it was opened for
   * @param afterClose what else closing does
   */
  public OpenFile(CapioFile file, Access access, Closeable afterClose) {
    this.file = file;
    this.access = access;
    this.afterClose = afterClose;
  }

  CapioFile file() {
    return file;
  }

  /** What it was opened for. */
  public Access access() {
    return access;
  }

  /** The server's name of the file when it was opened. */
  public String path() {
    return file.path();
  }

  /** Whether it has not been closed, neither here nor with its client. */
  public boolean isOpen() {
    return !released.get() && file.isOpen();
  }

  /** The only channel of this file; a closed one if the file is closed. */
  public CapioFileChannel channel() {
    CapioFileChannel present = channel;
    if (present != null) {
      return present;
    }
    creation.lock();
    try {
      if (channel == null) {
        CapioFileChannel made = SegmentMapping.channel(this);
        channel = made;
        if (released.get()) {
          closeQuietly(made);
        }
      }
      return channel;
    } finally {
      creation.unlock();
    }
  }

  private static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing what is closed cannot fail", e);
    }
  }

  /**
   * Reads at the position and moves it: what is there without waiting, up to the room in the
   * buffer, but at least one byte, for which it may wait.
   *
   * @return -1 at the end
   */
  public int read(ByteBuffer dst) throws IOException {
    turn.lock();
    try {
      long at = position.get();
      int n = readAt(at, dst);
      moveOn(at, n);
      return n;
    } finally {
      turn.unlock();
    }
  }

  /** As {@link #read(ByteBuffer)}, into several buffers. */
  long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
    turn.lock();
    try {
      long at = position.get();
      long total = readAt(at, dsts, offset, length);
      moveOn(at, total);
      return total;
    } finally {
      turn.unlock();
    }
  }

  private long readAt(long at, ByteBuffer[] dsts, int offset, int length) throws IOException {
    long total = 0;
    for (int i = offset; i < offset + length; i++) {
      if (!dsts[i].hasRemaining()) {
        continue;
      }
      if (total > 0 && file.available(at + total) <= 0) {
        return total;
      }
      int n = readAt(at + total, dsts[i]);
      if (n < 0) {
        return total == 0 ? -1 : total;
      }
      total += n;
      if (dsts[i].hasRemaining()) {
        return total;
      }
    }
    return total;
  }

  /** As {@link #read(ByteBuffer)}; offset and length have been checked. */
  public int read(byte[] b, int off, int len) throws IOException {
    turn.lock();
    try {
      long at = position.get();
      int n = file.read(at, b, off, len);
      while (n > 0 && n < len && file.available(at + n) > 0) {
        int more = file.read(at + n, b, off + n, len - n);
        if (more <= 0) {
          break;
        }
        n += more;
      }
      moveOn(at, n);
      return n;
    } finally {
      turn.unlock();
    }
  }

  /** Reads at an offset; the position stays. */
  int readAt(long offset, ByteBuffer dst) throws IOException {
    if (!dst.hasRemaining()) {
      return 0;
    }
    int n = file.read(offset, dst);
    // A disk fills the buffer as far as the file goes, and programs rely on it.
    while (n > 0 && dst.hasRemaining() && file.available(offset + n) > 0) {
      int more = file.read(offset + n, dst);
      if (more <= 0) {
        break;
      }
      n += more;
    }
    return n;
  }

  /** Somebody may have set the position while this waited: then theirs stays. */
  private void moveOn(long from, long n) {
    if (n > 0) {
      position.compareAndSet(from, from + n);
    }
  }

  /** Writes all of the buffer at the position, or at the end, and moves the position. */
  public void write(ByteBuffer src) throws IOException {
    turn.lock();
    try {
      long at = position.get();
      int n = src.remaining();
      writeAt(at, src);
      moveOn(at, n);
    } finally {
      turn.unlock();
    }
  }

  /** As {@link #write(ByteBuffer)}; offset and length have been checked. */
  public void write(byte[] b, int off, int len) throws IOException {
    write(ByteBuffer.wrap(b, off, len));
  }

  /** As {@link #write(ByteBuffer)}, from several buffers. */
  long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
    turn.lock();
    try {
      long total = 0;
      for (int i = offset; i < offset + length; i++) {
        total += srcs[i].remaining();
        write(srcs[i]);
      }
      return total;
    } finally {
      turn.unlock();
    }
  }

  /** No file has bytes behind the largest offset; a disk says so whatever the file's size. */
  static void requireWithinRange(ByteBuffer buffer, long position) throws IOException {
    if (position > Long.MAX_VALUE - buffer.remaining()) {
      throw new IOException(Errno.EINVAL.text());
    }
  }

  /** Writes all of the buffer at an offset, or at the end; the position stays. */
  void writeAt(long offset, ByteBuffer src) throws IOException {
    if (access.append()) {
      file.append(src);
    } else {
      requireWithinRange(src, offset);
      file.write(offset, src);
    }
    if (access.sync()) {
      file.sync();
    }
  }

  /** The position; of a file opened for appending the end, as the JDK has it. */
  public long position() throws IOException {
    return access.append() ? file.size() : position.get();
  }

  /** Moves the position, beyond the end too. */
  public void position(long newPosition) {
    position.set(newPosition);
  }

  /**
   * Moves the position on, at most to the end.
   *
   * @return by how much
   */
  public long skipWithin(long n) throws IOException {
    turn.lock();
    try {
      long from = position.get();
      if (n <= 0) {
        long to = Math.max(from + n, 0);
        position.set(to);
        return to - from;
      }
      long to = from + n < 0 || !reaches(from, n) ? file.size() : from + n;
      position.compareAndSet(from, to);
      return to - from;
    } finally {
      turn.unlock();
    }
  }

  /** Whether the file has that many bytes more: waits for these, not for all of the file. */
  private boolean reaches(long from, long n) throws IOException {
    return file.available(from) >= n || file.read(from + n - 1, new byte[1], 0, 1) > 0;
  }

  /** Bytes after the position that can be read without waiting. */
  public int available() throws IOException {
    return file.available(position.get());
  }

  /** The size; waits for the commit of somebody else's file. */
  public long size() throws IOException {
    return file.size();
  }

  /** Sets the length, both ways; a position behind the end moves to the end. */
  public void setLength(long length) throws IOException {
    try {
      file.truncate(length);
    } catch (CapioException e) {
      throw e.errno() == Errno.EFBIG ? new IOException(e.reason(), e) : e;
    }
    position.updateAndGet(at -> Math.min(at, length));
  }

  /** Hands gathered writes to the server. */
  public void flush() throws IOException {
    file.flush();
  }

  /** Hands gathered writes to the server and waits until it has them. */
  public void sync() throws IOException {
    file.sync();
  }

  /** A descriptor that is valid while this is open; it leads elsewhere. */
  public FileDescriptor descriptor() throws IOException {
    return descriptor.get();
  }

  @Override
  public void close() throws IOException {
    closeChannel();
    release();
    // one that was made meanwhile did not find this closed yet
    closeChannel();
  }

  private void closeChannel() throws IOException {
    CapioFileChannel present = channel;
    if (present != null) {
      present.close();
    }
  }

  /** Closes the file under stream and channel. */
  void release() throws IOException {
    if (!released.compareAndSet(false, true)) {
      // whoever closed something finds its descriptor invalid, though another thread was first
      descriptor.close();
      return;
    }
    try {
      file.close();
    } finally {
      try {
        afterClose.close();
      } finally {
        descriptor.close();
      }
    }
  }

  void requireOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }
}

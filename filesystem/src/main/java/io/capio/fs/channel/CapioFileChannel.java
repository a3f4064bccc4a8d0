package io.capio.fs.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * A {@link FileChannel} of a CAPIO file.
 *
 * <p>Reading may wait for the producer. Closing the channel ends that with {@link
 * java.nio.channels.AsynchronousCloseException}, interrupting the thread with {@link
 * java.nio.channels.ClosedByInterruptException}. Locks are seen by all processes that have the file
 * open through the embedded server; a native server knows no files, there they are this JVM's only.
 */
public class CapioFileChannel extends FileChannel {
  /** Nanoseconds between two looks at a lock that another process has; nobody tells of its end. */
  private static final long FIRST_PAUSE = 500_000;

  private static final long LONGEST = 32_000_000;

  /** Before, a lock of size 0 overlapped no other of the JVM, though the system took it so. */
  private static final boolean ZERO_REACHES_THE_END = Runtime.version().feature() > 17;

  private final OpenFile file;
  private final DiskLocks diskLocks;
  private final boolean inBlocks;
  private volatile boolean uninterruptible;

  CapioFileChannel(OpenFile file) {
    this.file = file;
    this.diskLocks = new DiskLocks(file);
    this.inBlocks = file.access().block() != 0;
  }

  /** An operation that may wait and returns a number. */
  private interface Operation {
    long run() throws IOException;
  }

  /**
   * From now on an interrupt of a thread that is in this channel does not close it, as in those
   * channels of the JDK that others have underneath.
   */
  public void setUninterruptible() {
    uninterruptible = true;
  }

  /** Runs an operation so that interrupt and close from another thread end it as the JDK says. */
  private long blocking(Operation operation) throws IOException {
    boolean completed = false;
    if (uninterruptible) {
      file.requireOpen();
      try {
        return operation.run();
      } catch (IOException e) {
        throw isOpen() ? e : (IOException) new AsynchronousCloseException().initCause(e);
      }
    }
    try {
      begin();
      file.requireOpen();
      long result = operation.run();
      completed = true;
      return result;
    } finally {
      end(completed);
    }
  }

  private void requireReadable() throws IOException {
    file.requireOpen();
    if (!file.access().readable()) {
      throw new NonReadableChannelException();
    }
  }

  private void requireWritable() throws IOException {
    file.requireOpen();
    if (!file.access().writable()) {
      throw new NonWritableChannelException();
    }
  }

  /**
   * Has the locks of this JVM on the files that the disk has by now, too: there the programs look
   * for them that it starts.
   */
  public static void lockOnDisk() {
    LockTable.get().takeOnDisk();
  }

  Object identity() throws IOException {
    return ChannelTransfer.identity(file);
  }

  boolean appends() {
    return file.access().append();
  }

  boolean isReadable() {
    return file.access().readable();
  }

  boolean isWritable() {
    return file.access().writable();
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    requireReadable();
    return (int)
        blocking(
            () -> {
              requireRoom(dst);
              requireAligned(dst);
              return file.read(dst);
            });
  }

  @Override
  public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, dsts.length);
    requireReadable();
    return blocking(
        () -> {
          ByteBuffer[] wanted = Arrays.copyOfRange(dsts, offset, offset + length);
          for (ByteBuffer dst : wanted) {
            requireRoom(dst);
          }
          requireAligned(wanted);
          return file.read(dsts, offset, length);
        });
  }

  @Override
  public int read(ByteBuffer dst, long position) throws IOException {
    Objects.requireNonNull(dst);
    requireNotNegative(position);
    requireReadable();
    return (int)
        blocking(
            () -> {
              requireRoom(dst);
              OpenFile.requireWithinRange(dst, position);
              requireAlignedAt(position, dst);
              return file.readAt(position, dst);
            });
  }

  private void requireAligned(ByteBuffer... buffers) throws IOException {
    if (inBlocks) {
      requireAlignedAt(file.position(), buffers);
    }
  }

  private void requireAlignedAt(long position, ByteBuffer... buffers) throws IOException {
    if (inBlocks) {
      Alignment.require(file.access().block(), position, buffers);
    }
  }

  private static void requireRoom(ByteBuffer dst) {
    if (dst.isReadOnly()) {
      throw new IllegalArgumentException("Read-only buffer");
    }
  }

  private static void requireNotNegative(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("Negative position");
    }
  }

  @Override
  public int write(ByteBuffer src) throws IOException {
    requireWritable();
    return (int)
        blocking(
            () -> {
              requireAligned(src);
              int n = src.remaining();
              file.write(src);
              return n;
            });
  }

  @Override
  public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, srcs.length);
    requireWritable();
    return blocking(
        () -> {
          ByteBuffer[] given = Arrays.copyOfRange(srcs, offset, offset + length);
          for (ByteBuffer src : given) {
            // before the first of them is written
            Objects.requireNonNull(src);
          }
          requireAligned(given);
          return file.write(srcs, offset, length);
        });
  }

  @Override
  public int write(ByteBuffer src, long position) throws IOException {
    Objects.requireNonNull(src);
    requireNotNegative(position);
    requireWritable();
    return (int)
        blocking(
            () -> {
              OpenFile.requireWithinRange(src, position);
              requireAlignedAt(position, src);
              int n = src.remaining();
              file.writeAt(position, src);
              return n;
            });
  }

  @Override
  public long position() throws IOException {
    file.requireOpen();
    return blocking(file::position);
  }

  @Override
  public FileChannel position(long newPosition) throws IOException {
    file.requireOpen();
    if (newPosition < 0) {
      throw new IllegalArgumentException();
    }
    blocking(
        () -> {
          file.position(newPosition);
          return 0;
        });
    return this;
  }

  @Override
  public long size() throws IOException {
    file.requireOpen();
    return blocking(file::size);
  }

  @Override
  public FileChannel truncate(long newSize) throws IOException {
    file.requireOpen();
    if (newSize < 0) {
      throw new IllegalArgumentException("Negative size");
    }
    requireWritable();
    blocking(
        () -> {
          if (newSize < file.size()) {
            file.setLength(newSize);
          } else if (!file.access().append()) {
            file.position(Math.min(file.position(), newSize));
          }
          return 0;
        });
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    file.requireOpen();
    blocking(
        () -> {
          if (file.access().writable()) {
            file.sync();
          }
          return 0;
        });
  }

  /**
   * How a transfer ends when one of its channels is closed meanwhile. An interrupt closes both, in
   * whichever the thread was.
   */
  private AsynchronousCloseException endOfTransfer(Channel other, ClosedChannelException cause)
      throws IOException {
    if (cause instanceof ClosedByInterruptException interrupted) {
      try {
        close();
      } finally {
        other.close();
      }
      return interrupted;
    }
    if (cause instanceof AsynchronousCloseException known) {
      return known;
    }
    AsynchronousCloseException closed = new AsynchronousCloseException();
    closed.addSuppressed(cause);
    return closed;
  }

  /** Ends at the end of the file, so a file that is being written is transferred to its commit. */
  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    file.requireOpen();
    ChannelTransfer.requireTarget(target);
    requireReadable();
    try {
      ChannelTransfer.requireWritable(target);
      if (position < 0 || count < 0) {
        throw new IllegalArgumentException();
      }
      return ChannelTransfer.to(this, position, count, target);
    } catch (ClosedChannelException e) {
      throw endOfTransfer(target, e);
    }
  }

  @Override
  public long transferFrom(ReadableByteChannel src, long position, long count) throws IOException {
    file.requireOpen();
    ChannelTransfer.requireSource(src);
    try {
      if (ChannelTransfer.ASKS_SOURCE_FIRST) {
        ChannelTransfer.requireReadable(src);
      }
      requireWritable();
      if (position < 0 || count < 0) {
        throw new IllegalArgumentException();
      }
      return ChannelTransfer.from(src, this, position, count);
    } catch (ClosedChannelException e) {
      throw endOfTransfer(src, e);
    }
  }

  /**
   * Maps the content that the server keeps, so that what is written into a mapping is in the file
   * at once; waits for the commit of somebody else's file. A mapping that may be written keeps the
   * file open until it is collected or the file system is closed.
   *
   * @throws UnsupportedOperationException if the server cannot offer it, but for READ_ONLY through
   *     a channel that cannot write, and PRIVATE, which then get a copy
   */
  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("Size exceeds Integer.MAX_VALUE");
    }
    return (MappedByteBuffer) mapped(mode, position, size, (c, m) -> c.map(m, position, size));
  }

  /** As {@link #map}, into an arena of newer JDKs; called by {@link SegmentMapping}'s subclass. */
  final Object mapSegment(MapMode mode, long position, long size, Object arena) throws IOException {
    Objects.requireNonNull(mode, "Mode is null");
    Objects.requireNonNull(arena, "Arena is null");
    if (position < 0) {
      throw new IllegalArgumentException("Requested bytes offset must be >= 0.");
    }
    if (size < 0) {
      throw new IllegalArgumentException("Requested bytes size must be >= 0.");
    }
    return mapped(mode, position, size, (c, m) -> SegmentMapping.map(c, m, position, size, arena));
  }

  /** Maps with what the JDK's own channel of the same content offers, after the JDK's checks. */
  private Object mapped(MapMode mode, long position, long size, Mapping.Mapper mapper)
      throws IOException {
    Objects.requireNonNull(mode, "Mode is null");
    file.requireOpen();
    requireNotNegative(position);
    if (size < 0) {
      throw new IllegalArgumentException("Negative size");
    }
    if (position + size < 0) {
      throw new IllegalArgumentException("Position + size overflow");
    }
    if (mode != MapMode.READ_ONLY) {
      requireWritable();
    }
    requireReadable();
    Object[] mapping = new Object[1];
    blocking(
        () -> {
          mapping[0] = Mapping.of(file, mode, position + size, mapper);
          return 0;
        });
    return mapping[0];
  }

  /** Waits while another process has the lock; meanwhile no other of this JVM gets it either. */
  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return awaited(announced(position, size, shared));
  }

  /** Takes a lock that was announced, or ends it; waits as {@link #lock}. */
  FileLock awaited(CapioFileLock lock) throws IOException {
    boolean taken = false;
    try {
      blocking(
          () -> {
            boolean interrupted = false;
            try {
              for (long pause = FIRST_PAUSE; !take(lock); pause = Math.min(2 * pause, LONGEST)) {
                LockSupport.parkNanos(pause);
                // an interrupted thread would not pause
                interrupted |= uninterruptible && Thread.interrupted();
                file.requireOpen();
              }
            } finally {
              if (interrupted) {
                Thread.currentThread().interrupt();
              }
            }
            return 0;
          });
      taken = true;
    } catch (ClosedByInterruptException e) {
      throw new FileLockInterruptionException();
    } finally {
      if (!taken) {
        lock.invalidate();
      }
    }
    return lock;
  }

  /** Null if another process has the lock. */
  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    CapioFileLock lock = announced(position, size, shared);
    boolean taken = false;
    try {
      taken = take(lock);
    } finally {
      if (!taken) {
        lock.invalidate();
      }
    }
    return taken ? lock : null;
  }

  /** A lock that others of this JVM find, but that is still to be taken from other processes. */
  CapioFileLock announced(long position, long size, boolean shared) throws IOException {
    file.requireOpen();
    if (shared && !isReadable()) {
      throw new NonReadableChannelException();
    }
    if (!shared && !isWritable()) {
      throw new NonWritableChannelException();
    }
    boolean toTheEnd = size == 0 && ZERO_REACHES_THE_END;
    long length = toTheEnd ? Long.MAX_VALUE - Math.max(0, position) : size;
    long identity = file.file().status().identity();
    CapioFileLock lock =
        new CapioFileLock(this, position, length, shared, file.file().lockObject(identity));
    LockTable.get().add(ChannelTransfer.identity(file, identity), lock);
    return lock;
  }

  private boolean take(CapioFileLock lock) throws IOException {
    boolean free = lock.takeFromOtherProcesses(diskLocks);
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    file.requireOpen();
    return free;
  }

  @Override
  protected void implCloseChannel() throws IOException {
    try {
      LockTable.get().removeAll(this);
    } finally {
      try {
        diskLocks.close();
      } finally {
        file.release();
      }
    }
  }
}

package io.capio.fs.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ShutdownChannelGroupException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Asynchronous access to a file by threads that wait: those of the program's executor, or {@link
 * DefaultThreads}. Thread-safe.
 */
public final class CapioAsynchronousFileChannel extends AsynchronousFileChannel {
  private static final int MOST_COPIED = 16 << 20;

  private final FileChannel channel;

  /** The same; null if the disk serves the file. */
  private final CapioFileChannel ours;

  private final boolean readable;
  private final boolean writable;
  private final ExecutorService executor;

  /**
   * @param channel the file; closed with this
   * @param executor runs the operations; null for the default threads
   */
  public CapioAsynchronousFileChannel(
      FileChannel channel, boolean readable, boolean writable, ExecutorService executor) {
    this.channel = channel;
    this.ours = channel instanceof CapioFileChannel own ? own : null;
    if (ours != null) {
      ours.setUninterruptible();
    }
    this.readable = readable;
    this.writable = writable;
    this.executor = executor == null ? DefaultThreads.EXECUTOR : executor;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public AsynchronousFileChannel truncate(long size) throws IOException {
    if (size < 0) {
      throw new IllegalArgumentException("Negative size");
    }
    if (!writable) {
      throw new NonWritableChannelException();
    }
    try {
      channel.truncate(size);
    } catch (ClosedChannelException e) {
      // as the JDK's, alone of all its operations
      throw new AsynchronousCloseException();
    }
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    channel.force(metaData);
  }

  @Override
  public <A> void lock(
      long position,
      long size,
      boolean shared,
      A attachment,
      CompletionHandler<FileLock, ? super A> handler) {
    requireHandler(handler);
    lock(position, size, shared, true, handing(attachment, handler));
  }

  @Override
  public Future<FileLock> lock(long position, long size, boolean shared) {
    PendingOperation<FileLock> future = new PendingOperation<>(this);
    lock(position, size, shared, false, future::end);
    return future;
  }

  /**
   * The others of this JVM see the lock at once; the wait for other processes is the executor's.
   */
  private void lock(
      long position, long size, boolean shared, boolean handed, End<FileLock> whenDone) {
    requireLockable(shared);
    FileLock lock;
    try {
      lock =
          ours != null
              ? ours.announced(position, size, shared)
              : channel.tryLock(position, size, shared);
    } catch (IOException e) {
      endWithoutWaiting(null, e, handed, whenDone);
      return;
    }
    boolean begun = false;
    try {
      begin(() -> own(taken(lock, position, size, shared)), whenDone);
      begun = true;
    } finally {
      if (!begun && lock != null) {
        abandon(lock);
      }
    }
  }

  private FileLock taken(FileLock lock, long position, long size, boolean shared)
      throws IOException {
    if (lock instanceof CapioFileLock announced) {
      return ours.awaited(announced);
    }
    return lock != null ? lock : channel.lock(position, size, shared);
  }

  /** Nobody knows of it. */
  private static void abandon(FileLock lock) {
    try {
      lock.release();
    } catch (IOException e) {
      // a closed channel has none
    }
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    requireLockable(shared);
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    FileLock lock = channel.tryLock(position, size, shared);
    return lock == null ? null : own(lock);
  }

  private FileLock own(FileLock lock) {
    return new ForwardingLock(this, lock);
  }

  private void requireLockable(boolean shared) {
    if (shared && !readable) {
      throw new NonReadableChannelException();
    }
    if (!shared && !writable) {
      throw new NonWritableChannelException();
    }
  }

  @Override
  public <A> void read(
      ByteBuffer dst, long position, A attachment, CompletionHandler<Integer, ? super A> handler) {
    requireHandler(handler);
    requireReadable(dst, position);
    transfer(() -> channel.read(dst, position), dst, true, handing(attachment, handler));
  }

  @Override
  public Future<Integer> read(ByteBuffer dst, long position) {
    requireReadable(dst, position);
    PendingOperation<Integer> future = new PendingOperation<>(this);
    transfer(() -> channel.read(dst, position), dst, false, future::end);
    return future;
  }

  private void requireReadable(ByteBuffer dst, long position) {
    if (position < 0) {
      throw new IllegalArgumentException("Negative position");
    }
    if (!readable) {
      throw new NonReadableChannelException();
    }
    if (dst.isReadOnly()) {
      throw new IllegalArgumentException("Read-only buffer");
    }
  }

  @Override
  public <A> void write(
      ByteBuffer src, long position, A attachment, CompletionHandler<Integer, ? super A> handler) {
    requireHandler(handler);
    requireWritable(position);
    transfer(writing(src, position), src, true, handing(attachment, handler));
  }

  @Override
  public Future<Integer> write(ByteBuffer src, long position) {
    requireWritable(position);
    PendingOperation<Integer> future = new PendingOperation<>(this);
    transfer(writing(src, position), src, false, future::end);
    return future;
  }

  /**
   * The JDK keeps the arena of a buffer open until the buffer is written, since 26 and by means of
   * its own; here what may be of an arena is copied, unless it is large.
   */
  private Callable<Integer> writing(ByteBuffer src, long position) {
    if (!SegmentMapping.OFFERED || !src.isDirect() || src.remaining() > MOST_COPIED) {
      return () -> channel.write(src, position);
    }
    ByteBuffer copy = ByteBuffer.allocate(src.remaining());
    try {
      copy.put(0, src, src.position(), src.remaining());
    } catch (IllegalStateException closed) {
      return () -> {
        throw closed;
      };
    }
    return () -> {
      int written = channel.write(copy, position);
      src.position(src.position() + written);
      return written;
    };
  }

  private void requireWritable(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("Negative position");
    }
    if (!writable) {
      throw new NonWritableChannelException();
    }
  }

  private static void requireHandler(CompletionHandler<?, ?> handler) {
    Objects.requireNonNull(handler, "'handler' is null");
  }

  /** How an operation ends: with a result, or with what it failed with. */
  private interface End<V> {
    void end(V result, Throwable fault);
  }

  /** A handler may leave the thread interrupted, which is somebody else's next. */
  private static <V, A> End<V> handing(A attachment, CompletionHandler<V, ? super A> handler) {
    return (result, fault) -> {
      if (fault == null) {
        handler.completed(result, attachment);
      } else {
        handler.failed(fault, attachment);
      }
      Thread.interrupted();
    };
  }

  /** Of a closed channel, and where nothing is to be transferred, there is nothing to wait for. */
  private void transfer(
      Callable<Integer> operation, ByteBuffer buffer, boolean handed, End<Integer> whenDone) {
    boolean open = isOpen();
    if (open && buffer.hasRemaining()) {
      begin(operation, whenDone);
    } else {
      endWithoutWaiting(0, open ? null : new ClosedChannelException(), handed, whenDone);
    }
  }

  /**
   * @param handed whether a handler of the program is told, which is done by the executor
   */
  private <V> void endWithoutWaiting(V result, IOException fault, boolean handed, End<V> whenDone) {
    if (!handed) {
      whenDone.end(result, fault);
      return;
    }
    try {
      executor.execute(() -> whenDone.end(result, fault));
    } catch (RejectedExecutionException e) {
      throw new ShutdownChannelGroupException();
    }
  }

  private <V> void begin(Callable<V> operation, End<V> whenDone) {
    boolean open = isOpen();
    executor.execute(
        () -> {
          V result;
          try {
            result = operation.call();
          } catch (ClosedChannelException e) {
            whenDone.end(null, closed(open, e));
            return;
          } catch (Exception e) {
            whenDone.end(null, e);
            return;
          }
          whenDone.end(result, null);
        });
  }

  /** What was begun while the channel was open has been ended by closing it. */
  private static ClosedChannelException closed(boolean whenBegun, ClosedChannelException fault) {
    return whenBegun && !(fault instanceof AsynchronousCloseException)
        ? new AsynchronousCloseException()
        : fault;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** A lock of the channel underneath, which the program knows as one of this. */
  private static final class ForwardingLock extends FileLock {
    private final FileLock lock;

    ForwardingLock(AsynchronousFileChannel channel, FileLock lock) {
      super(channel, lock.position(), lock.size(), lock.isShared());
      this.lock = lock;
    }

    @Override
    public boolean isValid() {
      return lock.isValid();
    }

    @Override
    public void release() throws IOException {
      lock.release();
    }
  }
}

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
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/**
 * Asynchronous access to a file by threads that wait: those of the program's executor, or threads
 * of its own, one per operation that is under way, so that none that waits for a producer holds up
 * another. Thread-safe.
 */
public final class CapioAsynchronousFileChannel extends AsynchronousFileChannel {
  private final FileChannel channel;
  private final boolean readable;
  private final boolean writable;
  private final ExecutorService executor;

  /**
   * @param channel the file; closed with this
   * @param executor runs the operations; null for threads of this class
   */
  public CapioAsynchronousFileChannel(
      FileChannel channel, boolean readable, boolean writable, ExecutorService executor) {
    this.channel = channel;
    if (channel instanceof CapioFileChannel ours) {
      ours.setUninterruptible();
    }
    this.readable = readable;
    this.writable = writable;
    this.executor = executor == null ? DefaultThreads.POOL : executor;
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
    Objects.requireNonNull(handler, "'handler' is null");
    Future<FileLock> lock = lock(position, size, shared);
    run(lock::get, attachment, handler);
  }

  @Override
  public Future<FileLock> lock(long position, long size, boolean shared) {
    try {
      FileLock lock = tryLock(position, size, shared);
      return lock != null
          ? CompletableFuture.completedFuture(lock)
          : run(() -> new ForwardingLock(this, channel.lock(position, size, shared)));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    requireLockable(shared);
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    FileLock lock = channel.tryLock(position, size, shared);
    return lock == null ? null : new ForwardingLock(this, lock);
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
    requireReadable(dst, position);
    run(() -> channel.read(dst, position), attachment, handler);
  }

  @Override
  public Future<Integer> read(ByteBuffer dst, long position) {
    requireReadable(dst, position);
    return run(() -> channel.read(dst, position));
  }

  private void requireReadable(ByteBuffer dst, long position) {
    if (position < 0) {
      throw new IllegalArgumentException("Negative position");
    }
    if (dst.isReadOnly()) {
      throw new IllegalArgumentException("Read-only buffer");
    }
    if (!readable) {
      throw new NonReadableChannelException();
    }
  }

  @Override
  public <A> void write(
      ByteBuffer src, long position, A attachment, CompletionHandler<Integer, ? super A> handler) {
    requireWritable(src, position);
    run(() -> channel.write(src, position), attachment, handler);
  }

  @Override
  public Future<Integer> write(ByteBuffer src, long position) {
    requireWritable(src, position);
    return run(() -> channel.write(src, position));
  }

  private void requireWritable(ByteBuffer src, long position) {
    Objects.requireNonNull(src);
    if (position < 0) {
      throw new IllegalArgumentException("Negative position");
    }
    if (!writable) {
      throw new NonWritableChannelException();
    }
  }

  private <V, A> void run(
      Callable<V> operation, A attachment, CompletionHandler<V, ? super A> handler) {
    Objects.requireNonNull(handler, "'handler' is null");
    boolean open = isOpen();
    executor.execute(
        () -> {
          V result;
          try {
            result = operation.call();
          } catch (ClosedChannelException e) {
            handler.failed(closed(open, e), attachment);
            return;
          } catch (ExecutionException e) {
            handler.failed(e.getCause(), attachment);
            return;
          } catch (Exception e) {
            handler.failed(e, attachment);
            return;
          }
          handler.completed(result, attachment);
        });
  }

  /**
   * Cancelling does not interrupt a thread of the pool, whose next operation is somebody else's.
   */
  private <V> Future<V> run(Callable<V> operation) {
    CompletableFuture<V> future = new CompletableFuture<>();
    boolean open = isOpen();
    executor.execute(
        () -> {
          try {
            future.complete(operation.call());
          } catch (ClosedChannelException e) {
            future.completeExceptionally(closed(open, e));
          } catch (Exception e) {
            future.completeExceptionally(e);
          }
        });
    return future;
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

  /** Made when the first channel without an executor is opened, as the JDK makes its own. */
  private static final class DefaultThreads {
    static final ExecutorService POOL = Executors.newCachedThreadPool(factory());

    /**
     * The factory that a system property names, which {@code AsynchronousChannelGroup} documents.
     */
    private static ThreadFactory factory() {
      String name = System.getProperty("java.nio.channels.DefaultThreadPool.threadFactory");
      if (name == null) {
        return task -> {
          Thread thread = new Thread(task, "capio-async");
          thread.setDaemon(true);
          return thread;
        };
      }
      try {
        return Class.forName(name, true, ClassLoader.getSystemClassLoader())
            .asSubclass(ThreadFactory.class)
            .getDeclaredConstructor()
            .newInstance();
      } catch (ReflectiveOperationException e) {
        throw new Error(e);
      }
    }
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

package io.capio.client;

import io.capio.ipc.Errno;
import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What an open file does: reading ahead, gathering writes, waiting without being in others' way.
 * {@link CapioFile} is its public face and states the contract. Thread-safe.
 */
final class FileConversation {
  private final CapioClient client;
  private final Connection connection;
  private final Wire wire;
  private final Descriptor descriptor;
  private final SharedFile shared;
  private final boolean writable;
  private final Set<OpenFlag> flags;
  private final ReentrantLock lock = new ReentrantLock();
  private final WaitWatch untilClosed =
      waited -> {
        if (isClosing()) {
          throw new AsynchronousCloseException();
        }
      };

  private volatile boolean closing;
  private volatile boolean dirty;

  /** Whether the thread that holds the lock may have to wait for another step. */
  private volatile boolean waiting;

  private final Lane lane;
  private final WaitWatch server;
  private long windowVersion;

  /** Size of a file that was seen committed, as long as the window is fresh; else 0. */
  private long committedSize;

  private boolean askedForState;
  private boolean wrote;

  /** When bytes were passed on the last time, in {@link System#nanoTime}. */
  private long pushedAt = System.nanoTime() - LateWrites.DELAY_NANOS - 1;

  /** Whether {@link LateWrites} knows that something is gathered. */
  private boolean late;

  private boolean closed;

  FileConversation(CapioClient client, Wire wire, Descriptor descriptor, Set<OpenFlag> flags) {
    this.client = client;
    this.connection = client.connection();
    this.wire = wire;
    this.descriptor = descriptor;
    this.flags = flags;
    this.writable = flags.contains(OpenFlag.WRITE) || flags.contains(OpenFlag.APPEND);
    this.server = connection.watchFor(descriptor.path());
    this.lane = new Lane(connection, descriptor);
    this.shared = client.openFiles().share(descriptor.path());
    if (writable) {
      shared.addWriter(this);
    }
    if (descriptor.created() || flags.contains(OpenFlag.TRUNCATE)) {
      shared.changed();
    }
    this.windowVersion = shared.version();
    client.openFiles().opened(this);
  }

  String path() {
    return descriptor.path();
  }

  boolean isOpen() {
    return !closing;
  }

  private boolean isClosing() {
    return closing;
  }

  boolean created() {
    return descriptor.created();
  }

  boolean isDirty() {
    return dirty;
  }

  // ---- reading

  int read(long offset, ByteBuffer target) throws IOException {
    if (!target.hasRemaining()) {
      requireOpen();
      return 0;
    }
    shared.flushAllBut(this);
    if (!lockUnlessWaiting()) {
      return readBeside(offset, target);
    }
    try {
      requireOpen();
      push();
      ReadWindow bytes = lane.window();
      // what is written into a mapping tells nobody
      if (windowVersion != shared.version() || shared.isMapped()) {
        bytes.drop(server);
        windowVersion = shared.version();
      }
      if (!bytes.holds(offset)) {
        bytes.drop(server);
        int wanted = Math.min(target.remaining(), connection.geometry().ringBytes());
        int n = fetch(lane.session(), offset, wanted, bytes.sizeAt(offset, wanted));
        if (n == 0) {
          return -1;
        }
        bytes.delivered(offset, n, server);
      }
      return bytes.copy(offset, target, server);
    } finally {
      lock.unlock();
    }
  }

  private int fetch(Session carrier, long offset, int wanted, int size) throws IOException {
    waiting = true;
    try {
      return wire.read(carrier, descriptor, offset, wanted, size, patience("for its producer"));
    } finally {
      waiting = false;
    }
  }

  /** Reads through a session of its own while the file's is busy waiting. */
  private int readBeside(long offset, ByteBuffer target) throws IOException {
    Session beside = connection.acquire(path());
    try {
      int wanted = Math.min(target.remaining(), connection.geometry().ringBytes());
      int n = wire.read(beside, descriptor, offset, wanted, wanted, patience("for its producer"));
      if (n == 0) {
        return -1;
      }
      ReadWindow bytes = new ReadWindow(beside.read(), connection.geometry().ringBytes());
      bytes.delivered(offset, n, server);
      int copied = bytes.copy(offset, target, server);
      bytes.drop(server);
      return copied;
    } finally {
      connection.release(beside);
    }
  }

  /**
   * Takes the lock, unless its holder waits for another step.
   *
   * @return whether the lock is held
   */
  private boolean lockUnlessWaiting() {
    if (lock.tryLock()) {
      return true;
    }
    boolean interrupted = false;
    try {
      while (true) {
        // without extensions only the file's own session can be used: there the wait is shared
        if (waiting && connection.extended()) {
          return false;
        }
        try {
          if (lock.tryLock(1, TimeUnit.MILLISECONDS)) {
            return true;
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  int available(long offset) throws IOException {
    shared.flushAllBut(this);
    lock.lock();
    try {
      requireOpen();
      push();
      boolean fresh = windowVersion == shared.version();
      int ahead = fresh ? lane.ahead(offset) : 0;
      if (fresh && offset < committedSize) {
        return clamped(committedSize - offset);
      }
      if (ahead > 0 && askedForState) {
        return ahead;
      }
      FileStatus status = wire.status(lane.session(), descriptor, patience("for its size"));
      askedForState = true;
      committedSize =
          fresh && !writable && status.state() == FileStatus.State.COMMITTED ? status.size() : 0;
      long readable =
          status.state() == FileStatus.State.OPEN
              ? wire.readable(lane.session(), descriptor, patience("for its size"))
              : status.size();
      return clamped(Math.max(ahead, readable - offset));
    } finally {
      lock.unlock();
    }
  }

  private static int clamped(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(0, bytes));
  }

  // ---- writing

  void write(long offset, ByteBuffer source) throws IOException {
    // what another handle gathered before must arrive before
    shared.flushAllBut(this);
    lock.lock();
    try {
      requireOpen();
      lane.dropWindow();
      long at = offset;
      while (source.hasRemaining()) {
        WriteLine current = lane.line();
        if (!current.continues(at)) {
          push();
          current.begin(at, patience("for the server to take its bytes"));
        }
        int before = source.remaining();
        current.add(source);
        at += before - source.remaining();
        if (current.isFull()) {
          push();
        }
      }
      written();
    } finally {
      lock.unlock();
    }
  }

  void append(ByteBuffer source) throws IOException {
    shared.flushAllBut(this);
    lock.lock();
    try {
      requireOpen();
      lane.dropWindow();
      while (source.hasRemaining()) {
        WriteLine current = lane.line();
        if (current.continues(-1) && source.remaining() <= current.room()) {
          current.add(source);
        } else if (source.remaining() <= lane.session().written().slotBytes()) {
          push();
          current.begin(-1, patience("for the server to take its bytes"));
          current.add(source);
        } else {
          push();
          appendLarge(source);
        }
        if (current.isFull()) {
          push();
        }
      }
      written();
    } finally {
      lock.unlock();
    }
  }

  private void appendLarge(ByteBuffer source) throws IOException {
    int n = Math.min(source.remaining(), connection.geometry().ringBytes());
    int limit = source.limit();
    source.limit(source.position() + n);
    WaitWatch watch = patience("for the server to take its bytes");
    lane.session().push(source, watch);
    source.limit(limit);
    wire.write(lane.session(), descriptor, -1, n, watch);
    wrote = true;
  }

  private void written() throws IOException {
    if (shared.isMapped()) {
      // who reads the mapping asks nobody
      push();
      wire.sync(lane.session(), descriptor, patience("for the server"));
    } else if (System.nanoTime() - pushedAt > LateWrites.DELAY_NANOS) {
      // the first of a series, or one that stands alone
      push();
    } else if (lane.hasGathered() && !late) {
      late = true;
      client.lateWrites().add(this);
    }
    dirty = lane.hasGathered();
    shared.changed();
  }

  /** Sends the gathered bytes. The lock is held. */
  private void push() throws IOException {
    push(patience("for the server"));
  }

  private void push(WaitWatch watch) throws IOException {
    if (lane.hasGathered()) {
      WriteLine line = lane.line();
      long start = line.start();
      int length = line.publish();
      wire.write(lane.session(), descriptor, start, length, watch);
      wrote = true;
      dirty = false;
      pushedAt = System.nanoTime();
    }
  }

  /**
   * As {@link #flush}, unless another thread is using the handle.
   *
   * @return false if so
   */
  boolean flushUnlessBusy() throws IOException {
    if (!lock.tryLock()) {
      return false;
    }
    try {
      late = false;
      if (!closed) {
        push();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  void flush() throws IOException {
    lock.lock();
    try {
      if (!closed) {
        push();
      }
    } finally {
      lock.unlock();
    }
  }

  long endOfLastWrite() throws IOException {
    lock.lock();
    try {
      requireOpen();
      push();
      return wire.sync(lane.session(), descriptor, patience("for the server"));
    } finally {
      lock.unlock();
    }
  }

  void truncate(long size) throws IOException {
    shared.flushAllBut(this);
    lock.lock();
    try {
      requireOpen();
      push();
      lane.dropWindow();
      wire.truncate(lane.session(), descriptor, size, patience("for the server"));
      wrote = true;
      shared.changed();
    } finally {
      lock.unlock();
    }
  }

  /** Puts the content where it can be mapped; empty if the server cannot. */
  Optional<Path> map(long size) throws IOException {
    shared.flushAllBut(this);
    lock.lock();
    try {
      requireOpen();
      push();
      lane.dropWindow();
      Optional<Path> object =
          wire.map(lane.session(), descriptor, size, patience("for the server"));
      if (object.isPresent()) {
        shared.mapped();
      }
      if (size >= 0) {
        wrote = true;
        shared.changed();
      }
      return object;
    } finally {
      lock.unlock();
    }
  }

  // ---- status

  long size() throws IOException {
    shared.flushAllBut(this);
    if (lockUnlessWaiting()) {
      try {
        requireOpen();
        push();
        waiting = true;
        return size(lane.session());
      } finally {
        waiting = false;
        lock.unlock();
      }
    }
    Session beside = connection.acquire(path());
    try {
      return size(beside);
    } finally {
      connection.release(beside);
    }
  }

  private long size(Session carrier) throws IOException {
    return wire.size(
        carrier, descriptor, client.settings().currentSize(), patience("for its final size"));
  }

  FileStatus status() throws IOException {
    shared.flushAllBut(this);
    lock.lock();
    try {
      requireOpen();
      push();
      return wire.status(lane.session(), descriptor, patience("for the server"));
    } finally {
      lock.unlock();
    }
  }

  /** Where the next data or hole begins. */
  long seekPart(boolean hole, long offset) throws IOException {
    shared.flushAllBut(this);
    lock.lock();
    try {
      requireOpen();
      push();
      return wire.seekPart(lane.session(), descriptor, hole, offset, patience("for the server"));
    } finally {
      lock.unlock();
    }
  }

  /** A second one of the same open file. */
  FileConversation duplicate() throws IOException {
    Set<OpenFlag> again = EnumSet.copyOf(flags);
    again.removeAll(EnumSet.of(OpenFlag.CREATE, OpenFlag.EXCLUSIVE, OpenFlag.TRUNCATE));
    lock.lock();
    try {
      requireOpen();
      push();
      Descriptor second =
          wire.duplicate(descriptor, again, patience("for the server"))
              .orElseThrow(() -> new CapioException(Errno.ENOENT, path(), null));
      return new FileConversation(client, wire, second, again);
    } finally {
      lock.unlock();
    }
  }

  // ---- end

  void close() throws IOException {
    closing = true;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      finish();
    } finally {
      lock.unlock();
      shared.removeWriter(this);
      client.openFiles().closed(this, shared);
    }
  }

  private void finish() throws IOException {
    // the file's own patience would end at once: it is being closed
    WaitWatch watch = patience(WaitWatch.NONE, "to be closed");
    boolean orderly = false;
    Session carrier = lane.session();
    try {
      lane.dropWindow(watch);
      push(watch);
      wire.close(carrier, descriptor, wrote, watch);
      orderly = true;
    } finally {
      if (!orderly && connection.isGone()) {
        carrier.markBroken();
      }
      lane.release();
    }
  }

  private void requireOpen() throws ClosedChannelException {
    if (closing) {
      throw new ClosedChannelException();
    }
  }

  private WaitWatch patience(String what) {
    return patience(untilClosed, what);
  }

  private WaitWatch patience(WaitWatch own, String what) {
    return new Patience(server, own, client.settings(), path(), what);
  }
}

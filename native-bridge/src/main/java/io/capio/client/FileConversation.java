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
 * What an open file does: one operation after the other, but for those that wait for another step,
 * which are in nobody's way. {@link CapioFile} is its public face and states the contract; {@link
 * Reading} and {@link Gathering} are its two directions. Thread-safe.
 */
final class FileConversation {
  private final CapioClient client;
  private final Connection connection;
  private final Wire wire;
  private final Descriptor descriptor;
  private final SharedFile shared;
  private final Set<OpenFlag> flags;
  private final ReentrantLock lock = new ReentrantLock();
  private final WaitWatch untilClosed =
      waited -> {
        if (isClosing()) {
          throw new AsynchronousCloseException();
        }
      };

  private volatile boolean closing;

  /** Whether the thread that holds the lock may have to wait for another step. */
  private volatile boolean waiting;

  private final Lane lane;
  private final WaitWatch server;
  private final Reading reading;
  private final Gathering gathering;
  private boolean closed;

  FileConversation(CapioClient client, Wire wire, Descriptor descriptor, Set<OpenFlag> flags) {
    this.client = client;
    this.connection = client.connection();
    this.wire = wire;
    this.descriptor = descriptor;
    this.flags = flags;
    boolean writable = flags.contains(OpenFlag.WRITE) || flags.contains(OpenFlag.APPEND);
    this.server = connection.watchFor(descriptor.path());
    this.lane = new Lane(connection, descriptor);
    this.shared = client.openFiles().share(descriptor.path());
    // other threads ask for it as soon as it is a writer: whether anything is gathered
    this.gathering = new Gathering(this, client, wire, descriptor, lane, shared);
    if (writable) {
      shared.addWriter(this);
    }
    if (descriptor.otherNames()) {
      showAtOnce();
    }
    if (descriptor.created() || flags.contains(OpenFlag.TRUNCATE)) {
      shared.changed();
    }
    this.reading = new Reading(this, connection, wire, descriptor, lane, shared, writable);
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
    return gathering.isDirty();
  }

  // ---- reading

  int read(long offset, ByteBuffer target) throws IOException {
    if (!target.hasRemaining()) {
      requireOpen();
      return 0;
    }
    shared.flushAllBut(this);
    if (!lockUnlessWaiting()) {
      try {
        return reading.readBeside(offset, target);
      } catch (CapioException e) {
        throw endedBeside(e);
      }
    }
    try {
      requireOpen();
      gathering.push();
      return reading.read(offset, target);
    } finally {
      lock.unlock();
    }
  }

  /** The thread with the lock may wait for another step from now on; others need not for it. */
  void beginsToWait() {
    waiting = true;
  }

  void hasWaited() {
    waiting = false;
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
      gathering.push();
      return reading.available(offset);
    } finally {
      lock.unlock();
    }
  }

  // ---- writing

  void write(long offset, ByteBuffer source) throws IOException {
    // what another handle gathered before must arrive before
    shared.flushAllBut(this);
    lock.lock();
    try {
      requireOpen();
      gathering.write(offset, source);
    } catch (RuntimeException | Error e) {
      gathering.failed();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  void append(ByteBuffer source) throws IOException {
    shared.flushAllBut(this);
    lock.lock();
    try {
      requireOpen();
      gathering.append(source);
    } catch (RuntimeException | Error e) {
      gathering.failed();
      throw e;
    } finally {
      lock.unlock();
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
      if (!closed) {
        gathering.pushLate();
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
        gathering.push();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Where the disk has all that was written, if it has. */
  Optional<Path> onDisk() throws IOException {
    lock.lock();
    try {
      requireOpen();
      gathering.push();
      lane.dropWindow();
      return wire.onDisk(lane.session(), descriptor, patience("for the server"));
    } finally {
      lock.unlock();
    }
  }

  long endOfLastWrite() throws IOException {
    lock.lock();
    try {
      requireOpen();
      gathering.push();
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
      gathering.push();
      lane.dropWindow();
      wire.truncate(lane.session(), descriptor, size, patience("for the server"));
      gathering.changedFile();
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
      gathering.push();
      lane.dropWindow();
      Optional<Path> object =
          wire.map(lane.session(), descriptor, size, patience("for the server"));
      if (object.isPresent()) {
        shared.mapped();
      }
      if (size >= 0) {
        gathering.changedFile();
      }
      return object;
    } finally {
      lock.unlock();
    }
  }

  /** Whether somebody sees, or changes, the content without asking the server. */
  boolean isSeenByOthers() {
    return shared.isMapped() || (connection.extended() && StartedPrograms.areRunning());
  }

  /** Somebody sees what is written without asking. */
  void showAtOnce() {
    shared.mapped();
  }

  // ---- status

  long size() throws IOException {
    shared.flushAllBut(this);
    if (lockUnlessWaiting()) {
      try {
        requireOpen();
        gathering.push();
        beginsToWait();
        return size(lane.session());
      } finally {
        hasWaited();
        lock.unlock();
      }
    }
    Session beside = connection.acquire(path());
    try {
      return size(beside);
    } catch (CapioException e) {
      throw endedBeside(e);
    } finally {
      connection.release(beside);
    }
  }

  /** Without the lock, the server may have been told of the close before it got the request. */
  private IOException endedBeside(CapioException failure) {
    return closing ? (IOException) new AsynchronousCloseException().initCause(failure) : failure;
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
      gathering.push();
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
      gathering.push();
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
      gathering.push();
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
      try {
        finish();
      } finally {
        // once, whoever closes again: other handles of the path are counted too
        shared.removeWriter(this);
        client.openFiles().closed(this, shared);
      }
    } finally {
      lock.unlock();
    }
  }

  private void finish() throws IOException {
    // the file's own patience would end at once: it is being closed
    WaitWatch watch = patience(WaitWatch.NONE, "to be closed");
    boolean orderly = false;
    Session carrier = lane.session();
    try {
      lane.dropWindow(watch);
      gathering.push(watch);
      wire.close(carrier, descriptor, gathering.hasChangedFile(), watch);
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

  /** Lets an operation wait, continuing the sentence "PATH: waiting ...". */
  WaitWatch patience(String what) {
    return patience(untilClosed, what);
  }

  private WaitWatch patience(WaitWatch own, String what) {
    return new Patience(server, own, client.settings(), path(), what);
  }
}

package io.capio.client;

import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What an open file's reads do: they take what has been read ahead as long as it is fresh, and ask
 * the server for more. Guarded by the file's lock, but for {@link #readBeside}.
 */
final class Reading {
  /** How long bytes read ahead are good enough for a handle that may write: many requests. */
  private static final long FRESH_NANOS = 200_000;

  private static final String FOR_PRODUCER = "for its producer";

  private final FileConversation file;
  private final Connection connection;
  private final Wire wire;
  private final Descriptor descriptor;
  private final Lane lane;
  private final SharedFile shared;
  private final boolean writable;
  private final WaitWatch server;

  private long windowVersion;

  /** When the window was filled, in {@link System#nanoTime}. */
  private long fetchedAt;

  /** Size of a file that was seen committed, as long as the window is fresh; else 0. */
  private long committedSize;

  private boolean askedForState;

  Reading(
      FileConversation file,
      Connection connection,
      Wire wire,
      Descriptor descriptor,
      Lane lane,
      SharedFile shared,
      boolean writable) {
    this.file = file;
    this.connection = connection;
    this.wire = wire;
    this.descriptor = descriptor;
    this.lane = lane;
    this.shared = shared;
    this.writable = writable;
    this.server = connection.watchFor(descriptor.path());
    this.windowVersion = shared.version();
  }

  /** Returns how many bytes were read, -1 at the end; what was gathered has been passed on. */
  int read(long offset, ByteBuffer target) throws IOException {
    ReadWindow bytes = lane.window();
    // what is written into a mapping, or by another program, tells nobody
    if (file.isSeenByOthers() || windowVersion != shared.version() || isOld()) {
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
      fetchedAt = System.nanoTime();
    }
    return bytes.copy(offset, target, server);
  }

  /** Whoever reads what he may also write, shares it with others who do; streams do not. */
  private boolean isOld() {
    return writable && System.nanoTime() - fetchedAt > FRESH_NANOS;
  }

  private int fetch(Session carrier, long offset, int wanted, int size) throws IOException {
    file.beginsToWait();
    try {
      return wire.read(carrier, descriptor, offset, wanted, size, file.patience(FOR_PRODUCER));
    } finally {
      file.hasWaited();
    }
  }

  /** Reads through a session of its own, while another thread waits with the lock. */
  int readBeside(long offset, ByteBuffer target) throws IOException {
    Session beside = connection.acquire(descriptor.path());
    try {
      int ringBytes = connection.geometry().ringBytes();
      int wanted = Math.min(target.remaining(), ringBytes);
      WaitWatch watch = file.patience(FOR_PRODUCER);
      int n = wire.read(beside, descriptor, offset, wanted, wanted, watch);
      if (n == 0) {
        return -1;
      }
      ReadWindow bytes = new ReadWindow(beside.read(), ringBytes);
      bytes.delivered(offset, n, server);
      try {
        return bytes.copy(offset, target, server);
      } finally {
        bytes.drop(server);
      }
    } finally {
      connection.release(beside);
    }
  }

  /** Returns how many bytes can be read from there without waiting. */
  int available(long offset) throws IOException {
    boolean fresh = !file.isSeenByOthers() && windowVersion == shared.version();
    int ahead = fresh ? lane.ahead(offset) : 0;
    if (fresh && offset < committedSize) {
      return clamped(committedSize - offset);
    }
    if (ahead > 0 && askedForState) {
      return ahead;
    }
    WaitWatch watch = file.patience("for its size");
    FileStatus status = wire.status(lane.session(), descriptor, watch);
    askedForState = true;
    boolean committed = status.state() == FileStatus.State.COMMITTED;
    committedSize = fresh && !writable && committed ? status.size() : 0;
    long readable =
        status.state() == FileStatus.State.OPEN
            ? wire.readable(lane.session(), descriptor, file.patience("for its size"))
            : status.size();
    return clamped(Math.max(ahead, readable - offset));
  }

  private static int clamped(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(0, bytes));
  }
}

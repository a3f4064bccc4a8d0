package io.capio.client;

import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What an open file's writes do: they are gathered, and passed on when a line is full, somebody
 * wants to see them, or {@link LateWrites} finds them old. Guarded by the file's lock.
 */
final class Gathering {
  private static final String TO_TAKE = "for the server to take its bytes";

  private final FileConversation file;
  private final Wire wire;
  private final Descriptor descriptor;
  private final Lane lane;
  private final SharedFile shared;
  private final LateWrites lateWrites;
  private final int ringBytes;

  private volatile boolean dirty;
  private boolean wrote;

  /** When bytes were passed on the last time, in {@link System#nanoTime}. */
  private long pushedAt = System.nanoTime() - LateWrites.DELAY_NANOS - 1;

  /** Whether {@link LateWrites} knows that something is gathered. */
  private boolean late;

  Gathering(
      FileConversation file,
      CapioClient client,
      Wire wire,
      Descriptor descriptor,
      Lane lane,
      SharedFile shared) {
    this.file = file;
    this.wire = wire;
    this.descriptor = descriptor;
    this.lane = lane;
    this.shared = shared;
    this.lateWrites = client.lateWrites();
    this.ringBytes = client.connection().geometry().ringBytes();
  }

  /** Whether something has not been passed on; to be asked without the lock. */
  boolean isDirty() {
    return dirty;
  }

  /** Whether the server was told of a change. */
  boolean hasChangedFile() {
    return wrote;
  }

  /** The content was changed otherwise. */
  void changedFile() {
    wrote = true;
    shared.changed();
  }

  void write(long offset, ByteBuffer source) throws IOException {
    lane.dropWindow();
    long at = offset;
    while (source.hasRemaining()) {
      WriteLine current = lane.line();
      if (!current.continues(at)) {
        push();
        current.begin(at, file.patience(TO_TAKE));
      }
      int before = source.remaining();
      current.add(source);
      at += before - source.remaining();
      if (current.isFull()) {
        push();
      }
    }
    written();
  }

  void append(ByteBuffer source) throws IOException {
    lane.dropWindow();
    while (source.hasRemaining()) {
      WriteLine current = lane.line();
      if (current.continues(-1) && source.remaining() <= current.room()) {
        current.add(source);
      } else if (source.remaining() <= lane.session().written().slotBytes()) {
        push();
        current.begin(-1, file.patience(TO_TAKE));
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
  }

  private void appendLarge(ByteBuffer source) throws IOException {
    int n = Math.min(source.remaining(), ringBytes);
    int limit = source.limit();
    source.limit(source.position() + n);
    WaitWatch watch = file.patience(TO_TAKE);
    try {
      lane.session().push(source, watch);
    } finally {
      source.limit(limit);
    }
    wire.write(lane.session(), descriptor, -1, n, watch);
    wrote = true;
  }

  /** A source could not be read: what came from it before is gathered like everything else. */
  void failed() {
    dirty = lane.hasGathered();
    shared.changed();
  }

  private void written() throws IOException {
    if (file.isSeenByOthers()) {
      // who reads the mapping, or the disk, asks nobody
      push();
      wire.sync(lane.session(), descriptor, file.patience("for the server"));
    } else if (System.nanoTime() - pushedAt > LateWrites.DELAY_NANOS) {
      // the first of a series, or one that stands alone
      push();
    } else if (lane.hasGathered() && !late) {
      late = true;
      lateWrites.add(file);
    }
    dirty = lane.hasGathered();
    shared.changed();
  }

  /** Passes on what has become old. */
  void pushLate() throws IOException {
    late = false;
    push();
  }

  /** Passes on what is gathered. */
  void push() throws IOException {
    push(file.patience("for the server"));
  }

  void push(WaitWatch watch) throws IOException {
    if (lane.hasGathered()) {
      WriteLine line = lane.line();
      long start = line.start();
      int length = line.publish();
      wire.write(lane.session(), descriptor, start, length, watch);
      line.told();
      wrote = true;
      // another handle may have read meanwhile, from the server, what had not been passed on
      shared.changed();
      dirty = false;
      pushedAt = System.nanoTime();
    }
  }
}

package io.capio.client;

import io.capio.ipc.OpenLine;
import io.capio.ipc.SlotQueue;
import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Small writes gathered in a slot of a session's write queue, until it is full or somebody needs to
 * see them. Guarded by the file's lock.
 */
final class WriteLine {
  private final SlotQueue queue;
  private final Descriptor descriptor;
  private OpenLine open;
  private ByteBuffer slot;
  private long start;
  private boolean cut;

  WriteLine(SlotQueue queue, Descriptor descriptor) {
    this.queue = queue;
    this.descriptor = descriptor;
  }

  boolean isEmpty() {
    return slot == null;
  }

  /** Whether bytes for that offset (-1: the end) continue what is here. */
  boolean continues(long offset) {
    return slot != null
        && (offset < 0 ? start < 0 : start >= 0 && start + slot.position() == offset);
  }

  /** Room left. */
  int room() {
    return slot == null ? queue.slotBytes() : slot.remaining();
  }

  /**
   * Begins a line; waits while the server has not taken the earlier ones.
   *
   * @throws IOException what the watch threw, or if there is no shared memory left
   */
  void begin(long offset, WaitWatch watch) throws IOException {
    queue.requireMemory(1);
    slot = queue.reserve(watch);
    start = offset;
    cut = false;
    open = queue.beginLine(descriptor.owner(), descriptor.fd(), offset);
  }

  /**
   * Copies as much as fits and as there is memory for; the first time at least one byte. If the
   * source cannot be read, a line with nothing in it is none: the server takes no empty slot.
   */
  void add(ByteBuffer source) throws IOException {
    boolean added = false;
    try {
      int wanted = Math.min(source.remaining(), slot.remaining());
      int n = (int) queue.secure(slot.position() + wanted) - slot.position();
      cut = n < wanted;
      slot.put(slot.position(), source, source.position(), n);
      slot.position(slot.position() + n);
      source.position(source.position() + n);
      open.holds(slot.position());
      added = true;
    } finally {
      if (!added && slot.position() == 0) {
        queue.abandon();
        slot = null;
      }
    }
  }

  /** Whether it takes no more. */
  boolean isFull() {
    return slot != null && (cut || !slot.hasRemaining());
  }

  /** Offset of the first byte, -1 for the end of the file. */
  long start() {
    return start;
  }

  /** Hands the slot to the server and returns how many bytes are in it. */
  int publish() {
    int length = slot.position();
    queue.publish();
    slot = null;
    return length;
  }

  /** The server was told of what was published. */
  void told() {
    open.end();
  }
}

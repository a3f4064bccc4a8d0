package io.capio.client;

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
  private ByteBuffer slot;
  private long start;

  WriteLine(SlotQueue queue) {
    this.queue = queue;
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

  /** Begins a line; waits while the server has not taken the earlier ones. */
  void begin(long offset, WaitWatch watch) throws IOException {
    slot = queue.reserve(watch);
    start = offset;
  }

  /** Copies as much as fits. */
  void add(ByteBuffer source) {
    int n = Math.min(source.remaining(), slot.remaining());
    slot.put(slot.position(), source, source.position(), n);
    slot.position(slot.position() + n);
    source.position(source.position() + n);
  }

  boolean isFull() {
    return slot != null && !slot.hasRemaining();
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
}

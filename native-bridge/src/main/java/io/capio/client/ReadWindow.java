package io.capio.client;

import io.capio.ipc.SlotQueue;
import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes that the server has delivered ahead of their use, still in the slots of a session's read
 * queue: they are copied once, from there to the caller. Guarded by the file's lock.
 */
final class ReadWindow {
  /** Below this, one round trip costs more than the bytes. */
  private static final int SMALLEST = 16 << 10;

  private final SlotQueue queue;
  private final int largest;

  /** The slot being consumed, or null when nothing is left. */
  private ByteBuffer slot;

  private long slotStart;
  private int slotLength;

  /** Bytes in the slots behind the current one. */
  private int behind;

  private long next;
  private int size;

  ReadWindow(SlotQueue queue, int ringBytes) {
    this.queue = queue;
    this.largest = ringBytes;
    this.size = queue.slotBytes();
  }

  /** How much to ask for at an offset: more for who reads in order, little for who jumps. */
  int sizeAt(long offset, int wanted) {
    size = offset == next ? Math.min(size * 2, largest) : Math.min(SMALLEST, largest);
    return Math.min(Math.max(size, wanted), largest);
  }

  /** Whether the byte at that offset is here. */
  boolean holds(long offset) {
    return slot != null && offset >= slotStart && offset < slotStart + slotLength + behind;
  }

  /** Bytes here from that offset on. */
  int available(long offset) {
    return holds(offset) ? (int) (slotStart + slotLength + behind - offset) : 0;
  }

  /** Takes over an answer of that many bytes, at least one. */
  void delivered(long offset, int bytes, WaitWatch watch) throws IOException {
    slotStart = offset;
    slotLength = 0;
    behind = bytes;
    nextSlot(watch);
  }

  private void nextSlot(WaitWatch watch) throws IOException {
    slotStart += slotLength;
    slotLength = Math.min(behind, queue.slotBytes());
    behind -= slotLength;
    slot = queue.peek(watch);
  }

  /** Copies what is here from that offset on, as much as fits. */
  int copy(long offset, ByteBuffer target, WaitWatch watch) throws IOException {
    int copied = 0;
    long at = offset;
    while (target.hasRemaining() && holds(at)) {
      if (at >= slotStart + slotLength) {
        queue.release();
        nextSlot(watch);
        continue;
      }
      int from = (int) (at - slotStart);
      int n = Math.min(target.remaining(), slotLength - from);
      target.put(target.position(), slot, from, n);
      target.position(target.position() + n);
      at += n;
      copied += n;
    }
    next = at;
    if (behind == 0 && slot != null && at == slotStart + slotLength) {
      drop(watch);
    }
    return copied;
  }

  /** Gives all slots back. */
  void drop(WaitWatch watch) throws IOException {
    if (slot == null) {
      return;
    }
    queue.release();
    slot = null;
    for (int left = queue.slotsFor(behind); left > 0; left--) {
      queue.peek(watch);
      queue.release();
    }
    behind = 0;
    slotLength = 0;
  }

  boolean isEmpty() {
    return slot == null;
  }
}

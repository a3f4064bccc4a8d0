package io.capio.server.session;

import io.capio.ipc.MalformedRequestException;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCodec;
import io.capio.ipc.SlotQueue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * The server's end of the request queue. It never takes the queue's mutex - there is one consumer -
 * so a client that died inside cannot stop it; what such a client left is repaired here, or else
 * all other clients would hang.
 */
final class RequestIntake {
  /** How long the queue must stand still before what looks broken is taken to be broken. */
  private static final long STILL_NANOS = 1_000_000_000L;

  private final SlotQueue queue;
  private final Consumer<String> notes;
  private final byte[] bytes = new byte[RequestCodec.SLOT_BYTES];
  private long taken;
  private long malformed;
  private long deathsSeen;
  private long stillIndex = -1;
  private long stillSinceNanos;

  RequestIntake(SlotQueue queue, Consumer<String> notes) {
    this.queue = queue;
    this.notes = notes;
  }

  long taken() {
    return taken;
  }

  long malformed() {
    return malformed;
  }

  /**
   * The next request, or null if none came in time or what came was no request.
   *
   * @param nanos how long to wait, 0 for not at all
   */
  Request next(long nanos) throws IOException {
    ByteBuffer slot = nanos == 0 ? queue.tryPeek() : queue.peek(nanos);
    if (slot == null) {
      return null;
    }
    slot.get(0, bytes);
    queue.release();
    taken++;
    try {
      return RequestCodec.decode(bytes, bytes.length);
    } catch (MalformedRequestException e) {
      malformed++;
      notes.accept("a slot that is no request was dropped: " + e.getMessage());
      return null;
    }
  }

  /** Whether there are requests now. */
  boolean hasMore() {
    return queue.filledSlots() > 0;
  }

  /**
   * Opens the queue again if a client died between locking and unlocking it.
   *
   * @param deaths how many clients have been found dead so far
   */
  void repair(long deaths, long nowNanos) {
    long index = queue.producerIndex();
    if (index != stillIndex) {
      stillIndex = index;
      stillSinceNanos = nowNanos;
      return;
    }
    if (deaths > deathsSeen && nowNanos - stillSinceNanos > STILL_NANOS) {
      deathsSeen = deaths;
      if (queue.repairAfterDeadProducer()) {
        notes.accept("a client died inside the request queue; the queue has been repaired");
      }
    }
  }
}

package io.capio.server.session;

import io.capio.ipc.MalformedRequestException;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCode;
import io.capio.ipc.RequestCodec;
import io.capio.ipc.SlotQueue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * The server's end of the request queue. It never takes the queue's mutex - there is one consumer -
 * so a client that died inside cannot stop it.
 */
final class RequestIntake {
  private final SlotQueue queue;
  private final Consumer<String> notes;
  private final Consumer<MalformedRequestException> refusals;
  private final byte[] bytes = new byte[RequestCodec.SLOT_BYTES];
  private final byte[] ahead = new byte[RequestCodec.SLOT_BYTES];
  private long taken;
  private long malformed;

  /**
   * @param refusals gets what is no request
   */
  RequestIntake(
      SlotQueue queue, Consumer<String> notes, Consumer<MalformedRequestException> refusals) {
    this.queue = queue;
    this.notes = notes;
    this.refusals = refusals;
  }

  long taken() {
    return taken;
  }

  long malformed() {
    return malformed;
  }

  /**
   * The next request, or null if none came in time, after a {@link #wake}, or if what came was no
   * request.
   *
   * @param nanos how long to wait, 0 for not at all, {@code Long.MAX_VALUE} for ever
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
      refusals.accept(e);
      return null;
    }
  }

  /** Whether a client of that tid is about to be greeted. */
  boolean holdsHandshake(int tid) {
    return queue.holds(
        slot -> {
          slot.get(0, ahead);
          try {
            Request request = RequestCodec.decode(ahead, ahead.length);
            return request.code() == RequestCode.HANDSHAKE_NAMED && request.tid() == tid;
          } catch (MalformedRequestException none) {
            return false;
          }
        });
  }

  /** Ends a wait for the next request; from any thread. */
  void wake() {
    queue.wake();
  }

  /** Whether there are requests now. */
  boolean hasMore() {
    return queue.filledSlots() > 0;
  }
}

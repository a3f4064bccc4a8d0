package io.capio.client;

import io.capio.ipc.Geometry;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCode;
import io.capio.ipc.RequestCodec;
import io.capio.ipc.SlotQueue;
import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A session of the wire: an id with three queues of its own. Whoever holds it uses it alone; it is
 * not bound to a thread.
 */
final class Session {
  /** Real thread ids end here, the kernel's limit for pids. */
  private static final int FIRST_TID = 4_194_305;

  private final int tid;
  private final ObjectNames names;
  private final RequestChannel requests;
  private final SlotQueue responses;
  private final SlotQueue written;
  private final SlotQueue read;
  private final AtomicInteger handles = new AtomicInteger();
  private boolean broken;

  private Session(int tid, ObjectNames names, RequestChannel requests, SlotQueue[] queues) {
    this.tid = tid;
    this.names = names;
    this.requests = requests;
    this.responses = queues[0];
    this.written = queues[1];
    this.read = queues[2];
  }

  /**
   * Makes the queues of a new session. Its id is drawn at random above the thread ids, and creating
   * its objects exclusively is the claim to it.
   */
  static Session create(ObjectNames names, Geometry geometry, RequestChannel requests)
      throws IOException {
    while (true) {
      int tid = ThreadLocalRandom.current().nextInt(FIRST_TID, Integer.MAX_VALUE);
      SlotQueue[] queues = new SlotQueue[3];
      try {
        queues[0] = SlotQueue.create(names, names.responses(tid), SlotQueue.Shape.RESPONSES);
        queues[1] = SlotQueue.create(names, names.written(tid), SlotQueue.Shape.data(geometry));
        queues[2] = SlotQueue.create(names, names.read(tid), SlotQueue.Shape.data(geometry));
        return new Session(tid, names, requests, queues);
      } catch (FileAlreadyExistsException taken) {
        discard(names, tid, queues);
      } catch (IOException e) {
        discard(names, tid, queues);
        throw e;
      }
    }
  }

  private static String[] bases(ObjectNames names, int tid) {
    return new String[] {names.responses(tid), names.written(tid), names.read(tid)};
  }

  private static void discard(ObjectNames names, int tid, SlotQueue[] queues) {
    String[] bases = bases(names, tid);
    for (int i = 0; i < queues.length; i++) {
      if (queues[i] != null) {
        queues[i].close();
        SlotQueue.unlink(names, bases[i]);
      }
    }
  }

  int tid() {
    return tid;
  }

  /** Queue of the bytes that this session writes. */
  SlotQueue written() {
    return written;
  }

  /** Queue of the bytes that this session reads. */
  SlotQueue read() {
    return read;
  }

  /** Whether the session's conversation is out of step, so that it must not be used again. */
  boolean isBroken() {
    return broken;
  }

  /** Counts the open handles that would end with this session. */
  void ownsHandle(int change) {
    handles.addAndGet(change);
  }

  boolean ownsHandles() {
    return handles.get() > 0;
  }

  void markBroken() {
    broken = true;
  }

  /** Sends a request that has no reply, or whose reply is awaited separately. */
  void send(Request request, WaitWatch watch) throws IOException {
    byte[] text = RequestCodec.encode(request);
    if (text.length < RequestCodec.SLOT_BYTES) {
      requests.sendText(text, watch);
    } else if (request.code().isExtension()) {
      sendWide(text, watch);
    } else {
      throw new CapioException(
          io.capio.ipc.Errno.ENAMETOOLONG,
          request.text(),
          "this server's requests hold "
              + (RequestCodec.SLOT_BYTES - 1)
              + " bytes, this one needs "
              + text.length
              + "; use a shorter path or the embedded server");
    }
  }

  private void sendWide(byte[] text, WaitWatch watch) throws IOException {
    push(ByteBuffer.wrap(text), watch);
    requests.send(Request.of(RequestCode.WIDE, tid, text.length), watch);
  }

  /**
   * Copies bytes into the queue that the server reads; at most a ring's worth. If the source cannot
   * be read to its end, what has been copied of it leaves the session out of step.
   */
  void push(ByteBuffer source, WaitWatch watch) throws IOException {
    written.requireMemory(source.remaining());
    boolean first = true;
    while (source.hasRemaining()) {
      ByteBuffer slot = written.reserve(watch);
      boolean copied = false;
      try {
        int length = Math.min(source.remaining(), slot.remaining());
        slot.put(0, source, source.position(), length);
        source.position(source.position() + length);
        copied = true;
      } finally {
        if (!copied) {
          written.abandon();
          broken |= !first;
        }
      }
      written.publish();
      first = false;
    }
  }

  /** Waits for one reply word. If the watch ends the wait, the session is out of step. */
  long reply(WaitWatch watch) throws IOException {
    boolean answered = false;
    try {
      long word = responses.takeWord(watch);
      answered = true;
      return word;
    } finally {
      broken |= !answered;
    }
  }

  /** Waits for the reply of a request that was cancelled; the session is in step again then. */
  long afterCancel(WaitWatch watch) throws IOException {
    long word = responses.takeWord(watch);
    broken = false;
    return word;
  }

  /** Sends a request and waits for its one reply word. */
  long call(Request request, WaitWatch watch) throws IOException {
    send(request, watch);
    return reply(watch);
  }

  /** Takes a payload of that many bytes. */
  byte[] payload(int length, WaitWatch watch) throws IOException {
    byte[] bytes = new byte[length];
    int at = 0;
    while (at < length) {
      ByteBuffer slot = read.peek(watch);
      int n = Math.min(length - at, slot.remaining());
      slot.get(0, bytes, at, n);
      read.release();
      at += n;
    }
    return bytes;
  }

  /** Unmaps the queues. Their names are the server's to remove, once it was told of the exit. */
  void close() {
    responses.close();
    written.close();
    read.close();
  }

  /** Removes the queues' names, for when no server does it. */
  void unlink() {
    for (String base : bases(names, tid)) {
      SlotQueue.unlink(names, base);
    }
  }

  /** Unmaps the queues and removes their names, for when no server does it. */
  void discard() {
    discard(names, tid, new SlotQueue[] {responses, written, read});
  }
}

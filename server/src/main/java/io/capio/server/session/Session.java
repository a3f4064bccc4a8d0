package io.capio.server.session;

import io.capio.ipc.Errno;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.Request;
import io.capio.ipc.SlotQueue;
import io.capio.server.files.Handle;
import io.capio.server.files.RefusedException;
import io.capio.server.files.Step;
import io.capio.server.files.WaitList;
import io.capio.server.files.Waiter;
import io.capio.server.trace.Activity;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * One tid of the wire: its three queues, its descriptors, and the request that is being delayed, if
 * any. Requests that arrive meanwhile wait in its inbox, reply words that find no room in its
 * outbox.
 */
public final class Session implements Waiter {
  private static final int LARGEST_INBOX = 4096;

  private final int tid;
  private final Step step;
  private final ClientProcess process;
  private final ObjectNames names;
  private final SlotQueue responses;
  private final SlotQueue written;
  private final SlotQueue read;
  private final Queue<Session> ready;
  private final Activity activity;
  private final Map<Integer, Descriptor> descriptors = new HashMap<>();
  private final Map<Integer, Cursor> unknown = new HashMap<>();
  private final Queue<Request> inbox = new ArrayDeque<>();
  private final Queue<Long> outbox = new ArrayDeque<>();
  private WaitList waitingIn;
  private String awaited = "";
  private String awaitedPath = "";
  private Request pending;
  private long pendingSinceNanos;
  private long progress;
  private Request carried;
  private boolean awaitsClone;
  private boolean open = true;
  private String reason = "";
  private byte[] status = {};

  Session(
      int tid,
      Step step,
      ClientProcess process,
      ObjectNames names,
      SessionQueues queues,
      Queue<Session> ready,
      Activity activity) {
    this.tid = tid;
    this.step = step;
    this.process = process;
    this.names = names;
    this.responses = queues.responses();
    this.written = queues.written();
    this.read = queues.read();
    this.ready = ready;
    this.activity = activity;
  }

  /** Its number on the wire. */
  public int tid() {
    return tid;
  }

  /** The application and process that it belongs to. */
  public Step step() {
    return step;
  }

  /** The name of its application. */
  public String application() {
    return step.application();
  }

  ClientProcess process() {
    return process;
  }

  /** The queue of the bytes that the client writes. */
  public SlotQueue written() {
    return written;
  }

  /** The queue of the bytes that the client reads. */
  public SlotQueue read() {
    return read;
  }

  /** Whether it has not ended. */
  public boolean isOpen() {
    return open;
  }

  // ---- replies

  /** Posts a reply word, or keeps it until the client makes room. */
  public void reply(long word) {
    if (!outbox.isEmpty() || !post(word)) {
      outbox.add(word);
    }
  }

  /** This end is the only producer, so the queue's mutex is not needed. */
  private boolean post(long word) {
    ByteBuffer slot = responses.tryReserve();
    if (slot == null) {
      return false;
    }
    slot.order(ByteOrder.LITTLE_ENDIAN).putLong(0, word);
    responses.publish();
    return true;
  }

  /** Answers an extension request with an error and keeps the reason for REASON. */
  public void refuse(RefusedException refusal) {
    reason = refusal.getMessage();
    reply(refusal.errno().word());
  }

  /** Why its last request failed. */
  public String reason() {
    return reason;
  }

  /**
   * Posts words that the client had no room for.
   *
   * @return whether any was posted
   */
  boolean flush() {
    boolean any = false;
    while (!outbox.isEmpty() && post(outbox.peek())) {
      outbox.remove();
      any = true;
    }
    return any;
  }

  boolean hasUnsentReplies() {
    return !outbox.isEmpty();
  }

  /** The status document that it is reading in parts. */
  public byte[] status() {
    return status;
  }

  /** Keeps the status document for the parts that follow. */
  public void status(byte[] document) {
    status = document;
  }

  // ---- delayed requests

  /** Whether a further request has to wait for its turn. */
  boolean isOccupied() {
    return pending != null || !outbox.isEmpty();
  }

  /** Whether a request is being dealt with that waits for nobody but its client. */
  boolean isAtWork() {
    return pending != null && awaited.isEmpty();
  }

  /** The request that is being delayed, or null. */
  public Request pending() {
    return pending;
  }

  void pending(Request request, long nowNanos) {
    if (pending == null && request != null) {
      pendingSinceNanos = nowNanos;
    }
    pending = request;
    if (request == null) {
      progress = 0;
      carried = null;
      endOfWait();
    }
  }

  /** When the delayed request arrived, in terms of {@code System.nanoTime}. */
  public long pendingSinceNanos() {
    return pendingSinceNanos;
  }

  /** How many bytes of the delayed request have been dealt with. */
  public long progress() {
    return progress;
  }

  /** Remembers how much of the request is done. */
  public void progress(long bytes) {
    progress = bytes;
  }

  /** The request that a WIDE one turned out to carry, or null. */
  public Request carried() {
    return carried;
  }

  /** Keeps the request that a WIDE one carries while it is being delayed. */
  public void carried(Request request) {
    carried = request;
  }

  /**
   * Has the delayed request tried again when that list is woken.
   *
   * @param what what it waits for, in words for the user that end before the path
   * @param path the path that is meant, or empty
   */
  public void waitIn(WaitList list, String what, String path) {
    stopWaiting();
    list.add(this);
    waitingIn = list;
    awaited = what;
    awaitedPath = path;
  }

  private void endOfWait() {
    if (!awaited.isEmpty()) {
      activity.waited(step.actor(), awaited, awaitedPath, System.nanoTime() - pendingSinceNanos);
      awaited = "";
      awaitedPath = "";
    }
  }

  /** What it waits for, in words; empty if it does not. */
  public String waitingFor() {
    return awaited + awaitedPath;
  }

  /** Leaves the list that it waits in, if any. */
  public void stopWaiting() {
    if (waitingIn != null) {
      waitingIn.remove(this);
      waitingIn = null;
    }
  }

  @Override
  public void wake() {
    waitingIn = null;
    ready.add(this);
  }

  boolean offer(Request request) {
    return inbox.size() < LARGEST_INBOX && inbox.add(request);
  }

  /** Whether the client has sent more since the request that is being delayed. */
  public boolean hasMore() {
    return !inbox.isEmpty();
  }

  Request nextRequest() {
    return inbox.poll();
  }

  void dropRequests() {
    inbox.clear();
    stopWaiting();
    pending(null, 0);
  }

  boolean awaitsClone() {
    return awaitsClone;
  }

  void awaitsClone(boolean waits) {
    awaitsClone = waits;
  }

  // ---- descriptors

  Map<Integer, Descriptor> descriptors() {
    return descriptors;
  }

  /** The open file of a descriptor, or null. */
  public Handle handle(int fd) {
    Descriptor descriptor = descriptors.get(fd);
    return descriptor == null ? null : descriptor.handle();
  }

  /**
   * The open file of a descriptor.
   *
   * @throws RefusedException EBADF if it is not open
   */
  public Handle requireHandle(int fd) throws RefusedException {
    Handle handle = handle(fd);
    if (handle == null) {
      throw new RefusedException(Errno.EBADF, "session " + tid + " has no open descriptor " + fd);
    }
    return handle;
  }

  /**
   * The offset of a descriptor; also for one that is not open, because upstream's client goes on
   * with descriptors whose opening was refused.
   */
  public Cursor cursor(int fd) {
    Descriptor descriptor = descriptors.get(fd);
    return descriptor != null
        ? descriptor.cursor()
        : unknown.computeIfAbsent(fd, key -> new Cursor(0));
  }

  void put(int fd, Descriptor descriptor) {
    unknown.remove(fd);
    descriptor.handle().retain();
    descriptors.put(fd, descriptor);
  }

  // ---- the end

  void close(boolean unlink) {
    open = false;
    if (unlink) {
      SlotQueue.unlink(names, names.written(tid));
      SlotQueue.unlink(names, names.read(tid));
      SlotQueue.unlink(names, names.responses(tid));
    }
    responses.close();
    written.close();
    read.close();
  }

  @Override
  public String toString() {
    return "session " + tid + " of " + step;
  }
}

package io.capio.server;

import io.capio.ipc.Geometry;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.ProcessIdentity;
import io.capio.ipc.SharedMemory;
import io.capio.ipc.SlotQueue;
import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/** One tid that speaks the wire word by word, as the protocol sheet states it. */
final class RawClient implements AutoCloseable {
  /** The first tid of a process: others may be clients of the same workflow at the same time. */
  static final String FIRST_TID = "capio.test.firstTid";

  private static final AtomicInteger TIDS =
      new AtomicInteger(Integer.getInteger(FIRST_TID, 5_000_000));

  /** Only ends what hangs. */
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  final int tid;
  final ObjectNames names;
  private final SlotQueue requests;
  private final SlotQueue responses;
  private final SlotQueue written;
  private final SlotQueue read;

  /** Makes the queues and sends nothing. */
  RawClient(String workflow) throws IOException {
    this(workflow, TIDS.incrementAndGet());
  }

  RawClient(String workflow, int tid) throws IOException {
    this.tid = tid;
    names = new ObjectNames(workflow);
    requests = SlotQueue.createOrOpen(names, names.requests(), SlotQueue.Shape.REQUESTS);
    responses = SlotQueue.createOrOpen(names, names.responses(tid), SlotQueue.Shape.RESPONSES);
    SlotQueue.Shape data = SlotQueue.Shape.data(Geometry.DEFAULT);
    written = SlotQueue.createOrOpen(names, names.written(tid), data);
    read = SlotQueue.createOrOpen(names, names.read(tid), data);
  }

  /** An upstream client of this process. */
  static RawClient handshake(String workflow, String app) throws IOException {
    RawClient client = new RawClient(workflow);
    client.send("0010 %d %d %s 0", client.tid, ProcessHandle.current().pid(), app);
    return client;
  }

  /** A client with extensions of this process. */
  static RawClient hello(String workflow, String app) throws IOException {
    RawClient client = new RawClient(workflow);
    ProcessIdentity self = ProcessIdentity.self();
    if (client.ask("0032 %d %d %d %s", client.tid, self.pid(), self.start(), app) != 0) {
      throw new IOException("HELLO was refused");
    }
    return client;
  }

  private static WaitWatch deadline() {
    return waited -> {
      if (waited > PATIENCE_NANOS) {
        throw new IOException("no answer within the deadline");
      }
    };
  }

  @SuppressWarnings("AnnotateFormatMethod")
  void send(String format, Object... values) throws IOException {
    sendBytes(String.format(format, values).getBytes(StandardCharsets.UTF_8));
  }

  void sendBytes(byte[] slot) throws IOException {
    requests.put(slot, deadline());
  }

  long word() throws IOException {
    return responses.takeWord(deadline());
  }

  @SuppressWarnings("AnnotateFormatMethod")
  long ask(String format, Object... values) throws IOException {
    send(format, values);
    return word();
  }

  boolean hasReply() {
    return responses.filledSlots() > 0;
  }

  /** Throws away whatever the server has sent. */
  void discard() {
    for (SlotQueue queue : new SlotQueue[] {responses, read}) {
      while (queue.tryPeek() != null) {
        queue.release();
      }
    }
  }

  /** Pushes bytes as one transfer: full slots, then one partial slot. */
  void push(byte[] bytes) throws IOException {
    int slot = written.slotBytes();
    for (int at = 0; at < bytes.length; at += slot) {
      int part = Math.min(slot, bytes.length - at);
      written.reserve(deadline()).put(0, bytes, at, part);
      written.publish();
    }
  }

  byte[] pull(long length) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(length)];
    int slot = read.slotBytes();
    for (int at = 0; at < bytes.length; at += slot) {
      int part = Math.min(slot, bytes.length - at);
      ByteBuffer filled = read.peek(deadline());
      filled.get(0, bytes, at, part);
      read.release();
    }
    return bytes;
  }

  /**
   * Takes the mutex of the request queue for good, as a client does that dies inside. With glibc
   * the value of a semaphore is the first word of its file.
   */
  void lockRequests() throws IOException {
    Path mutex =
        SharedMemory.DIRECTORY.resolve("sem." + names.workflow() + "_mutex_request_buffer");
    try (FileChannel file =
        FileChannel.open(mutex, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(4), 0);
    }
  }

  // ---- the base wire

  long create(int fd, String path) throws IOException {
    return ask("0003 %d %d %s", tid, fd, path);
  }

  long open(int fd, String path) throws IOException {
    return ask("0013 %d %d %s", tid, fd, path);
  }

  void write(int fd, byte[] bytes) throws IOException {
    push(bytes);
    send("0022 %d %d %d", tid, fd, bytes.length);
  }

  void write(int fd, String text) throws IOException {
    write(fd, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads from the server's offset, which the caller knows. */
  String read(int fd, long offset, long count) throws IOException {
    long end = ask("0014 %d %d %d", tid, fd, count);
    return new String(pull(end - offset), StandardCharsets.UTF_8);
  }

  void close(int fd) throws IOException {
    send("0002 %d %d", tid, fd);
  }

  void exit() throws IOException {
    send("0006 %d", tid);
  }

  /** Waits until everything sent so far has been handled: ACCESS is answered in order. */
  void settle(String directory) throws IOException {
    ask("0000 %d %s", tid, directory);
  }

  // ---- the extensions

  long openFile(int fd, int flags, String path) throws IOException {
    return ask("0033 %d %d %d %d %s", tid, fd, flags, 0644, path);
  }

  void writeAt(int fd, long offset, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    push(bytes);
    send("0036 %d %d %d %d %d", tid, tid, fd, offset, bytes.length);
  }

  long closeFile(int fd) throws IOException {
    return ask("0034 %d %d %d", tid, tid, fd);
  }

  void sendReadAt(int fd, long offset, long count) throws IOException {
    send("0035 %d %d %d %d %d", tid, tid, fd, offset, count);
  }

  String readAt(int fd, long offset, long count) throws IOException {
    sendReadAt(fd, offset, count);
    return text();
  }

  /** A payload answer as text; a negative word as {@code "error N"}. */
  String text() throws IOException {
    long length = word();
    return length < 0 ? "error " + length : new String(pull(length), StandardCharsets.UTF_8);
  }

  String reason() throws IOException {
    send("0047 %d", tid);
    return text();
  }

  /** Whether its queues still have their names. */
  static boolean hasQueues(RawClient client) {
    return SharedMemory.path(client.names.ring(client.names.responses(client.tid)))
        .toFile()
        .exists();
  }

  /** Unmaps; sends nothing. */
  @Override
  public void close() {
    requests.close();
    responses.close();
    written.close();
    read.close();
  }
}

package io.capio.client;

import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCode;
import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Other lengths of a file on a native server, which can neither cut a file nor read what lies
 * between the parts of one that were written. The caller holds the session.
 */
final class BaseLength {
  /** What is kept of a file that is made anew lies in memory meanwhile. */
  private static final long MOST_KEPT = 256 << 20;

  private final Connection connection;
  private final BaseRequests requests;

  BaseLength(Connection connection, BaseRequests requests) {
    this.connection = connection;
    this.requests = requests;
  }

  /** Writes zeros: such a server would take a gap for the end of the file. */
  void fill(Session session, Descriptor file, long from, long to, WaitWatch watch)
      throws IOException {
    seek(session, file, from, watch);
    int ring = connection.geometry().ringBytes();
    ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(ring, to - from));
    for (long at = from; at < to; at += zeros.limit()) {
      write(session, file, zeros.clear().limit((int) Math.min(zeros.capacity(), to - at)), watch);
    }
  }

  /**
   * Makes a file shorter by making it anew, which the server allows if nobody else has it open.
   *
   * @throws CapioException with EOPNOTSUPP if somebody has, or too much would be kept
   */
  void cut(Session session, Descriptor file, long size, WaitWatch watch) throws IOException {
    if (size > MOST_KEPT) {
      throw CapioClient.refused(file.path(), "cut a file that stays longer than 256 MiB");
    }
    ByteBuffer kept = ByteBuffer.wrap(beginning(session, file, (int) size, watch));
    String path = file.path();
    session.send(Request.of(RequestCode.CLOSE, session.tid(), file.fd()), watch);
    session.call(Request.of(RequestCode.UNLINK, session.tid(), path), watch);
    boolean removed = requests.access(session, path, watch) != 0;
    // a session whose descriptor is not open must not use it: it is opened again in any case
    session.call(Request.of(RequestCode.CREATE, session.tid(), path, file.fd()), watch);
    file.serverOffset(0);
    file.writeEnd(0);
    session.send(Request.of(RequestCode.WRITE, session.tid(), file.fd(), 0), watch);
    if (!removed) {
      throw CapioClient.refused(path, "cut a file that is open elsewhere");
    }
    int ring = connection.geometry().ringBytes();
    while (kept.position() < size) {
      kept.limit(Math.min((int) size, kept.position() + ring));
      write(session, file, kept, watch);
    }
  }

  private byte[] beginning(Session session, Descriptor file, int size, WaitWatch watch)
      throws IOException {
    byte[] bytes = new byte[size];
    int ring = connection.geometry().ringBytes();
    seek(session, file, 0, watch);
    int at = 0;
    while (at < size) {
      int count = Math.min(ring, size - at);
      long end = session.call(Request.of(RequestCode.READ, session.tid(), file.fd(), count), watch);
      if (end <= at) {
        throw gap(file, at);
      }
      byte[] part = session.payload((int) end - at, watch);
      System.arraycopy(part, 0, bytes, at, part.length);
      at = (int) end;
      file.serverOffset(end);
    }
    return bytes;
  }

  /** The error for bytes that nobody wrote, before the end of a file. */
  static CapioException gap(Descriptor file, long offset) {
    return new CapioException(
        Errno.EIO,
        file.path(),
        "nobody has written the bytes from offset "
            + offset
            + " on, and a native CAPIO server cannot read what lies behind; use the embedded one");
  }

  private static void write(Session session, Descriptor file, ByteBuffer bytes, WaitWatch watch)
      throws IOException {
    int count = bytes.remaining();
    session.push(bytes, watch);
    session.send(Request.of(RequestCode.WRITE, session.tid(), file.fd(), count), watch);
    file.serverOffset(file.serverOffset() + count);
  }

  static void seek(Session session, Descriptor file, long offset, WaitWatch watch)
      throws IOException {
    if (file.serverOffset() != offset) {
      session.call(Request.of(RequestCode.SEEK, session.tid(), file.fd(), offset), watch);
      file.serverOffset(offset);
    }
  }
}

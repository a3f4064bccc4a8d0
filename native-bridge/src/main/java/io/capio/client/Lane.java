package io.capio.client;

import io.capio.ipc.WaitWatch;
import java.io.IOException;

/**
 * The session that carries an open file's bytes, with what lies in its slots: bytes read ahead,
 * bytes gathered for writing. Taken from the connection at the first need. Guarded by the file's
 * lock.
 */
final class Lane {
  private final Connection connection;
  private final Descriptor descriptor;
  private Session session;
  private ReadWindow window;
  private WriteLine line;

  Lane(Connection connection, Descriptor descriptor) {
    this.connection = connection;
    this.descriptor = descriptor;
  }

  /** The session for the next request; another one if the last lost its step. */
  Session session() throws IOException {
    if (session == null || (session.isBroken() && connection.extended())) {
      session =
          connection.extended() ? connection.acquire(descriptor.path()) : descriptor.session();
      window = null;
      line = null;
    }
    return session;
  }

  /** What has been read ahead. */
  ReadWindow window() throws IOException {
    Session carrier = session();
    if (window == null) {
      window = new ReadWindow(carrier.read(), connection.geometry().ringBytes());
    }
    return window;
  }

  /** What has been gathered. */
  WriteLine line() throws IOException {
    Session carrier = session();
    if (line == null) {
      line = new WriteLine(carrier.written(), descriptor);
    }
    return line;
  }

  boolean hasGathered() {
    return line != null && !line.isEmpty();
  }

  /** Bytes read ahead from that offset on. */
  int ahead(long offset) {
    return window == null ? 0 : window.available(offset);
  }

  /** Forgets what has been read ahead. */
  void dropWindow() throws IOException {
    dropWindow(connection.watchFor(descriptor.path()));
  }

  void dropWindow(WaitWatch watch) throws IOException {
    if (window != null) {
      window.drop(watch);
    }
  }

  /** Gives the session back. */
  void release() {
    if (session != null) {
      connection.release(session);
      session = null;
      window = null;
      line = null;
    }
  }
}

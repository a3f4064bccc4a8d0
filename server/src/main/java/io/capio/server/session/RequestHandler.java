package io.capio.server.session;

import io.capio.ipc.MalformedRequestException;
import io.capio.ipc.Request;

/** What a request means. */
public interface RequestHandler {
  /**
   * Tries to fulfil a request. A request that has to wait is attempted again from the start, so an
   * attempt that does not end {@link Outcome#DONE} leaves no trace but {@link Session#progress}.
   */
  Outcome attempt(Session session, Request request);

  /** Tells a client that what it sent is no request, if it can be waiting for an answer. */
  void refuse(Session session, MalformedRequestException fault);

  /** Handles HELLO and the handshakes, which open a session. */
  void greet(Request request, long nowNanos);
}

package io.capio.server.request;

import io.capio.ipc.Errno;
import io.capio.ipc.MalformedRequestException;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCode;
import io.capio.ipc.RequestCodec;
import io.capio.server.files.RefusedException;
import io.capio.server.operation.Transfers;
import io.capio.server.session.Outcome;
import io.capio.server.session.Session;

/** WIDE: a request whose text is too long for a slot and lies in the data queue. */
final class WideRequests {
  /** Two paths of PATH_MAX and some numbers are below this. */
  private static final int LONGEST = 64 << 10;

  private final Requests requests;

  WideRequests(Requests requests) {
    this.requests = requests;
  }

  /** Takes the text and attempts the request in it; if that waits, the session keeps the text. */
  Outcome unwrap(Session session, Request request) throws RefusedException {
    Request carried = session.carried();
    if (carried == null) {
      long length = request.number(0);
      if (length <= 0 || length > LONGEST) {
        throw new RefusedException(Errno.EINVAL, "a request of " + length + " bytes");
      }
      byte[] text = new byte[(int) length];
      Outcome outcome =
          Transfers.receive(
              session, length, (slot, part, done) -> slot.get(0, text, (int) done, part));
      if (outcome == Outcome.BUSY) {
        return outcome;
      }
      carried = decode(session, text);
      session.progress(0);
      session.carried(carried);
    }
    return requests.attempt(session, carried);
  }

  private static Request decode(Session session, byte[] text) throws RefusedException {
    try {
      Request carried = RequestCodec.decode(text, text.length);
      boolean nested =
          carried.code() == RequestCode.WIDE
              || carried.code() == RequestCode.HELLO
              || carried.code() == RequestCode.EXIT_GROUP;
      if (nested || carried.tid() != session.tid()) {
        throw new RefusedException(Errno.EPROTO, carried.code() + " cannot be carried by WIDE");
      }
      return carried;
    } catch (MalformedRequestException e) {
      throw new RefusedException(Errno.EPROTO, e.getMessage());
    }
  }
}

package io.capio.server.request;

import io.capio.ipc.Errno;
import io.capio.ipc.ProcessIdentity;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCode;
import io.capio.server.files.RefusedException;
import io.capio.server.operation.Workplace;
import io.capio.server.session.Outcome;
import io.capio.server.session.Session;
import java.io.IOException;

/** HELLO and the handshakes, CLONE, DUP and CLOSE. */
final class SessionRequests {
  private static final String ANONYMOUS = "default_app";

  private final Workplace place;
  private final ServerControl server;

  SessionRequests(Workplace place, ServerControl server) {
    this.place = place;
    this.server = server;
  }

  /** Opens a session. One whose queues cannot be used has no way to be told. */
  void greet(Request request, long nowNanos) {
    boolean extended = request.code() == RequestCode.HELLO;
    boolean named = request.code() == RequestCode.HANDSHAKE_NAMED;
    boolean cloned = place.sessions().clones().isCloned(request.tid());
    long pid = request.number(0);
    ProcessIdentity identity =
        extended ? new ProcessIdentity(pid, request.number(1)) : ProcessIdentity.of(pid);
    String application = extended || named ? request.text() : ANONYMOUS;
    try {
      Session session =
          place.sessions().open(request.tid(), identity, application, extended, nowNanos);
      if (!extended) {
        place.rules().greeted(pid);
      }
      if (extended && server.isEnding()) {
        session.refuse(new RefusedException(Errno.ESHUTDOWN, "the CAPIO server ends"));
      } else if (extended) {
        session.reply(0);
      } else if (named && request.number(1) == 1) {
        place.sessions().clones().await(session, cloned);
      }
    } catch (IOException | RuntimeException e) {
      server.note("session " + request.tid() + " of \"" + application + "\" is refused: " + e);
    }
  }

  /** CLONE. */
  Outcome copy(Session session, Request request) {
    place.sessions().clones().copy(session, (int) request.number(0));
    return Outcome.DONE;
  }

  /** DUP. */
  Outcome duplicate(Session session, Request request) {
    place.sessions().duplicate(session, request.fd(), (int) request.number(1));
    return Outcome.DONE;
  }

  /** CLOSE. */
  Outcome close(Session session, Request request) {
    place.sessions().close(session, request.fd());
    return Outcome.DONE;
  }
}

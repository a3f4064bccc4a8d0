package io.capio.server.request;

import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.server.files.RefusedException;
import io.capio.server.operation.Transfers;
import io.capio.server.operation.Workplace;
import io.capio.server.session.Outcome;
import io.capio.server.session.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** REASON, CANCEL, STATUS, STOP and PERSIST of the extensions. */
final class ControlRequests {
  /** In the progress of a PERSIST: a second time is needed. */
  private static final int AGAIN = 1;

  private static final int FORCE = 1;
  private static final int ONLY_IF_ALONE = 2;

  private final Workplace place;
  private final ServerControl server;

  ControlRequests(Workplace place, ServerControl server) {
    this.place = place;
    this.server = server;
  }

  /** REASON. */
  Outcome reason(Session session) throws RefusedException {
    return sendPart(session, session.reason().getBytes(StandardCharsets.UTF_8), 0);
  }

  /** STATUS. */
  Outcome status(Session session, Request request) throws RefusedException {
    long offset = request.number(0);
    if (offset == 0) {
      session.status(server.status());
    }
    if (offset < 0 || offset > session.status().length) {
      throw new RefusedException(Errno.EINVAL, "no status at " + offset);
    }
    return sendPart(session, session.status(), (int) offset);
  }

  private static Outcome sendPart(Session session, byte[] bytes, int offset)
      throws RefusedException {
    int length = Transfers.room(session, bytes.length - offset);
    if (length == 0 && offset < bytes.length) {
      return Outcome.BUSY;
    }
    Transfers.sendBytes(session, length, ByteBuffer.wrap(bytes, offset, length).slice(), length);
    return Outcome.DONE;
  }

  /** CANCEL. */
  Outcome cancel(Session session, Request request) {
    Session victim = place.sessions().get((int) request.number(0));
    if (victim != null && victim.step().process().equals(session.step().process())) {
      String what = victim.waitingFor();
      place
          .sessions()
          .cancel(
              victim,
              new RefusedException(Errno.ECANCELED, "the wait for " + what + " was cancelled"));
    }
    session.reply(0);
    return Outcome.DONE;
  }

  /** STOP. */
  Outcome stop(Session session, Request request) throws RefusedException {
    long flags = request.number(0);
    if ((flags & ONLY_IF_ALONE) != 0 && place.sessions().hasOthers(session.step().process())) {
      throw new RefusedException(Errno.EBUSY, "other processes are connected");
    }
    if ((flags & FORCE) == 0) {
      String loss = server.lossAtEnd(session.step());
      if (!loss.isEmpty()) {
        throw new RefusedException(Errno.EBUSY, loss);
      }
    }
    session.reply(0);
    server.end();
    return Outcome.DONE;
  }

  /** Keeps in the session's progress how many writings must be over, and whether that is all. */
  private void lend(Session session) {
    boolean again = server.lend(session.step());
    session.progress(2 * (server.persistStarted() + 1) + (again ? AGAIN : 0));
  }

  private boolean isOver(Session session) {
    return server.persistEnded() >= session.progress() / 2 - 1;
  }

  /** PERSIST: answered when the writings that were started before it are over. */
  Outcome persist(Session session) throws RefusedException {
    if (session.progress() == 0) {
      lend(session);
    }
    if (isOver(session) && session.progress() % 2 == AGAIN) {
      // by now nothing is being copied that is older than this request
      lend(session);
      session.progress(session.progress() - session.progress() % 2);
    }
    if (!isOver(session)) {
      session.waitIn(server.persistWaiters(), "the disk", "");
      return Outcome.WAITING;
    }
    server.readOnDisk(session.step());
    if (!server.persistFailure().isEmpty()) {
      throw new RefusedException(Errno.EIO, server.persistFailure());
    }
    session.reply(0);
    return Outcome.DONE;
  }
}

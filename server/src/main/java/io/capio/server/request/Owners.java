package io.capio.server.request;

import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.server.files.Handle;
import io.capio.server.files.RefusedException;
import io.capio.server.operation.Workplace;
import io.capio.server.session.Session;

/** Finds the handle that an extension request names by owner and descriptor. */
final class Owners {
  private Owners() {}

  /** The session that opened it, which must be of the asker's process. */
  static Session owner(Workplace place, Session asker, Request request) throws RefusedException {
    return owner(place, asker, (int) request.number(0));
  }

  private static Session owner(Workplace place, Session asker, int tid) throws RefusedException {
    Session owner = tid == asker.tid() ? asker : place.sessions().get(tid);
    if (owner == null || !owner.step().process().equals(asker.step().process())) {
      throw new RefusedException(Errno.EBADF, "this process has no session " + tid);
    }
    return owner;
  }

  /** The handle of the request's first two numbers. */
  static Handle handle(Workplace place, Session asker, Request request) throws RefusedException {
    return handle(place, asker, (int) request.number(0), (int) request.number(1));
  }

  /** The handle of that descriptor of that owner. */
  static Handle handle(Workplace place, Session asker, int owner, int fd) throws RefusedException {
    return owner(place, asker, owner).requireHandle(fd);
  }
}

package io.capio.server.request;

import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.server.files.Namespace;
import io.capio.server.files.RefusedException;
import io.capio.server.operation.Paths;
import io.capio.server.operation.Workplace;
import io.capio.server.session.Outcome;
import io.capio.server.session.Session;
import java.nio.charset.StandardCharsets;

/** MAKE_DIRECTORY, DELETE and RENAME_TO of the extensions. */
final class PathRequests {
  private static final int REPLACE = 1;

  private final Workplace place;
  private final Paths paths;

  PathRequests(Workplace place, Paths paths) {
    this.place = place;
    this.paths = paths;
  }

  /** MAKE_DIRECTORY. */
  Outcome makeDirectory(Session session, Request request) throws RefusedException {
    String path = Namespace.normalize(request.text());
    if (isOrdinary(path)) {
      return ordinary(session);
    }
    paths.makeDirectory(path, session.step(), (int) request.number(0));
    session.reply(0);
    return Outcome.DONE;
  }

  /** DELETE. */
  Outcome delete(Session session, Request request) throws RefusedException {
    String path = Namespace.normalize(request.text());
    if (isOrdinary(path)) {
      return ordinary(session);
    }
    Paths.Wanted wanted =
        switch ((int) request.number(0)) {
          case 0 -> Paths.Wanted.ANY;
          case 1 -> Paths.Wanted.NOT_A_DIRECTORY;
          case 2 -> Paths.Wanted.DIRECTORY;
          default -> throw RefusedException.of(Errno.EINVAL, path);
        };
    paths.delete(path, wanted);
    session.reply(0);
    return Outcome.DONE;
  }

  /** RENAME_TO. */
  Outcome rename(Session session, Request request) throws RefusedException {
    byte[] both = request.text().getBytes(StandardCharsets.UTF_8);
    long oldBytes = request.number(1);
    if (oldBytes <= 0 || oldBytes >= both.length) {
      throw new RefusedException(Errno.EINVAL, "a rename without two paths");
    }
    int length = (int) oldBytes;
    String from = Namespace.normalize(new String(both, 0, length, StandardCharsets.UTF_8));
    String to =
        Namespace.normalize(new String(both, length, both.length - length, StandardCharsets.UTF_8));
    if (isOrdinary(from) || isOrdinary(to)) {
      return ordinary(session);
    }
    paths.rename(from, to, (request.number(0) & REPLACE) != 0, session.step());
    session.reply(0);
    return Outcome.DONE;
  }

  private boolean isOrdinary(String path) {
    return !place.namespace().contains(path) || place.rules().isExcluded(path);
  }

  private static Outcome ordinary(Session session) {
    session.reply(Errno.ORDINARY);
    return Outcome.DONE;
  }
}

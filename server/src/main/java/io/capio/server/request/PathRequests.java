package io.capio.server.request;

import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.server.files.LinkNode;
import io.capio.server.files.Namespace;
import io.capio.server.files.Node;
import io.capio.server.files.RefusedException;
import io.capio.server.operation.HardLinks;
import io.capio.server.operation.Paths;
import io.capio.server.operation.Transfers;
import io.capio.server.operation.Workplace;
import io.capio.server.session.Outcome;
import io.capio.server.session.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * MAKE_DIRECTORY, DELETE, RENAME_TO, MAKE_LINK, HARD_LINK, READ_LINK and PATH_OF of the extensions.
 */
final class PathRequests {
  private static final int REPLACE = 1;

  private final Workplace place;
  private final Paths paths;
  private final HardLinks hardLinks;

  PathRequests(Workplace place, Paths paths) {
    this.place = place;
    this.paths = paths;
    this.hardLinks = new HardLinks(place, paths);
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
    if (isOrdinary(path) || place.namespace().isSpecial(path)) {
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
    String[] parts = two(request, 1, "a rename without two paths");
    String from = Namespace.normalize(parts[0]);
    String to = Namespace.normalize(parts[1]);
    if (isOrdinary(from) || isOrdinary(to) || place.namespace().isSpecial(from)) {
      return ordinary(session);
    }
    paths.rename(from, to, (request.number(0) & REPLACE) != 0, session.step());
    session.reply(0);
    return Outcome.DONE;
  }

  /** MAKE_LINK. */
  Outcome makeLink(Session session, Request request) throws RefusedException {
    String[] parts = two(request, 0, "a symbolic link to nothing");
    String path = Namespace.normalize(parts[0]);
    if (isOrdinary(path)) {
      return ordinary(session);
    }
    paths.makeLink(path, parts[1], session.step());
    session.reply(0);
    return Outcome.DONE;
  }

  /** HARD_LINK. */
  Outcome hardLink(Session session, Request request) throws RefusedException {
    String[] parts = two(request, 0, "a hard link without two paths");
    String existing = Namespace.normalize(parts[0]);
    String path = Namespace.normalize(parts[1]);
    if (isOrdinary(existing) || place.namespace().isSpecial(existing)) {
      return ordinary(session);
    }
    Node node = hardLinks.linkable(existing);
    if (isOrdinary(path)) {
      return ordinary(session);
    }
    hardLinks.make(node, path, session.step());
    session.reply(0);
    return Outcome.DONE;
  }

  /** READ_LINK. */
  Outcome readLink(Session session, Request request) throws RefusedException {
    String path = Namespace.normalize(request.text());
    if (isOrdinary(path)) {
      return ordinary(session);
    }
    Node node = place.namespace().find(path);
    if (node == null) {
      throw place.namespace().absence(path);
    }
    if (!(node instanceof LinkNode link)) {
      throw RefusedException.of(Errno.EINVAL, path);
    }
    return answer(session, link.target(), path + ": no room to say where the link leads");
  }

  /** PATH_OF. */
  Outcome ofHandle(Session session, Request request) throws RefusedException {
    Node node = Owners.handle(place, session, request).node();
    if (node.parent() == null && node != place.namespace().root()) {
      throw RefusedException.of(Errno.ENOENT, node.path());
    }
    return answer(session, node.path(), node + ": no room to say where it is");
  }

  private static Outcome answer(Session session, String answer, String noRoom)
      throws RefusedException {
    byte[] text = answer.getBytes(StandardCharsets.UTF_8);
    if (Transfers.room(session, text.length) < text.length) {
      throw new RefusedException(Errno.ENOSPC, noRoom);
    }
    Transfers.sendBytes(session, text.length, ByteBuffer.wrap(text), text.length);
    return Outcome.DONE;
  }

  /** The two texts of a request; a number of it is the length of the first. */
  private static String[] two(Request request, int number, String missing) throws RefusedException {
    String[] parts = Request.parts(request.text(), request.number(number));
    if (parts == null) {
      throw new RefusedException(Errno.EINVAL, missing);
    }
    return parts;
  }

  private boolean isOrdinary(String path) {
    return !place.namespace().contains(path) || place.rules().isExcluded(path);
  }

  private static Outcome ordinary(Session session) {
    session.reply(Errno.ORDINARY);
    return Outcome.DONE;
  }
}

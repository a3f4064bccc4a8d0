package io.capio.server.request;

import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.server.files.DirectoryNode;
import io.capio.server.files.FileNode;
import io.capio.server.files.Handle;
import io.capio.server.files.LinkNode;
import io.capio.server.files.Namespace;
import io.capio.server.files.Node;
import io.capio.server.files.RefusedException;
import io.capio.server.operation.FileContents;
import io.capio.server.operation.Paths;
import io.capio.server.operation.Workplace;
import io.capio.server.session.Outcome;
import io.capio.server.session.Session;

/** Requests of the base wire about paths, and FSTAT and SEEK_END, which answer like STAT. */
final class BasePaths {

  private final Workplace place;
  private final Paths paths;

  BasePaths(Workplace place, Paths paths) {
    this.place = place;
    this.paths = paths;
  }

  private static Outcome answer(Session session, long word) {
    session.reply(word);
    return Outcome.DONE;
  }

  /** ACCESS: never waits. */
  Outcome access(Session session, Request request) throws RefusedException {
    String path = Namespace.normalize(request.text());
    if (place.rules().isExcluded(path)) {
      return answer(session, Errno.ORDINARY);
    }
    boolean known =
        place.namespace().contains(path) && place.links().find(place.links().lead(path)) != null;
    return answer(session, known ? 0 : -1);
  }

  /** STAT: waits for a path that does not exist, unless the asker declares to produce it. */
  Outcome stat(Session session, Request request) throws RefusedException {
    String named = Namespace.normalize(request.text());
    if (place.rules().isExcluded(named)) {
      return answer(session, Errno.ORDINARY);
    }
    if (!place.namespace().contains(named)) {
      return noSuch(session);
    }
    if (isLinkToNothing(named)) {
      // also asked by who wants to know what the link itself is, as ls does, and must not wait
      return answer(session, Errno.ORDINARY);
    }
    String path = place.links().lead(named);
    Node node = place.links().find(path);
    boolean inside = place.namespace().contains(path);
    if (node != null) {
      return sizeAndKind(session, node);
    }
    if (!inside || place.rules().isDeclaredProducer(path, session.application())) {
      return noSuch(session);
    }
    session.waitIn(place.namespace().absent(path), "the creation of ", path);
    return Outcome.WAITING;
  }

  /** Whether the disk has a link there that leads nowhere, or in a circle: the disk says it all. */
  private boolean isLinkToNothing(String named) throws RefusedException {
    String entry = place.links().leadOfEntry(named);
    if (!place.namespace().contains(entry)
        || !(place.namespace().find(entry) instanceof LinkNode link)
        || !link.isOnDisk()) {
      return false;
    }
    try {
      return place.links().find(place.links().lead(entry)) == null;
    } catch (RefusedException circle) {
      return true;
    }
  }

  /** FSTAT and SEEK_END, which does not move the offset. */
  Outcome statOpen(Session session, Request request) throws RefusedException {
    Handle handle = session.handle(request.fd());
    return handle == null ? noSuch(session) : sizeAndKind(session, handle.node());
  }

  private static Outcome noSuch(Session session) {
    session.reply(-1);
    session.reply(-1);
    return Outcome.DONE;
  }

  private Outcome sizeAndKind(Session session, Node node) throws RefusedException {
    if (node instanceof FileNode file) {
      long size = FileContents.size(file);
      session.reply(size);
      session.reply(0);
    } else {
      int entries = place.namespace().list((DirectoryNode) node).entries().size() + 2;
      session.reply((long) entries * DirectoryRequests.RECORD_BYTES);
      session.reply(1);
    }
    return Outcome.DONE;
  }

  /** MKDIR. */
  Outcome makeDirectory(Session session, Request request) throws RefusedException {
    String path = inside(request.text());
    paths.makeDirectoryInMemory(path, session.step());
    return answer(session, 0);
  }

  /** RMDIR. */
  Outcome removeDirectory(Session session, Request request) throws RefusedException {
    String path = inside(request.text());
    if (place.rules().isExcluded(path)) {
      return answer(session, Errno.ORDINARY);
    }
    paths.delete(path, Paths.Wanted.DIRECTORY);
    return answer(session, 0);
  }

  /** UNLINK. */
  Outcome unlink(Session session, Request request) throws RefusedException {
    String path = inside(request.text());
    if (place.rules().isExcluded(path)) {
      return answer(session, Errno.ORDINARY);
    }
    paths.delete(path, Paths.Wanted.ANY);
    return answer(session, 0);
  }

  /** RENAME, over an existing target as in rename(2). */
  Outcome rename(Session session, Request request) throws RefusedException {
    paths.rename(inside(request.text()), inside(request.target()), true, session.step());
    return answer(session, 0);
  }

  private String inside(String text) throws RefusedException {
    String path = place.links().leadOfEntry(Namespace.normalize(text));
    if (!place.namespace().contains(path)) {
      throw RefusedException.of(Errno.ENOENT, path);
    }
    return path;
  }
}

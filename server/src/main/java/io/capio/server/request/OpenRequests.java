package io.capio.server.request;

import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.server.files.DirectoryNode;
import io.capio.server.files.FileNode;
import io.capio.server.files.FileState;
import io.capio.server.files.Handle;
import io.capio.server.files.LinkNode;
import io.capio.server.files.Namespace;
import io.capio.server.files.Node;
import io.capio.server.files.RefusedException;
import io.capio.server.operation.FileContents;
import io.capio.server.operation.Workplace;
import io.capio.server.session.Outcome;
import io.capio.server.session.Session;

/** OPEN_FILE, DUPLICATE and CLOSE_FILE of the extensions. */
final class OpenRequests {
  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int CREATE = 4;
  private static final int EXCLUSIVE = 8;
  private static final int TRUNCATE = 16;
  private static final int APPEND = 32;
  private static final int WAIT = 64;
  private static final int NEVER_WAIT = 128;
  private static final int DIRECTORY = 256;
  private static final int NO_FOLLOW = 512;
  private static final int SEEN_ON_DISK = 1024;

  /** In the reply: what is written under one of the names is to be seen under the others. */
  private static final int OTHER_NAMES = 2;

  private final Workplace place;
  private final FileContents contents;

  OpenRequests(Workplace place, FileContents contents) {
    this.place = place;
    this.contents = contents;
  }

  /** OPEN_FILE. */
  Outcome open(Session session, Request request) throws RefusedException {
    int flags = (int) request.number(1);
    String path = Namespace.normalize(request.text());
    if (!place.namespace().contains(path) || place.rules().isExcluded(path)) {
      session.reply(Errno.ORDINARY);
      return Outcome.DONE;
    }
    Node node = place.namespace().find(path);
    if (place.isLeftByDead(node, session)) {
      return Outcome.BUSY;
    }
    if (node == null && place.namespace().isSpecial(path)) {
      session.reply(Errno.ORDINARY);
      return Outcome.DONE;
    }
    if (node == null) {
      return (flags & CREATE) != 0
          ? create(session, request, path, flags)
          : awaitCreation(session, path, flags);
    }
    if ((flags & (CREATE | EXCLUSIVE)) == (CREATE | EXCLUSIVE)) {
      throw RefusedException.of(Errno.EEXIST, path);
    }
    if (node instanceof LinkNode link) {
      throw (flags & NO_FOLLOW) != 0
          ? RefusedException.of(Errno.ELOOP, path)
          : RefusedException.linked(link);
    }
    if (node instanceof DirectoryNode directory) {
      return openDirectory(session, request, directory, flags);
    }
    return openFile(session, request, (FileNode) node, flags);
  }

  private Outcome create(Session session, Request request, String path, int flags)
      throws RefusedException {
    if ((flags & DIRECTORY) != 0) {
      throw RefusedException.of(Errno.EINVAL, path);
    }
    DirectoryNode parent = place.namespace().parentFor(path);
    requireWritable(path, parent.isOnDisk() ? parent.path() : null);
    FileNode file =
        place
            .lifecycle()
            .create(parent, Namespace.nameOf(path), session.step(), (int) request.number(2));
    showOnDisk(file, flags);
    opened(session, request, file, flags, 1);
    return Outcome.DONE;
  }

  /** What the disk would refuse at the commit is refused at the open. */
  private void requireWritable(String path, String onDisk) throws RefusedException {
    if (onDisk != null && place.rules().isPersistent(path) && !place.disk().isWritable(onDisk)) {
      throw RefusedException.of(Errno.EACCES, path);
    }
  }

  private Outcome awaitCreation(Session session, String path, int flags) throws RefusedException {
    boolean awaited = (flags & WAIT) != 0 || place.rules().isAwaited(path, session.application());
    RefusedException absence = place.namespace().absence(path);
    boolean elsewhere = absence.errno() == Errno.LINKED;
    boolean never = absence.errno() == Errno.ENAMETOOLONG;
    if (!awaited || (flags & NEVER_WAIT) != 0 || elsewhere || never) {
      throw absence;
    }
    session.waitIn(place.namespace().absent(path), "the creation of ", path);
    return Outcome.WAITING;
  }

  private Outcome openDirectory(
      Session session, Request request, DirectoryNode directory, int flags)
      throws RefusedException {
    if ((flags & DIRECTORY) == 0) {
      if ((flags & WRITE) == 0 && directory.isOnDisk()) {
        session.reply(Errno.ORDINARY);
        return Outcome.DONE;
      }
      throw RefusedException.of(Errno.EISDIR, directory.path());
    }
    opened(session, request, directory, flags & READ, 0);
    return Outcome.DONE;
  }

  private Outcome openFile(Session session, Request request, FileNode file, int flags)
      throws RefusedException {
    if ((flags & DIRECTORY) != 0) {
      throw RefusedException.of(Errno.ENOTDIR, file.path());
    }
    boolean writing = (flags & WRITE) != 0;
    boolean truncating = writing && (flags & TRUNCATE) != 0;
    // beside a writer, whose bytes come here, a reader must not look elsewhere
    if (file.isDiskCurrent() && !writing && file.writers() == 0) {
      place.activity().openedOnDisk(session.step().actor(), file.path());
      session.reply(Errno.ORDINARY);
      return Outcome.DONE;
    }
    if (truncating) {
      requireWritable(file.path(), file.isDiskCurrent() ? file.path() : null);
    } else if (writing && file.isDiskCurrent() && !place.disk().isWritable(file.path())) {
      throw RefusedException.of(Errno.EACCES, file.path());
    }
    boolean failed = file.state() == FileState.FAILED;
    boolean ownFile = failed && place.isProducer(file, session.application());
    boolean takingOver = failed && !truncating && !file.isDamaged() && (flags & WRITE) != 0;
    boolean again = failed && !takingOver && (flags & (WRITE | CREATE)) == (WRITE | CREATE);
    if (takingOver && (ownFile || (flags & CREATE) != 0)) {
      place.lifecycle().takeOver(file, session.step());
    } else if (failed && !truncating && !again && !ownFile) {
      return openFailed(session, file, flags);
    }
    FileNode target = file;
    if (truncating) {
      FileContents.takeModeFromDisk(place, file);
    }
    if (again || (truncating && file.state() != FileState.OPEN && file.writers() == 0)) {
      boolean there = file.isDiskCurrent() && place.rules().isPersistent(file.path());
      int mode = (int) request.number(2);
      target =
          there && ((flags & SEEN_ON_DISK) != 0 || place.disk().hasOtherNames(file.path()))
              ? contents.rewriteOnDisk(file, session.step(), mode)
              : place.lifecycle().replace(file, session.step(), mode);
    } else if (truncating) {
      // who has it open for writing writes on, so that it stays the same file
      contents.empty(file);
    }
    if (truncating) {
      showOnDisk(target, flags);
    }
    opened(session, request, target, flags, hasOtherNames(target) ? OTHER_NAMES : 0);
    return Outcome.DONE;
  }

  private boolean hasOtherNames(FileNode file) {
    return (file.isOnlyOnDisk() || file.isDiskCurrent()) && place.disk().hasOtherNames(file.path());
  }

  private void showOnDisk(FileNode file, int flags) {
    if ((flags & SEEN_ON_DISK) != 0) {
      place.lifecycle().showOnDisk(file);
    }
  }

  /** Its producer may come again if the workflow declares one. */
  private Outcome openFailed(Session session, FileNode file, int flags) throws RefusedException {
    boolean again =
        place.rules().isDeclaredOutput(file.path())
            && !place.isProducer(file, session.application());
    if (!again || (flags & NEVER_WAIT) != 0) {
      throw new RefusedException(Errno.EOWNERDEAD, file.failure());
    }
    session.waitIn(file.waiters(), "another attempt of the producer of ", file.path());
    return Outcome.WAITING;
  }

  private void opened(Session session, Request request, Node node, int flags, long word) {
    Handle handle =
        place
            .lifecycle()
            .open(
                node,
                session.step(),
                (flags & READ) != 0,
                (flags & WRITE) != 0,
                (flags & APPEND) != 0);
    place.sessions().open(session, (int) request.number(0), handle);
    session.reply(word);
  }

  /** DUPLICATE. */
  Outcome duplicate(Session session, Request request) throws RefusedException {
    Handle handle = Owners.handle(place, session, request);
    place.sessions().open(session, (int) request.number(2), handle);
    session.reply(0);
    return Outcome.DONE;
  }

  /** CLOSE_FILE. */
  Outcome close(Session session, Request request) throws RefusedException {
    Session owner = Owners.owner(place, session, request);
    int fd = (int) request.number(1);
    Handle handle = owner.requireHandle(fd);
    place.sessions().close(owner, fd);
    handle.throwKeptError();
    session.reply(0);
    return Outcome.DONE;
  }
}

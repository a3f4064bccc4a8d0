package io.capio.server.request;

import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.server.disk.EntryKind;
import io.capio.server.files.DirectoryNode;
import io.capio.server.files.FileNode;
import io.capio.server.files.FileState;
import io.capio.server.files.LinkNode;
import io.capio.server.files.Namespace;
import io.capio.server.files.Node;
import io.capio.server.files.RefusedException;
import io.capio.server.operation.DiskErrors;
import io.capio.server.operation.FileContents;
import io.capio.server.operation.Workplace;
import io.capio.server.session.Outcome;
import io.capio.server.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** ATTRIBUTES, ATTRIBUTES_OF and SET_ATTRIBUTES of the extensions. */
final class AttributeRequests {
  private static final int FINAL_SIZE = 1;
  private static final int NEVER_WAIT = 2;
  private static final int ONLY_CREATION = 8;
  private static final int NO_FOLLOW = 16;
  private static final int SET_MODE = 1;
  private static final int SET_MODIFIED = 2;
  private static final int SET_ACCESSED = 4;
  private static final int SET_NO_FOLLOW = 8;
  private static final int DIRECTORY_BYTES = 4096;
  private static final int DEFAULT_FILE_MODE = 0644;
  private static final int DEFAULT_DIRECTORY_MODE = 0755;

  private final Workplace place;
  private final FileContents contents;

  AttributeRequests(Workplace place, FileContents contents) {
    this.place = place;
    this.contents = contents;
  }

  /** ATTRIBUTES. */
  Outcome ofPath(Session session, Request request) throws RefusedException {
    int flags = (int) request.number(0);
    String path = Namespace.normalize(request.text());
    if (isOrdinary(path)) {
      session.reply(Errno.ORDINARY);
      return Outcome.DONE;
    }
    Node node = find(path, (flags & NO_FOLLOW) != 0);
    if (place.isLeftByDead(node, session)) {
      return Outcome.BUSY;
    }
    if (node != null) {
      return answer(session, node, flags);
    }
    if (place.namespace().isSpecial(path)) {
      session.reply(Errno.ORDINARY);
      return Outcome.DONE;
    }
    RefusedException absence = place.namespace().absence(path);
    if ((flags & NEVER_WAIT) != 0
        || absence.errno() == Errno.LINKED
        || !place.rules().isAwaited(path, session.application())) {
      throw absence;
    }
    session.waitIn(place.namespace().absent(path), "the creation of ", path);
    return Outcome.WAITING;
  }

  private Node find(String path, boolean linkItself) throws RefusedException {
    Node node = place.namespace().find(path);
    if (node instanceof LinkNode link && !linkItself) {
      throw RefusedException.linked(link);
    }
    return node;
  }

  private boolean isOrdinary(String path) {
    return !place.namespace().contains(path) || place.rules().isExcluded(path);
  }

  /** ATTRIBUTES_OF. */
  Outcome ofHandle(Session session, Request request) throws RefusedException {
    Node node = Owners.handle(place, session, request).node();
    return words(session, node, (int) request.number(2));
  }

  private Outcome answer(Session session, Node node, int flags) throws RefusedException {
    if ((flags & ONLY_CREATION) != 0) {
      session.reply(node.isFoundOnDisk() ? Errno.ORDINARY : node.created());
      return Outcome.DONE;
    }
    if (isOnDisk(node) && !waits(session, node, flags)) {
      session.reply(Errno.ORDINARY);
      return Outcome.DONE;
    }
    return words(session, node, flags);
  }

  /** Whether the disk answers as well as the server, so that the JDK can ask it directly. */
  private static boolean isOnDisk(Node node) {
    return node instanceof FileNode file
        ? file.isDiskCurrent() || file.isOnlyOnDisk()
        : node.isOnDisk();
  }

  private boolean waits(Session session, Node node, int flags) throws RefusedException {
    return (flags & (FINAL_SIZE | NEVER_WAIT)) == FINAL_SIZE
        && node instanceof FileNode file
        && file.state() == FileState.OPEN
        && contents.awaitsFinalSize(file, session.application());
  }

  private Outcome words(Session session, Node node, int flags) throws RefusedException {
    long size = DIRECTORY_BYTES;
    if (node instanceof FileNode file) {
      if (waits(session, file, flags)) {
        session.waitIn(file.waiters(), "the final size of ", file.path());
        return Outcome.WAITING;
      }
      size = FileContents.size(file);
    }
    EntryKind kind = node.isDirectory() ? EntryKind.DIRECTORY : EntryKind.FILE;
    if (node instanceof LinkNode link) {
      kind = EntryKind.LINK;
      size = link.target().getBytes(StandardCharsets.UTF_8).length;
    }
    int mode = node.isDirectory() ? DEFAULT_DIRECTORY_MODE : DEFAULT_FILE_MODE;
    session.reply(kind.number());
    session.reply(size);
    session.reply(node.state().number());
    session.reply(node.modified());
    session.reply(node.accessed());
    session.reply(node.created());
    session.reply(node.mode() >= 0 ? node.mode() : mode);
    session.reply(node.identity());
    return Outcome.DONE;
  }

  /** SET_ATTRIBUTES. */
  Outcome set(Session session, Request request) throws RefusedException {
    String path = Namespace.normalize(request.text());
    long mask = request.number(0);
    Node node = isOrdinary(path) ? null : find(path, (mask & SET_NO_FOLLOW) != 0);
    if (place.isLeftByDead(node, session)) {
      return Outcome.BUSY;
    }
    if (node == null && !isOrdinary(path) && !place.namespace().isSpecial(path)) {
      throw place.namespace().absence(path);
    }
    if (node instanceof DirectoryNode directory && directory.isOnDisk() && (mask & SET_MODE) == 0) {
      setTimes(directory, mask, request);
      session.reply(0);
      return Outcome.DONE;
    }
    if (node == null || isOnDisk(node)) {
      session.reply(Errno.ORDINARY);
      return Outcome.DONE;
    }
    if ((mask & SET_MODE) != 0) {
      if (node instanceof LinkNode) {
        throw RefusedException.of(Errno.ELOOP, path);
      }
      node.mode((int) request.number(1));
    }
    if ((mask & SET_MODIFIED) != 0) {
      node.modified(request.number(2));
    }
    if ((mask & SET_ACCESSED) != 0) {
      node.accessed(request.number(3));
    }
    if (node instanceof FileNode file) {
      place.lifecycle().attributesChanged(file);
    }
    session.reply(0);
    return Outcome.DONE;
  }

  /** Here and not by the client, because the writing of files sets times of directories as well. */
  private void setTimes(DirectoryNode directory, long mask, Request request)
      throws RefusedException {
    OptionalLong modified = given(mask, SET_MODIFIED, request.number(2));
    OptionalLong accessed = given(mask, SET_ACCESSED, request.number(3));
    try {
      place.disk().setTimes(directory.path(), modified, accessed);
    } catch (IOException e) {
      throw DiskErrors.refusal(e);
    }
  }

  private static OptionalLong given(long mask, int bit, long nanos) {
    return (mask & bit) != 0 ? OptionalLong.of(nanos) : OptionalLong.empty();
  }
}

package io.capio.server.request;

import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.server.files.DirectoryNode;
import io.capio.server.files.FileNode;
import io.capio.server.files.FileState;
import io.capio.server.files.Handle;
import io.capio.server.files.Namespace;
import io.capio.server.files.Node;
import io.capio.server.files.RefusedException;
import io.capio.server.operation.FileContents;
import io.capio.server.operation.Transfers;
import io.capio.server.operation.Workplace;
import io.capio.server.session.Cursor;
import io.capio.server.session.Outcome;
import io.capio.server.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Requests of the base wire about open files: OPEN, CREATE, READ, WRITE and the SEEKs. */
final class BaseFiles {
  private static final int UNKNOWN_MODE = -1;
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  /**
   * Bytes "read" of a failed file, negative. Upstream's client has no word for an error in READ; it
   * computes a count from the reply, and any count but a hugely negative one would be taken for an
   * end of file or for bytes that never come. A multiple of every sensible line size.
   */
  private static final long FAILED = -(1L << 40);

  private final Workplace place;
  private final FileContents contents;

  BaseFiles(Workplace place, FileContents contents) {
    this.place = place;
    this.contents = contents;
  }

  /** OPEN: waits for a path that does not exist, as upstream's clients expect. */
  Outcome open(Session session, Request request) throws RefusedException {
    String named = Namespace.normalize(request.text());
    if (place.rules().isExcluded(named)) {
      return answer(session, Errno.ORDINARY);
    }
    if (!place.namespace().contains(named)) {
      return answer(session, 1);
    }
    String path = place.links().lead(named);
    Node node = place.links().find(path);
    if (node == null && !place.namespace().contains(path)) {
      return answer(session, 1);
    }
    if (node == null) {
      session.waitIn(place.namespace().absent(path), "the creation of ", path);
      return Outcome.WAITING;
    }
    if (node.state() == FileState.FAILED && place.rules().isDeclaredOutput(path)) {
      session.waitIn(node.waiters(), "another attempt of the producer of ", path);
      return Outcome.WAITING;
    }
    attach(session, request.fd(), node, false);
    return answer(session, 0);
  }

  /** CREATE: like {@code O_CREAT}, makes the file or opens it as it is. */
  Outcome create(Session session, Request request) throws RefusedException {
    String named = Namespace.normalize(request.text());
    if (place.rules().isExcluded(named)) {
      return answer(session, Errno.ORDINARY);
    }
    String path = place.namespace().contains(named) ? place.links().lead(named) : named;
    if (!place.namespace().contains(path)) {
      return answer(session, 1);
    }
    Node node = place.namespace().find(path);
    if (node instanceof FileNode file
        && ((file.isDiskCurrent() && file.writers() == 0) || file.state() == FileState.FAILED)) {
      // the wire does not carry O_TRUNC; upstream's server starts a file of the disk empty, too
      node = place.lifecycle().replace(file, session.step(), UNKNOWN_MODE);
    }
    if (node == null) {
      node = make(session, path);
    }
    attach(session, request.fd(), node, true);
    return answer(session, 0);
  }

  /** CREATE_EXCLUSIVE. */
  Outcome createExclusive(Session session, Request request) throws RefusedException {
    String named = Namespace.normalize(request.text());
    if (place.rules().isExcluded(named)) {
      return answer(session, Errno.ORDINARY);
    }
    String path = place.links().leadOfEntry(named);
    if (!place.namespace().contains(path) || place.namespace().find(path) != null) {
      return answer(session, 1);
    }
    attach(session, request.fd(), make(session, path), true);
    return answer(session, 0);
  }

  private FileNode make(Session session, String path) throws RefusedException {
    DirectoryNode parent = place.namespace().parentFor(path);
    return place.lifecycle().create(parent, Namespace.nameOf(path), session.step(), UNKNOWN_MODE);
  }

  private void attach(Session session, int fd, Node node, boolean writing) {
    Handle handle =
        place.lifecycle().open(node, session.step(), true, writing && !node.isDirectory(), false);
    place.sessions().open(session, fd, handle);
  }

  private static Outcome answer(Session session, long word) {
    session.reply(word);
    return Outcome.DONE;
  }

  /** READ. */
  Outcome read(Session session, Request request) {
    int fd = request.fd();
    Cursor cursor = session.cursor(fd);
    long offset = cursor.offset();
    Handle handle = session.handle(fd);
    if (handle == null
        || !(handle.node() instanceof FileNode file)
        || request.number(1) <= 0
        || offset < 0) {
      return answer(session, offset);
    }
    try {
      long there = contents.readable(file, session.application(), offset, request.number(1));
      if (there == FileContents.WAIT) {
        session.waitIn(
            file.waiters(),
            file.rule().firable() ? "bytes from " + offset + " on of " : "the commit of ",
            file.path());
        return Outcome.WAITING;
      }
      int length = Transfers.room(session, there);
      if (length == 0 && there > 0) {
        return Outcome.BUSY;
      }
      cursor.offset(offset + length);
      Transfers.send(session, offset + length, file.content(), offset, length);
      place.activity().read(session.step().actor(), file.path(), length);
      return Outcome.DONE;
    } catch (RefusedException e) {
      cursor.offset(offset);
      return failRead(session, request);
    }
  }

  /** Answers a READ whose bytes will never come. */
  Outcome failRead(Session session, Request request) {
    return answer(session, session.cursor(request.fd()).offset() + FAILED);
  }

  /** WRITE, which has no reply. */
  Outcome write(Session session, Request request) {
    Cursor cursor = session.cursor(request.fd());
    Handle handle = session.handle(request.fd());
    long count = request.number(1);
    long start = cursor.offset();
    if (count == 0 && handle != null) {
      put(handle, start, EMPTY, 0);
    }
    Outcome outcome =
        Transfers.receive(
            session,
            count,
            (slot, length, done) -> {
              if (handle != null) {
                put(handle, start + done, slot, length);
              }
            });
    if (outcome == Outcome.DONE && count > 0) {
      cursor.offset(start + count);
    }
    return outcome;
  }

  private void put(Handle handle, long offset, ByteBuffer slot, int length) {
    try {
      contents.write(handle, Math.max(0, offset), slot, length);
    } catch (RefusedException e) {
      handle.keepError(e.errno(), e.getMessage());
    }
  }

  /** SEEK. */
  Outcome seek(Session session, Request request) {
    session.cursor(request.fd()).offset(request.number(1));
    return answer(session, request.number(1));
  }

  /** SEEK_DATA and SEEK_HOLE. */
  Outcome seekPart(Session session, Request request, boolean data) {
    long offset = request.number(1);
    long found = -1;
    Handle handle = session.handle(request.fd());
    if (handle != null && handle.node() instanceof FileNode file) {
      try {
        found = data ? file.content().seekData(offset) : file.content().seekHole(offset);
      } catch (IOException e) {
        found = -1;
      }
    }
    session.cursor(request.fd()).offset(found);
    return answer(session, found);
  }
}

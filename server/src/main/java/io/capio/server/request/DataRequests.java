package io.capio.server.request;

import io.capio.ipc.Errno;
import io.capio.ipc.OpenLine;
import io.capio.ipc.Request;
import io.capio.server.files.FileNode;
import io.capio.server.files.Handle;
import io.capio.server.files.RefusedException;
import io.capio.server.operation.DiskErrors;
import io.capio.server.operation.FileContents;
import io.capio.server.operation.Transfers;
import io.capio.server.operation.Workplace;
import io.capio.server.session.Outcome;
import io.capio.server.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;

/** READ_AT, WRITE_AT, SEEK_PART, SYNC, SIZE and TRUNCATE of the extensions. */
final class DataRequests {
  private static final int CURRENT_SIZE = 2;
  private static final int READABLE_SIZE = 4;

  private final Workplace place;
  private final FileContents contents;

  DataRequests(Workplace place, FileContents contents) {
    this.place = place;
    this.contents = contents;
  }

  /** READ_AT. */
  Outcome read(Session session, Request request) throws RefusedException {
    Handle handle = Owners.handle(place, session, request);
    FileNode file = handle.file();
    long offset = request.number(2);
    long count = request.number(3);
    if (!handle.isReading()) {
      throw new RefusedException(Errno.EBADF, file + " is not open for reading");
    }
    if (offset < 0 || count < 0) {
      throw RefusedException.of(Errno.EINVAL, file.path());
    }
    long there = contents.readable(file, session.application(), offset, count);
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
    Transfers.send(session, length, file.content(), offset, length);
    place.activity().read(session.step().actor(), file.path(), length);
    return Outcome.DONE;
  }

  /** WRITE_AT, which has no reply: what goes wrong is kept for the handle's next request. */
  Outcome write(Session session, Request request) {
    Handle handle = writable(session, (int) request.number(0), (int) request.number(1));
    long offset = request.number(2);
    return Transfers.receive(
        session,
        request.number(3),
        (slot, length, done) -> {
          if (handle != null) {
            put(handle, offset < 0 ? -1 : offset + done, slot, length);
          }
        });
  }

  /** Takes what a dead client had put into its queue and sent no WRITE_AT for. */
  void takeUnsent(Session session) {
    OpenLine line = session.written().line();
    session
        .written()
        .unannounced()
        .ifPresent(
            slot -> {
              Handle handle = writable(session, line.owner(), line.fd());
              if (handle != null) {
                put(handle, line.offset(), slot, (int) line.length());
              }
            });
  }

  private Handle writable(Session session, int owner, int fd) {
    try {
      Handle handle = Owners.handle(place, session, owner, fd);
      if (!handle.isWriting()) {
        handle.keepError(Errno.EBADF, handle.node() + " is not open for writing");
        return null;
      }
      return handle;
    } catch (RefusedException e) {
      // nobody is left who could be told
      return null;
    }
  }

  private void put(Handle handle, long offset, ByteBuffer slot, int length) {
    try {
      contents.write(handle, offset, slot, length);
    } catch (RefusedException e) {
      handle.keepError(e.errno(), e.getMessage());
    }
  }

  /** SEEK_PART. */
  Outcome seekPart(Session session, Request request) throws RefusedException {
    FileNode file = Owners.handle(place, session, request).file();
    long offset = request.number(3);
    long found;
    try {
      boolean hole = request.number(2) != 0;
      found = hole ? file.content().seekHole(offset) : file.content().seekData(offset);
    } catch (IOException e) {
      throw DiskErrors.refusal(e);
    }
    if (found < 0) {
      throw RefusedException.of(Errno.ENXIO, file.path());
    }
    session.reply(found);
    return Outcome.DONE;
  }

  /** MAP. */
  Outcome map(Session session, Request request) throws RefusedException {
    Handle handle = Owners.handle(place, session, request);
    handle.throwKeptError();
    session.reply(contents.map(handle, request.number(2)));
    return Outcome.DONE;
  }

  /** SYNC. */
  Outcome sync(Session session, Request request) throws RefusedException {
    Handle handle = Owners.handle(place, session, request);
    handle.throwKeptError();
    if (handle.isWriting() && handle.node() instanceof FileNode file) {
      file.force();
    }
    session.reply(handle.lastWriteEnd());
    return Outcome.DONE;
  }

  /** SIZE. */
  Outcome size(Session session, Request request) throws RefusedException {
    Handle handle = Owners.handle(place, session, request);
    handle.throwKeptError();
    FileNode file = handle.file();
    if ((request.number(2) & READABLE_SIZE) != 0
        && !file.rule().firable()
        && !handle.isWriting()
        && contents.awaitsFinalSize(file, session.application())) {
      // nothing of it is delivered before the commit
      session.reply(0);
      return Outcome.DONE;
    }
    boolean current =
        (request.number(2) & (CURRENT_SIZE | READABLE_SIZE)) != 0 || handle.isWriting();
    if (!current && contents.awaitsFinalSize(file, session.application())) {
      session.waitIn(file.waiters(), "the final size of ", file.path());
      return Outcome.WAITING;
    }
    session.reply(FileContents.size(file));
    return Outcome.DONE;
  }

  /** TRUNCATE. */
  Outcome truncate(Session session, Request request) throws RefusedException {
    Handle handle = Owners.handle(place, session, request);
    handle.throwKeptError();
    if (!handle.isWriting()) {
      throw new RefusedException(Errno.EINVAL, handle.node() + " is not open for writing");
    }
    contents.truncate(handle, request.number(2));
    session.reply(0);
    return Outcome.DONE;
  }
}

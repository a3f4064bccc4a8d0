package io.capio.server.request;

import io.capio.ipc.Errno;
import io.capio.ipc.MalformedRequestException;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCode;
import io.capio.server.files.RefusedException;
import io.capio.server.operation.FileContents;
import io.capio.server.operation.Paths;
import io.capio.server.operation.Workplace;
import io.capio.server.session.Outcome;
import io.capio.server.session.RequestHandler;
import io.capio.server.session.Session;
import java.nio.file.InvalidPathException;
import java.util.Optional;

/** Sends each request to the class that knows its subject. */
public final class Requests implements RequestHandler {
  /** Base-wire replies to a refusal: what upstream's clients make an error of (section 11.4). */
  private static final long NOT_FOUND = 1;

  private static final long RMDIR_NOT_FOUND = 2;

  private final Workplace place;
  private final BaseFiles baseFiles;
  private final BasePaths basePaths;
  private final OpenRequests opens;
  private final DataRequests data;
  private final AttributeRequests attributes;
  private final PathRequests paths;
  private final DirectoryRequests directories;
  private final SessionRequests clients;
  private final ControlRequests control;
  private final WideRequests wide;

  /** All handlers on one workplace. */
  public Requests(Workplace place, ServerControl server) {
    this.place = place;
    FileContents contents = new FileContents(place);
    Paths operations = new Paths(place);
    baseFiles = new BaseFiles(place, contents);
    basePaths = new BasePaths(place, operations);
    opens = new OpenRequests(place, contents);
    data = new DataRequests(place, contents);
    attributes = new AttributeRequests(place, contents);
    paths = new PathRequests(place, operations);
    directories = new DirectoryRequests(place);
    clients = new SessionRequests(place, server);
    control = new ControlRequests(place, server);
    wide = new WideRequests(this);
    place.sessions().beforeRelease(data::takeUnsent);
  }

  @Override
  public void greet(Request request, long nowNanos) {
    clients.greet(request, nowNanos);
  }

  @Override
  public Outcome attempt(Session session, Request request) {
    try {
      return request.code().isExtension() ? extension(session, request) : base(session, request);
    } catch (RefusedException e) {
      refuse(session, request.code(), e);
      return Outcome.DONE;
    } catch (InvalidPathException e) {
      refuse(session, request.code(), new RefusedException(Errno.EINVAL, e.getMessage()));
      return Outcome.DONE;
    }
  }

  /** Answers every request that is being delayed, because the server ends. */
  public void sayGoodbye(RefusedException farewell) {
    for (Session session : place.sessions().all()) {
      Request request = session.pending();
      if (request == null || session.waitingFor().isEmpty()) {
        continue;
      }
      session.stopWaiting();
      if (request.code() == RequestCode.READ) {
        baseFiles.failRead(session, request);
      } else if (request.code() == RequestCode.GETDENTS
          || request.code() == RequestCode.GETDENTS64) {
        session.reply(session.cursor(request.fd()).offset());
      } else {
        refuse(session, request.code(), farewell);
      }
    }
  }

  private Outcome base(Session session, Request request) throws RefusedException {
    return switch (request.code()) {
      case OPEN -> baseFiles.open(session, request);
      case CREATE -> baseFiles.create(session, request);
      case CREATE_EXCLUSIVE -> baseFiles.createExclusive(session, request);
      case READ -> baseFiles.read(session, request);
      case WRITE -> baseFiles.write(session, request);
      case SEEK -> baseFiles.seek(session, request);
      case SEEK_DATA -> baseFiles.seekPart(session, request, true);
      case SEEK_HOLE -> baseFiles.seekPart(session, request, false);
      case FSTAT, SEEK_END -> basePaths.statOpen(session, request);
      case STAT -> basePaths.stat(session, request);
      case ACCESS -> basePaths.access(session, request);
      case MKDIR -> basePaths.makeDirectory(session, request);
      case RMDIR -> basePaths.removeDirectory(session, request);
      case UNLINK -> basePaths.unlink(session, request);
      case RENAME -> basePaths.rename(session, request);
      case GETDENTS, GETDENTS64 -> directories.records(session, request);
      case CLOSE -> clients.close(session, request);
      case DUP -> clients.duplicate(session, request);
      case CLONE -> clients.copy(session, request);
      default -> Outcome.DONE;
    };
  }

  private Outcome extension(Session session, Request request) throws RefusedException {
    return switch (request.code()) {
      case OPEN_FILE -> opens.open(session, request);
      case CLOSE_FILE -> opens.close(session, request);
      case READ_AT -> data.read(session, request);
      case WRITE_AT -> data.write(session, request);
      case SYNC -> data.sync(session, request);
      case SIZE -> data.size(session, request);
      case TRUNCATE -> data.truncate(session, request);
      case ATTRIBUTES -> attributes.ofPath(session, request);
      case ATTRIBUTES_OF -> attributes.ofHandle(session, request);
      case SET_ATTRIBUTES -> attributes.set(session, request);
      case MAKE_DIRECTORY -> paths.makeDirectory(session, request);
      case DELETE -> paths.delete(session, request);
      case RENAME_TO -> paths.rename(session, request);
      case MAKE_LINK -> paths.makeLink(session, request);
      case HARD_LINK -> paths.hardLink(session, request);
      case READ_LINK -> paths.readLink(session, request);
      case PATH_OF -> paths.ofHandle(session, request);
      case LIST -> directories.list(session, request);
      case REASON -> control.reason(session);
      case CANCEL -> control.cancel(session, request);
      case STATUS -> control.status(session, request);
      case STOP -> control.stop(session, request);
      case PERSIST -> control.persist(session);
      case SEEK_PART -> data.seekPart(session, request);
      case MAP -> data.map(session, request);
      case DUPLICATE -> opens.duplicate(session, request);
      case WIDE -> wide.unwrap(session, request);
      default -> Outcome.DONE;
    };
  }

  @Override
  public void refuse(Session session, MalformedRequestException fault) {
    RefusedException refusal = new RefusedException(Errno.EINVAL, fault.getMessage());
    if (fault.code().equals(Optional.of(RequestCode.WRITE_AT))) {
      return;
    }
    if (fault.code().isPresent()) {
      refuse(session, fault.code().get(), refusal);
    } else {
      session.refuse(refusal);
    }
  }

  private static void refuse(Session session, RequestCode code, RefusedException refusal) {
    if (code.isExtension()) {
      session.refuse(refusal);
      return;
    }
    switch (code) {
      case STAT, FSTAT, SEEK_END -> {
        session.reply(-1);
        session.reply(-1);
      }
      case OPEN, CREATE, CREATE_EXCLUSIVE, MKDIR -> session.reply(NOT_FOUND);
      case RENAME ->
          session.reply(refusal.errno() == Errno.ENOENT ? NOT_FOUND : -refusal.errno().number());
      case RMDIR ->
          session.reply(
              refusal.errno() == Errno.ENOENT ? RMDIR_NOT_FOUND : -refusal.errno().number());
      case UNLINK ->
          session.reply(refusal.errno() == Errno.ENOENT ? -1 : -refusal.errno().number());
      case ACCESS, READ, GETDENTS, GETDENTS64, SEEK, SEEK_DATA, SEEK_HOLE -> session.reply(-1);
      default -> {
        // no other request of the base wire is refused
      }
    }
  }
}

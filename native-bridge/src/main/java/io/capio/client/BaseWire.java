package io.capio.client;

import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCode;
import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The dialect of CAPIO 1.0, for a native server. It never sends what such a server does not survive
 * (wire section 15): descriptors it has not confirmed, paths it would take apart, requests while a
 * reply is due. Thread-safe.
 */
final class BaseWire implements Wire {
  private final Connection connection;
  private final BaseRequests requests;
  private final BasePaths paths;
  private final BaseLength length;

  BaseWire(Connection connection) {
    this.connection = connection;
    this.requests = new BaseRequests(connection);
    this.paths = new BasePaths(connection, requests);
    this.length = new BaseLength(connection, requests);
  }

  @Override
  public Optional<Descriptor> open(String path, Set<OpenFlag> flags, int mode, WaitWatch watch)
      throws IOException {
    int fd = requests.newFd();
    Session session = connection.acquire(path);
    boolean opened = false;
    try {
      long known = requests.access(session, path, watch);
      if (known == Errno.ORDINARY) {
        return Optional.empty();
      }
      boolean exists = known == 0;
      boolean truncates = flags.contains(OpenFlag.TRUNCATE);
      if (!exists
          && BaseRequests.onDisk(path)
          && !truncates
          && !flags.contains(OpenFlag.EXCLUSIVE)) {
        return Optional.empty();
      }
      if (exists && requests.isDirectory(session, path, watch)) {
        throw new CapioException(Errno.EISDIR, path, null);
      }
      boolean creates = flags.contains(OpenFlag.CREATE) || flags.contains(OpenFlag.EXCLUSIVE);
      if (exists && flags.contains(OpenFlag.EXCLUSIVE)) {
        throw new CapioException(Errno.EEXIST, path, null);
      }
      if (!exists && !creates && !flags.contains(OpenFlag.WAIT)) {
        throw new CapioException(Errno.ENOENT, path, null);
      }
      if (exists && truncates) {
        empty(session, path, watch);
        creates = true;
      }
      RequestCode code = RequestCode.OPEN;
      if (creates) {
        requests.requireParent(session, path, watch);
        code =
            flags.contains(OpenFlag.EXCLUSIVE) ? RequestCode.CREATE_EXCLUSIVE : RequestCode.CREATE;
      }
      long word = session.call(Request.of(code, session.tid(), path, fd), watch);
      if (word == Errno.ORDINARY) {
        return Optional.empty();
      }
      if (word == 1) {
        throw new CapioException(
            code == RequestCode.CREATE_EXCLUSIVE ? Errno.EEXIST : Errno.ENOENT, path, null);
      }
      if (creates) {
        // without this a reader that comes before the first byte sees the end of the file
        session.send(Request.of(RequestCode.WRITE, session.tid(), fd, 0), watch);
      }
      opened = true;
      return Optional.of(new Descriptor(path, fd, creates && !exists, false, session));
    } finally {
      if (!opened) {
        connection.release(session);
      }
    }
  }

  /** A file cannot be cut, but one that nobody has open can be removed and made anew. */
  private void empty(Session session, String path, WaitWatch watch) throws IOException {
    if (requests.stat(session, path, watch)[0] == 0) {
      return;
    }
    session.call(Request.of(RequestCode.UNLINK, session.tid(), path), watch);
    if (requests.access(session, path, watch) == 0) {
      throw CapioClient.refused(path, "empty a file that is open");
    }
  }

  @Override
  public int read(
      Session session, Descriptor file, long offset, int wanted, int window, WaitWatch watch)
      throws IOException {
    // the server waits for every byte it is asked for: ask for what is there, and if nothing is,
    // for one byte, so that the first one that comes is delivered
    long there = size(session, file, true, watch) - offset;
    int count = there > 0 ? (int) Math.min(there, Math.max(wanted, window)) : 1;
    BaseLength.seek(session, file, offset, watch);
    WaitWatch writer = new WriterWatch(connection, file.path(), watch);
    long end = session.call(Request.of(RequestCode.READ, session.tid(), file.fd(), count), writer);
    if (end < offset) {
      throw new CapioException(Errno.EIO, file.path(), "the server answered a read with " + end);
    }
    file.serverOffset(end);
    if (end == offset && there > 0) {
      throw BaseLength.gap(file, offset);
    }
    return (int) (end - offset);
  }

  @Override
  public void write(Session session, Descriptor file, long offset, int count, WaitWatch watch)
      throws IOException {
    long at = offset;
    long size = offset;
    if (offset != file.writeEnd()) {
      // what does not follow the last write may be beyond the end, and leave a gap
      size = size(session, file, true, watch);
      at = offset < 0 ? size : offset;
    }
    BaseLength.seek(session, file, at, watch);
    session.send(Request.of(RequestCode.WRITE, session.tid(), file.fd(), count), watch);
    if (at > size) {
      // only now, as the bytes of this write were in the queue already
      file.serverOffset(at + count);
      length.fill(session, file, size, at, watch);
      BaseLength.seek(session, file, at + count, watch);
    }
    // wakes readers that the server forgets (wire section 15, item 7)
    session.send(Request.of(RequestCode.WRITE, session.tid(), file.fd(), 0), watch);
    file.serverOffset(at + count);
    file.writeEnd(at + count);
  }

  @Override
  public long seekPart(Session session, Descriptor file, boolean hole, long offset, WaitWatch watch)
      throws IOException {
    RequestCode code = hole ? RequestCode.SEEK_HOLE : RequestCode.SEEK_DATA;
    long found = session.call(Request.of(code, session.tid(), file.fd(), offset), watch);
    // the server's own offset has moved there, even to -1
    file.serverOffset(found);
    return found;
  }

  /**
   * DUP would tie both to one session; the path opened again is as good, as offsets are explicit.
   */
  @Override
  public Optional<Descriptor> duplicate(Descriptor file, Set<OpenFlag> flags, WaitWatch watch)
      throws IOException {
    return open(file.path(), flags, 0, watch);
  }

  @Override
  public long sync(Session session, Descriptor file, WaitWatch watch) throws IOException {
    size(session, file, true, watch);
    return file.serverOffset();
  }

  @Override
  public long size(Session session, Descriptor file, boolean current, WaitWatch watch)
      throws IOException {
    long size = session.call(Request.of(RequestCode.FSTAT, session.tid(), file.fd()), watch);
    session.reply(watch);
    return size;
  }

  @Override
  public long readable(Session session, Descriptor file, WaitWatch watch) throws IOException {
    return size(session, file, true, watch);
  }

  @Override
  public FileStatus status(Session session, Descriptor file, WaitWatch watch) throws IOException {
    return BasePaths.status(file.path(), new long[] {size(session, file, true, watch), 0});
  }

  @Override
  public Optional<Path> onDisk(Session session, Descriptor file, WaitWatch watch) {
    return Optional.empty();
  }

  @Override
  public Optional<Path> map(Session session, Descriptor file, long size, WaitWatch watch) {
    return Optional.empty();
  }

  @Override
  public void truncate(Session session, Descriptor file, long size, WaitWatch watch)
      throws IOException {
    long before = size(session, file, true, watch);
    if (size > before) {
      length.fill(session, file, before, size, watch);
      session.send(Request.of(RequestCode.WRITE, session.tid(), file.fd(), 0), watch);
    } else if (size < before) {
      length.cut(session, file, size, watch);
    }
  }

  @Override
  public void close(Session session, Descriptor file, boolean wrote, WaitWatch watch)
      throws IOException {
    session.send(Request.of(RequestCode.CLOSE, session.tid(), file.fd()), watch);
  }

  @Override
  public boolean exists(String path, WaitWatch watch) throws IOException {
    return paths.exists(path, watch);
  }

  @Override
  public Optional<FileStatus> status(
      String path, boolean finalSize, boolean follow, WaitWatch watch) throws IOException {
    return paths.status(path, watch);
  }

  @Override
  public boolean hardLink(String existing, String link, WaitWatch watch) throws IOException {
    throw CapioClient.refused(link, "give a file another name");
  }

  @Override
  public boolean makeLink(String path, String target, WaitWatch watch) {
    return false;
  }

  /** All links are the disk's. */
  @Override
  public Optional<String> readLink(String path, WaitWatch watch) {
    return Optional.empty();
  }

  /** Not known here. */
  @Override
  public OptionalLong created(String path, boolean follow, WaitWatch watch) {
    return OptionalLong.empty();
  }

  @Override
  public void makeDirectory(String path, int mode, WaitWatch watch) throws IOException {
    paths.makeDirectory(path, watch);
  }

  @Override
  public boolean delete(String path, DeleteKind kind, WaitWatch watch) throws IOException {
    return paths.delete(path, kind, watch);
  }

  @Override
  public boolean rename(String from, String to, boolean replace, WaitWatch watch)
      throws IOException {
    return paths.rename(from, to, replace, watch);
  }

  /** Nothing is kept: only whether the path is an ordinary one is answered. */
  @Override
  public boolean setAttributes(String path, AttributeChange change, boolean follow, WaitWatch watch)
      throws IOException {
    return paths.status(path, watch).isPresent();
  }

  @Override
  public void beforeExit() throws IOException {
    paths.beforeExit();
  }

  @Override
  public Optional<DirectoryListing> list(String path, boolean follow) throws IOException {
    return paths.list(path);
  }
}

package io.capio.client;

import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCode;
import io.capio.ipc.RequestCodec;
import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The dialect of CAPIO 1.0, for a native server. It never sends what such a server does not survive
 * (wire section 15): descriptors it has not confirmed, paths it would take apart, requests while a
 * reply is due. Thread-safe.
 */
final class BaseWire implements Wire {
  private static final int RECORD_BYTES = 280;
  private static final int RECORD_NAME = 19;

  private final Connection connection;
  private final AtomicInteger lastFd = new AtomicInteger(2);

  /** Names that this process removed, and whether each was a directory; guarded by itself. */
  private final SortedMap<String, Boolean> departed = new TreeMap<>();

  BaseWire(Connection connection) {
    this.connection = connection;
  }

  private static String sendable(String path) throws CapioException {
    if (!RequestCodec.isWord(path)) {
      throw new CapioException(
          Errno.EINVAL,
          path,
          "a native CAPIO server cannot hold names with white space; rename it or use the embedded"
              + " server");
    }
    return path;
  }

  private long access(Session session, String path, WaitWatch watch) throws IOException {
    return session.call(Request.of(RequestCode.ACCESS, session.tid(), sendable(path)), watch);
  }

  private static boolean onDisk(String path) {
    return Files.exists(Path.of(path), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public Optional<Descriptor> open(String path, Set<OpenFlag> flags, int mode, WaitWatch watch)
      throws IOException {
    int fd = lastFd.incrementAndGet();
    Session session = connection.acquire(path);
    boolean opened = false;
    try {
      long known = access(session, path, watch);
      if (known == Errno.ORDINARY) {
        return Optional.empty();
      }
      boolean exists = known == 0;
      boolean truncates = flags.contains(OpenFlag.TRUNCATE);
      if (!exists && onDisk(path) && !truncates && !flags.contains(OpenFlag.EXCLUSIVE)) {
        return Optional.empty();
      }
      if (exists && isDirectory(session, path, watch)) {
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
        requireParent(session, path, watch);
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
      return Optional.of(new Descriptor(path, fd, creates && !exists, session));
    } finally {
      if (!opened) {
        connection.release(session);
      }
    }
  }

  /** A file cannot be cut, but one that nobody has open can be removed and made anew. */
  private void empty(Session session, String path, WaitWatch watch) throws IOException {
    if (stat(session, path, watch)[0] == 0) {
      return;
    }
    session.call(Request.of(RequestCode.UNLINK, session.tid(), path), watch);
    if (access(session, path, watch) == 0) {
      throw CapioClient.refused(path, "empty a file that is open");
    }
  }

  private void requireParent(Session session, String path, WaitWatch watch) throws IOException {
    String parent = path.substring(0, path.lastIndexOf('/'));
    if (parent.equals(connection.directory().toString()) || access(session, parent, watch) == 0) {
      return;
    }
    if (!Files.isDirectory(Path.of(parent))) {
      throw new CapioException(Errno.ENOENT, path, null);
    }
    // a directory of the disk that the server has not been told of
    requireParent(session, parent, watch);
    session.call(Request.of(RequestCode.MKDIR, session.tid(), sendable(parent)), watch);
  }

  private long[] stat(Session session, String path, WaitWatch watch) throws IOException {
    long size = session.call(Request.of(RequestCode.STAT, session.tid(), path), watch);
    return size == Errno.ORDINARY ? new long[] {size, 0} : new long[] {size, session.reply(watch)};
  }

  private boolean isDirectory(Session session, String path, WaitWatch watch) throws IOException {
    return stat(session, path, watch)[1] == 1;
  }

  private void seek(Session session, Descriptor file, long offset, WaitWatch watch)
      throws IOException {
    if (file.serverOffset() != offset) {
      session.call(Request.of(RequestCode.SEEK, session.tid(), file.fd(), offset), watch);
      file.serverOffset(offset);
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
    seek(session, file, offset, watch);
    long end = session.call(Request.of(RequestCode.READ, session.tid(), file.fd(), count), watch);
    if (end < offset) {
      throw new CapioException(Errno.EIO, file.path(), "the server answered a read with " + end);
    }
    file.serverOffset(end);
    return (int) (end - offset);
  }

  @Override
  public void write(Session session, Descriptor file, long offset, int count, WaitWatch watch)
      throws IOException {
    long at = offset < 0 ? size(session, file, true, watch) : offset;
    seek(session, file, at, watch);
    session.send(Request.of(RequestCode.WRITE, session.tid(), file.fd(), count), watch);
    // wakes readers that the server forgets (wire section 15, item 7)
    session.send(Request.of(RequestCode.WRITE, session.tid(), file.fd(), 0), watch);
    file.serverOffset(at + count);
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
  public FileStatus status(Session session, Descriptor file, WaitWatch watch) throws IOException {
    return status(file.path(), new long[] {size(session, file, true, watch), 0});
  }

  /** Times and modes are not kept: what is told is the present and what a new file would have. */
  private static FileStatus status(String path, long[] stat) {
    long now = System.currentTimeMillis() * 1_000_000;
    boolean directory = stat[1] == 1;
    return new FileStatus(
        directory,
        stat[0],
        FileStatus.State.OPEN,
        now,
        now,
        now,
        directory ? 0755 : 0644,
        path.hashCode());
  }

  @Override
  public void truncate(Session session, Descriptor file, long size, WaitWatch watch)
      throws IOException {
    if (size(session, file, true, watch) != size) {
      throw CapioClient.refused(file.path(), "set the length of a file");
    }
  }

  @Override
  public void close(Session session, Descriptor file, boolean wrote, WaitWatch watch)
      throws IOException {
    session.send(Request.of(RequestCode.CLOSE, session.tid(), file.fd()), watch);
  }

  @Override
  public Optional<FileStatus> status(String path, boolean finalSize, WaitWatch watch)
      throws IOException {
    Session session = connection.acquire(path);
    try {
      long known = access(session, path, watch);
      if (known == 0) {
        long[] stat = stat(session, path, watch);
        if (stat[0] >= 0) {
          return Optional.of(status(path, stat));
        }
      }
      if (known == Errno.ORDINARY || onDisk(path)) {
        return Optional.empty();
      }
      throw new CapioException(Errno.ENOENT, path, null);
    } finally {
      connection.release(session);
    }
  }

  @Override
  public void makeDirectory(String path, int mode, WaitWatch watch) throws IOException {
    Session session = connection.acquire(path);
    try {
      if (onDisk(path)) {
        throw new CapioException(Errno.EEXIST, path, null);
      }
      sendable(path);
      requireParent(session, path, watch);
      if (session.call(Request.of(RequestCode.MKDIR, session.tid(), path), watch) != 0) {
        throw new CapioException(Errno.EEXIST, path, null);
      }
    } finally {
      connection.release(session);
    }
  }

  @Override
  public boolean delete(String path, DeleteKind kind, WaitWatch watch) throws IOException {
    Session session = connection.acquire(path);
    try {
      long known = access(session, path, watch);
      if (known != 0) {
        return absent(path, known);
      }
      boolean directory = isDirectory(session, path, watch);
      if (directory && kind == DeleteKind.FILE) {
        throw new CapioException(Errno.EISDIR, path, null);
      }
      if (!directory && kind == DeleteKind.DIRECTORY) {
        throw new CapioException(Errno.ENOTDIR, path, null);
      }
      if (directory && !names(session, path, watch).isEmpty()) {
        throw new CapioException(Errno.ENOTEMPTY, path, null);
      }
      session.call(
          Request.of(directory ? RequestCode.RMDIR : RequestCode.UNLINK, session.tid(), path),
          watch);
      if (access(session, path, watch) == 0) {
        throw CapioClient.refused(path, "delete a file that is open");
      }
      departed(path, directory);
      return true;
    } finally {
      connection.release(session);
    }
  }

  /** Answers for a path that the server does not know: false if it is an ordinary one. */
  private static boolean absent(String path, long known) throws CapioException {
    if (known == Errno.ORDINARY || onDisk(path)) {
      return false;
    }
    throw new CapioException(Errno.ENOENT, path, null);
  }

  @Override
  public boolean rename(String from, String to, boolean replace, WaitWatch watch)
      throws IOException {
    Session session = connection.acquire(from);
    try {
      long known = access(session, from, watch);
      if (known != 0) {
        return absent(from, known);
      }
      if (isDirectory(session, from, watch)) {
        throw CapioClient.refused(from, "rename a directory");
      }
      if (access(session, to, watch) == 0) {
        if (!replace) {
          throw new CapioException(Errno.EEXIST, to, null);
        }
        // a rename onto an existing path would destroy the source
        session.call(Request.of(RequestCode.UNLINK, session.tid(), to), watch);
        if (access(session, to, watch) == 0) {
          throw CapioClient.refused(to, "replace a file that is open");
        }
      }
      requireParent(session, to, watch);
      long word = session.call(Request.rename(session.tid(), from, sendable(to)), watch);
      if (word != 0) {
        throw new CapioException(Errno.ENOENT, from, null);
      }
      // the new name is committed only if something was written to it (wire section 15, item 5)
      int fd = lastFd.incrementAndGet();
      session.call(Request.of(RequestCode.OPEN, session.tid(), to, fd), watch);
      session.send(Request.of(RequestCode.WRITE, session.tid(), fd, 0), watch);
      session.send(Request.of(RequestCode.CLOSE, session.tid(), fd), watch);
      departed(from, false);
      return true;
    } finally {
      connection.release(session);
    }
  }

  private void departed(String path, boolean directory) {
    synchronized (departed) {
      departed.put(path, directory);
    }
  }

  /**
   * At the exit of a producer the server looks up every name it has written and dies over one that
   * is gone (wire section 15, item 5): the names come back, empty, for that moment.
   */
  @Override
  public void beforeExit() throws IOException {
    WaitWatch watch = connection.watch();
    SortedMap<String, Boolean> names;
    synchronized (departed) {
      names = new TreeMap<>(departed);
      departed.clear();
    }
    if (names.isEmpty()) {
      return;
    }
    Session session = connection.acquire(names.firstKey());
    try {
      for (Map.Entry<String, Boolean> name : names.entrySet()) {
        String path = name.getKey();
        if (access(session, path, watch) == 0) {
          continue;
        }
        if (name.getValue()) {
          session.call(Request.of(RequestCode.MKDIR, session.tid(), path), watch);
        } else {
          int fd = lastFd.incrementAndGet();
          session.call(Request.of(RequestCode.CREATE, session.tid(), path, fd), watch);
          session.send(Request.of(RequestCode.CLOSE, session.tid(), fd), watch);
        }
      }
    } finally {
      connection.release(session);
    }
  }

  @Override
  public boolean setAttributes(String path, AttributeChange change, WaitWatch watch)
      throws IOException {
    return status(path, false, watch).isPresent();
  }

  @Override
  public Optional<DirectoryListing> list(String path) throws IOException {
    WaitWatch watch = connection.watchFor(path);
    Session session = connection.acquire(path);
    try {
      long known = access(session, path, watch);
      if (known != 0) {
        absent(path, known);
        return Optional.empty();
      }
      if (!isDirectory(session, path, watch)) {
        throw new CapioException(Errno.ENOTDIR, path, null);
      }
      Map<String, DirectoryEntry> merged = new LinkedHashMap<>();
      for (String name : names(session, path, watch)) {
        boolean directory = isDirectory(session, path + "/" + name, watch);
        DirectoryEntry.Kind kind =
            directory ? DirectoryEntry.Kind.DIRECTORY : DirectoryEntry.Kind.FILE;
        merged.put(name, new DirectoryEntry(name, kind));
      }
      if (onDisk(path)) {
        for (DirectoryEntry entry : DiskListing.entries(path)) {
          merged.putIfAbsent(entry.name(), entry);
        }
      }
      return Optional.of(new DirectoryListing(merged.values()));
    } finally {
      connection.release(session);
    }
  }

  /** The names in a directory that still stand for something: the server never removes one. */
  private java.util.List<String> names(Session session, String path, WaitWatch watch)
      throws IOException {
    int fd = lastFd.incrementAndGet();
    session.call(Request.of(RequestCode.OPEN, session.tid(), path, fd), watch);
    java.util.List<String> names = new java.util.ArrayList<>();
    int batch = connection.geometry().lineBytes() / RECORD_BYTES * RECORD_BYTES;
    long offset = 0;
    while (true) {
      long end = session.call(Request.of(RequestCode.GETDENTS64, session.tid(), fd, batch), watch);
      if (end <= offset) {
        break;
      }
      byte[] records = session.payload((int) (end - offset), watch);
      for (int at = 0; at + RECORD_BYTES <= records.length; at += RECORD_BYTES) {
        names.add(name(records, at + RECORD_NAME));
      }
      offset = end;
    }
    session.send(Request.of(RequestCode.CLOSE, session.tid(), fd), watch);
    names.removeIf(name -> name.equals(".") || name.equals(".."));
    for (var each = names.iterator(); each.hasNext(); ) {
      if (access(session, path + "/" + each.next(), watch) != 0) {
        each.remove();
      }
    }
    return names;
  }

  private static String name(byte[] records, int start) {
    int end = start;
    while (records[end] != 0) {
      end++;
    }
    return new String(records, start, end - start, java.nio.charset.StandardCharsets.UTF_8);
  }
}

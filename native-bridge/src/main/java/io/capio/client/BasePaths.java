package io.capio.client;

import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCode;
import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The operations on names, on a native server. Thread-safe. */
final class BasePaths {
  private final Connection connection;
  private final BaseRequests requests;

  /** Names that this process removed, and whether each was a directory; guarded by itself. */
  private final SortedMap<String, Boolean> departed = new TreeMap<>();

  BasePaths(Connection connection, BaseRequests requests) {
    this.connection = connection;
    this.requests = requests;
  }

  boolean exists(String path, WaitWatch watch) throws IOException {
    Session session = connection.acquire(path);
    try {
      return requests.access(session, path, watch) == 0 || BaseRequests.onDisk(path);
    } finally {
      connection.release(session);
    }
  }

  Optional<FileStatus> status(String path, WaitWatch watch) throws IOException {
    Session session = connection.acquire(path);
    try {
      long known = requests.access(session, path, watch);
      if (known == 0) {
        long[] stat = requests.stat(session, path, watch);
        if (stat[0] >= 0) {
          return Optional.of(status(path, stat));
        }
      }
      if (known == Errno.ORDINARY || BaseRequests.onDisk(path)) {
        return Optional.empty();
      }
      throw new CapioException(Errno.ENOENT, path, null);
    } finally {
      connection.release(session);
    }
  }

  /** Times and modes are not kept: what is told is the present and what a new file would have. */
  static FileStatus status(String path, long[] stat) {
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
        path.hashCode(),
        false);
  }

  void makeDirectory(String path, WaitWatch watch) throws IOException {
    Session session = connection.acquire(path);
    try {
      if (BaseRequests.onDisk(path)) {
        throw new CapioException(Errno.EEXIST, path, null);
      }
      BaseRequests.sendable(path);
      requests.requireParent(session, path, watch);
      if (session.call(Request.of(RequestCode.MKDIR, session.tid(), path), watch) != 0) {
        throw new CapioException(Errno.EEXIST, path, null);
      }
    } finally {
      connection.release(session);
    }
  }

  boolean delete(String path, DeleteKind kind, WaitWatch watch) throws IOException {
    Session session = connection.acquire(path);
    try {
      long known = requests.access(session, path, watch);
      if (known != 0) {
        return absent(path, known);
      }
      boolean directory = requests.isDirectory(session, path, watch);
      if (directory && kind == DeleteKind.FILE) {
        throw new CapioException(Errno.EISDIR, path, null);
      }
      if (!directory && kind == DeleteKind.DIRECTORY) {
        throw new CapioException(Errno.ENOTDIR, path, null);
      }
      if (directory && !requests.names(session, path, watch).isEmpty()) {
        throw new CapioException(Errno.ENOTEMPTY, path, null);
      }
      session.call(
          Request.of(directory ? RequestCode.RMDIR : RequestCode.UNLINK, session.tid(), path),
          watch);
      if (requests.access(session, path, watch) == 0) {
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
    if (known == Errno.ORDINARY || BaseRequests.onDisk(path)) {
      return false;
    }
    throw new CapioException(Errno.ENOENT, path, null);
  }

  boolean rename(String from, String to, boolean replace, WaitWatch watch) throws IOException {
    Session session = connection.acquire(from);
    try {
      long known = requests.access(session, from, watch);
      if (known != 0) {
        return absent(from, known);
      }
      if (requests.isDirectory(session, from, watch)) {
        throw CapioClient.refused(from, "rename a directory");
      }
      if (requests.access(session, to, watch) == 0) {
        if (!replace) {
          throw new CapioException(Errno.EEXIST, to, null);
        }
        // a rename onto an existing path would destroy the source
        session.call(Request.of(RequestCode.UNLINK, session.tid(), to), watch);
        if (requests.access(session, to, watch) == 0) {
          throw CapioClient.refused(to, "replace a file that is open");
        }
      }
      requests.requireParent(session, to, watch);
      long word =
          session.call(Request.rename(session.tid(), from, BaseRequests.sendable(to)), watch);
      if (word != 0) {
        throw new CapioException(Errno.ENOENT, from, null);
      }
      // the new name is committed only if something was written to it (wire section 15, item 5)
      int fd = requests.newFd();
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
  void beforeExit() throws IOException {
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
        if (requests.access(session, path, watch) == 0) {
          continue;
        }
        if (name.getValue()) {
          session.call(Request.of(RequestCode.MKDIR, session.tid(), path), watch);
        } else {
          int fd = requests.newFd();
          session.call(Request.of(RequestCode.CREATE, session.tid(), path, fd), watch);
          session.send(Request.of(RequestCode.CLOSE, session.tid(), fd), watch);
        }
      }
    } finally {
      connection.release(session);
    }
  }

  Optional<DirectoryListing> list(String path) throws IOException {
    WaitWatch watch = connection.watchFor(path);
    Session session = connection.acquire(path);
    try {
      long known = requests.access(session, path, watch);
      if (known != 0) {
        absent(path, known);
        return Optional.empty();
      }
      if (!requests.isDirectory(session, path, watch)) {
        throw new CapioException(Errno.ENOTDIR, path, null);
      }
      Map<String, DirectoryEntry> merged = new LinkedHashMap<>();
      for (String name : requests.names(session, path, watch)) {
        boolean directory = requests.isDirectory(session, path + "/" + name, watch);
        DirectoryEntry.Kind kind =
            directory ? DirectoryEntry.Kind.DIRECTORY : DirectoryEntry.Kind.FILE;
        merged.put(name, new DirectoryEntry(name, kind));
      }
      if (BaseRequests.onDisk(path)) {
        for (DirectoryEntry entry : DiskListing.entries(path)) {
          merged.putIfAbsent(entry.name(), entry);
        }
      }
      return Optional.of(new DirectoryListing(path, merged.values()));
    } finally {
      connection.release(session);
    }
  }
}

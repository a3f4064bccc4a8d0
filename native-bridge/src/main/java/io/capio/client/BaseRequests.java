package io.capio.client;

import io.capio.ipc.Disk;
import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCode;
import io.capio.ipc.RequestCodec;
import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests about names that the operations on a native server are made of. It never sends what
 * such a server does not survive: names that it would take apart, parents that it does not know.
 * Thread-safe.
 */
final class BaseRequests {
  private static final int RECORD_BYTES = 280;
  private static final int RECORD_NAME = 19;

  private final Connection connection;
  private final AtomicInteger lastFd = new AtomicInteger(2);

  BaseRequests(Connection connection) {
    this.connection = connection;
  }

  /** A descriptor that no session of this process has. */
  int newFd() {
    return lastFd.incrementAndGet();
  }

  /** The path, if the wire can carry it. */
  static String sendable(String path) throws CapioException {
    if (!RequestCodec.isWord(path)) {
      throw new CapioException(
          Errno.EINVAL,
          path,
          "a native CAPIO server cannot hold names with white space; rename it or use the embedded"
              + " server");
    }
    return path;
  }

  /** 0 if the server knows the path, -1 if not, -2 if it is an ordinary one. */
  long access(Session session, String path, WaitWatch watch) throws IOException {
    return session.call(Request.of(RequestCode.ACCESS, session.tid(), sendable(path)), watch);
  }

  static boolean onDisk(String path) {
    return Files.exists(Disk.path(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** Tells the server of the directories of the disk that lead to a path. */
  void requireParent(Session session, String path, WaitWatch watch) throws IOException {
    String parent = path.substring(0, path.lastIndexOf('/'));
    if (parent.equals(connection.directory().toString()) || access(session, parent, watch) == 0) {
      return;
    }
    if (!Files.isDirectory(Disk.path(parent))) {
      throw new CapioException(Errno.ENOENT, path, null);
    }
    // a directory of the disk that the server has not been told of
    requireParent(session, parent, watch);
    session.call(Request.of(RequestCode.MKDIR, session.tid(), sendable(parent)), watch);
  }

  /** Size, and 1 for a directory. */
  long[] stat(Session session, String path, WaitWatch watch) throws IOException {
    long size = session.call(Request.of(RequestCode.STAT, session.tid(), path), watch);
    return size == Errno.ORDINARY ? new long[] {size, 0} : new long[] {size, session.reply(watch)};
  }

  boolean isDirectory(Session session, String path, WaitWatch watch) throws IOException {
    return stat(session, path, watch)[1] == 1;
  }

  /** The names in a directory that still stand for something: the server never removes one. */
  List<String> names(Session session, String path, WaitWatch watch) throws IOException {
    int fd = newFd();
    session.call(Request.of(RequestCode.OPEN, session.tid(), path, fd), watch);
    List<String> names = new ArrayList<>();
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
    return new String(records, start, end - start, StandardCharsets.UTF_8);
  }
}

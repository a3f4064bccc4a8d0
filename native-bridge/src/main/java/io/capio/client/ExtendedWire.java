package io.capio.client;

import io.capio.ipc.Disk;
import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCode;
import io.capio.ipc.SharedMemory;
import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The dialect of docs/extensions.md. Thread-safe. */
final class ExtendedWire implements Wire {
  private static final int FINAL_SIZE = 1;
  private static final int ONLY_CREATION = 8;
  private static final int CURRENT_SIZE = 2;
  private static final int READABLE_SIZE = 4;
  private static final int NEVER_WAIT = 2;
  private static final int DIRECTORY = 256;
  private static final int STATUS_WORDS = 8;
  private static final int NO_FOLLOW = 16;
  private static final int CHANGE_NO_FOLLOW = 8;
  private static final int LINK_KIND = 3;

  private final Connection connection;
  private final AtomicInteger lastFd = new AtomicInteger(2);

  ExtendedWire(Connection connection) {
    this.connection = connection;
  }

  /** What to do with the success of a request that was given up when its reply comes after all. */
  @FunctionalInterface
  private interface LateSuccess {
    void undo(long word) throws IOException;
  }

  /**
   * Sends a request and waits for its first reply word. When the watch ends the wait, the request
   * is taken back, so that the session can be used again.
   */
  private long call(Session session, Request request, WaitWatch watch, LateSuccess late)
      throws IOException {
    session.send(request, watch);
    try {
      return session.reply(watch);
    } catch (IOException ended) {
      if (!connection.isGone()) {
        try {
          long word = connection.cancel(session);
          if (word >= 0) {
            late.undo(word);
          }
        } catch (IOException e) {
          session.markBroken();
          ended.addSuppressed(e);
        }
      }
      throw ended;
    }
  }

  private long require(Session session, long word, String path) throws IOException {
    return Replies.require(connection, session, word, path);
  }

  @Override
  public Optional<Descriptor> open(String path, Set<OpenFlag> flags, int mode, WaitWatch watch)
      throws IOException {
    return open(path, OpenFlag.bits(flags), mode, watch);
  }

  private Optional<Descriptor> open(String path, int flags, int mode, WaitWatch watch)
      throws IOException {
    int fd = newFd();
    Session session = connection.acquire(path);
    try {
      Request request = Request.of(RequestCode.OPEN_FILE, session.tid(), path, fd, flags, mode);
      long word = call(session, request, watch, late -> release(session, fd, path, session.tid()));
      if (word == Errno.ORDINARY) {
        return Optional.empty();
      }
      require(session, word, path);
      session.ownsHandle(1);
      return Optional.of(new Descriptor(path, fd, word == 1, word == 2, session));
    } finally {
      connection.release(session);
    }
  }

  private int newFd() {
    return lastFd.updateAndGet(last -> last == Integer.MAX_VALUE ? 3 : last + 1);
  }

  private void release(Session session, int fd, String path, int owner) throws IOException {
    session.call(
        Request.of(RequestCode.CLOSE_FILE, session.tid(), owner, fd), connection.watchFor(path));
  }

  @Override
  public int read(
      Session session, Descriptor file, long offset, int wanted, int window, WaitWatch watch)
      throws IOException {
    int count = Math.max(wanted, window);
    Request request =
        Request.of(RequestCode.READ_AT, session.tid(), file.owner(), file.fd(), offset, count);
    long word = call(session, request, watch, late -> discard(session, late, file.path()));
    return (int) require(session, word, file.path());
  }

  private void discard(Session session, long bytes, String path) throws IOException {
    for (int slots = session.read().slotsFor(bytes); slots > 0; slots--) {
      session.read().peek(connection.watchFor(path));
      session.read().release();
    }
  }

  @Override
  public void write(Session session, Descriptor file, long offset, int count, WaitWatch watch)
      throws IOException {
    session.send(
        Request.of(RequestCode.WRITE_AT, session.tid(), file.owner(), file.fd(), offset, count),
        watch);
  }

  @Override
  public long seekPart(Session session, Descriptor file, boolean hole, long offset, WaitWatch watch)
      throws IOException {
    Request request =
        Request.of(
            RequestCode.SEEK_PART, session.tid(), file.owner(), file.fd(), hole ? 1 : 0, offset);
    long word = call(session, request, watch, late -> {});
    return word == Errno.ENXIO.word() ? -1 : require(session, word, file.path());
  }

  @Override
  public Optional<Descriptor> duplicate(Descriptor file, Set<OpenFlag> flags, WaitWatch watch)
      throws IOException {
    String path = file.path();
    int fd = newFd();
    Session session = connection.acquire(path);
    try {
      Request request =
          Request.of(RequestCode.DUPLICATE, session.tid(), file.owner(), file.fd(), fd);
      long word = call(session, request, watch, late -> release(session, fd, path, session.tid()));
      require(session, word, path);
      session.ownsHandle(1);
      return Optional.of(new Descriptor(path, fd, false, false, session));
    } finally {
      connection.release(session);
    }
  }

  @Override
  public boolean exists(String path, WaitWatch watch) throws IOException {
    Session session = connection.acquire(path);
    try {
      Request request =
          Request.of(RequestCode.ATTRIBUTES, session.tid(), path, NEVER_WAIT | NO_FOLLOW);
      long word = call(session, request, watch, late -> statusWords(session, late, path));
      if (word == Errno.ENOENT.word() || word == Errno.ENOTDIR.word()) {
        return false;
      }
      if (word != Errno.ORDINARY) {
        statusWords(session, require(session, word, path), path);
      }
      return true;
    } finally {
      connection.release(session);
    }
  }

  @Override
  public long sync(Session session, Descriptor file, WaitWatch watch) throws IOException {
    Request request = Request.of(RequestCode.SYNC, session.tid(), file.owner(), file.fd());
    return require(session, call(session, request, watch, late -> {}), file.path());
  }

  @Override
  public long size(Session session, Descriptor file, boolean current, WaitWatch watch)
      throws IOException {
    return size(session, file, current ? CURRENT_SIZE : 0, watch);
  }

  @Override
  public long readable(Session session, Descriptor file, WaitWatch watch) throws IOException {
    return size(session, file, READABLE_SIZE, watch);
  }

  private long size(Session session, Descriptor file, int flags, WaitWatch watch)
      throws IOException {
    Request request = Request.of(RequestCode.SIZE, session.tid(), file.owner(), file.fd(), flags);
    return require(session, call(session, request, watch, late -> {}), file.path());
  }

  @Override
  public FileStatus status(Session session, Descriptor file, WaitWatch watch) throws IOException {
    Request request =
        Request.of(RequestCode.ATTRIBUTES_OF, session.tid(), file.owner(), file.fd(), CURRENT_SIZE);
    long word = call(session, request, watch, late -> statusWords(session, late, file.path()));
    return statusWords(session, require(session, word, file.path()), file.path());
  }

  private FileStatus statusWords(Session session, long kind, String path) throws IOException {
    long[] words = new long[STATUS_WORDS];
    words[0] = kind;
    for (int i = 1; i < STATUS_WORDS; i++) {
      words[i] = session.reply(connection.watchFor(path));
    }
    return new FileStatus(
        kind == 2,
        words[1],
        words[2] == 1
            ? FileStatus.State.OPEN
            : words[2] == 2 ? FileStatus.State.COMMITTED : FileStatus.State.FAILED,
        words[3],
        words[4],
        words[5],
        (int) words[6],
        words[7],
        kind == LINK_KIND);
  }

  @Override
  public Optional<Path> onDisk(Session session, Descriptor file, WaitWatch watch)
      throws IOException {
    try {
      String path = presentPath(session, file, watch);
      return status(path, false, false, watch).isPresent()
          ? Optional.empty()
          : Optional.of(Disk.path(path));
    } catch (CapioException e) {
      if (e.errno() == Errno.ENOENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Optional<Path> map(Session session, Descriptor file, long size, WaitWatch watch)
      throws IOException {
    Request request = Request.of(RequestCode.MAP, session.tid(), file.owner(), file.fd(), size);
    long word = call(session, request, watch, late -> {});
    if (word == Errno.ORDINARY) {
      return Optional.of(Disk.path(presentPath(session, file, watch)));
    }
    long object = require(session, word, file.path());
    return Optional.of(SharedMemory.path(connection.names().mapping(object)));
  }

  @Override
  public void truncate(Session session, Descriptor file, long size, WaitWatch watch)
      throws IOException {
    Request request =
        Request.of(RequestCode.TRUNCATE, session.tid(), file.owner(), file.fd(), size);
    require(session, call(session, request, watch, late -> {}), file.path());
  }

  @Override
  public void close(Session session, Descriptor file, boolean wrote, WaitWatch watch)
      throws IOException {
    Request request = Request.of(RequestCode.CLOSE_FILE, session.tid(), file.owner(), file.fd());
    try {
      require(session, call(session, request, watch, late -> {}), file.path());
    } finally {
      file.session().ownsHandle(-1);
    }
  }

  /** A request by path with one reply word; false if the path is an ordinary one. */
  private boolean byPath(String path, WaitWatch watch, ByPath request) throws IOException {
    Session session = connection.acquire(path);
    try {
      long word = call(session, request.of(session.tid()), watch, late -> {});
      if (word == Errno.ORDINARY) {
        return false;
      }
      require(session, word, path);
      return true;
    } finally {
      connection.release(session);
    }
  }

  @FunctionalInterface
  private interface ByPath {
    Request of(int tid);
  }

  @Override
  public Optional<FileStatus> status(
      String path, boolean finalSize, boolean follow, WaitWatch watch) throws IOException {
    Session session = connection.acquire(path);
    try {
      int flags = (finalSize ? FINAL_SIZE : 0) | (follow ? 0 : NO_FOLLOW);
      Request request = Request.of(RequestCode.ATTRIBUTES, session.tid(), path, flags);
      long word = call(session, request, watch, late -> statusWords(session, late, path));
      if (word == Errno.ORDINARY) {
        return Optional.empty();
      }
      return Optional.of(statusWords(session, require(session, word, path), path));
    } finally {
      connection.release(session);
    }
  }

  @Override
  public OptionalLong created(String path, boolean follow, WaitWatch watch) throws IOException {
    Session session = connection.acquire(path);
    try {
      int flags = ONLY_CREATION | NEVER_WAIT | (follow ? 0 : NO_FOLLOW);
      Request request = Request.of(RequestCode.ATTRIBUTES, session.tid(), path, flags);
      long word = call(session, request, watch, late -> {});
      if (word == Errno.LINKED.word()) {
        require(session, word, path);
      }
      return word < 0 ? OptionalLong.empty() : OptionalLong.of(word);
    } finally {
      connection.release(session);
    }
  }

  @Override
  public void makeDirectory(String path, int mode, WaitWatch watch) throws IOException {
    byPath(path, watch, tid -> Request.of(RequestCode.MAKE_DIRECTORY, tid, path, mode));
  }

  @Override
  public boolean delete(String path, DeleteKind kind, WaitWatch watch) throws IOException {
    return byPath(path, watch, tid -> Request.of(RequestCode.DELETE, tid, path, kind.code()));
  }

  @Override
  public boolean rename(String from, String to, boolean replace, WaitWatch watch)
      throws IOException {
    return byPath(from, watch, tid -> Request.renameTo(tid, replace ? 1 : 0, from, to));
  }

  @Override
  public boolean setAttributes(String path, AttributeChange change, boolean follow, WaitWatch watch)
      throws IOException {
    return byPath(
        path,
        watch,
        tid ->
            Request.of(
                RequestCode.SET_ATTRIBUTES,
                tid,
                path,
                change.mask() | (follow ? 0 : CHANGE_NO_FOLLOW),
                change.mode().orElse(0),
                orZero(change.modifiedNanos()),
                orZero(change.accessedNanos())));
  }

  @Override
  public boolean makeLink(String path, String target, WaitWatch watch) throws IOException {
    return connection.keepsLinks()
        && byPath(path, watch, tid -> Request.makeLink(tid, path, target));
  }

  @Override
  public boolean hardLink(String existing, String link, WaitWatch watch) throws IOException {
    return byPath(link, watch, tid -> Request.hardLink(tid, existing, link));
  }

  @Override
  public Optional<String> readLink(String path, WaitWatch watch) throws IOException {
    if (!connection.keepsLinks()) {
      return Optional.empty();
    }
    Session session = connection.acquire(path);
    try {
      Request request = Request.of(RequestCode.READ_LINK, session.tid(), path);
      long word = call(session, request, watch, late -> discard(session, late, path));
      if (word == Errno.ORDINARY) {
        return Optional.empty();
      }
      return Optional.of(text(session, word, path));
    } finally {
      connection.release(session);
    }
  }

  private String text(Session session, long word, String path) throws IOException {
    int length = (int) require(session, word, path);
    return new String(session.payload(length, connection.watchFor(path)), StandardCharsets.UTF_8);
  }

  @Override
  public void persist(String path, WaitWatch watch) throws IOException {
    byPath(path, watch, tid -> Request.of(RequestCode.PERSIST, tid));
  }

  /** The path under which something that is open is now. */
  private String presentPath(Session session, Descriptor open, WaitWatch watch) throws IOException {
    Request request = Request.of(RequestCode.PATH_OF, session.tid(), open.owner(), open.fd());
    long word = call(session, request, watch, late -> discard(session, late, open.path()));
    return text(session, word, open.path());
  }

  private static long orZero(OptionalLong value) {
    return value.orElse(0);
  }

  @Override
  public Optional<DirectoryListing> list(String path, boolean follow) throws IOException {
    int flags = DIRECTORY | OpenFlag.READ.bit() | (follow ? 0 : OpenFlag.NO_FOLLOW.bit());
    Optional<Descriptor> directory = open(path, flags, 0, connection.watchFor(path));
    return directory.map(d -> new DirectoryListing(new Entries(d)));
  }

  /** The entries of an open directory, a batch at a time. */
  private final class Entries implements DirectoryListing.Source {
    private static final int BATCH_BYTES = 64 << 10;

    private final Descriptor directory;

    Entries(Descriptor directory) {
      this.directory = directory;
    }

    @Override
    public byte[] next(WaitWatch watch) throws IOException {
      Session session = connection.acquire(directory.path());
      try {
        Request request =
            Request.of(
                RequestCode.LIST, session.tid(), directory.owner(), directory.fd(), BATCH_BYTES);
        long word = call(session, request, watch, late -> discard(session, late, directory.path()));
        int length = (int) require(session, word, directory.path());
        return session.payload(length, connection.watchFor(directory.path()));
      } finally {
        connection.release(session);
      }
    }

    @Override
    public String path() throws IOException {
      String opened = directory.path();
      Session session = connection.acquire(opened);
      try {
        return presentPath(session, directory, connection.watchFor(opened));
      } finally {
        connection.release(session);
      }
    }

    @Override
    public WaitWatch serverWatch() {
      return connection.watchFor(directory.path());
    }

    @Override
    public void close() throws IOException {
      Session session = connection.acquire(directory.path());
      try {
        release(session, directory.fd(), directory.path(), directory.owner());
      } finally {
        directory.session().ownsHandle(-1);
        connection.release(session);
      }
    }
  }
}

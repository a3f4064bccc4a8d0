package io.capio.client;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.ipc.Geometry;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.ProcessIdentity;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCode;
import io.capio.ipc.ServerAnnouncement;
import io.capio.ipc.SlotQueue;
import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The conversation of this process with one server: the request queue and a pool of sessions.
 * Thread-safe.
 */
final class Connection {
  /** More idle sessions than this are closed: each keeps its touched queue pages. */
  private static final int MAX_IDLE = 16;

  /** What operations are told that come when it is closed. */
  static final String CLOSED = "the connection to the CAPIO server is closed";

  private final ObjectNames names;
  private final Geometry geometry;
  private final Path directory;
  private final String application;
  private final boolean extended;
  private final boolean links;
  private final RequestChannel requests;
  private final ServerWatch watch;
  private final ProcessIdentity self = ProcessIdentity.self();
  private final ArrayDeque<Session> idle = new ArrayDeque<>();
  private final Set<Session> all = new HashSet<>();
  private boolean closed;

  /** Threads that send a session's first or last request, for which the queue must be there. */
  private int sending;

  /** The thread that closes the connection because the JVM ends; null until then. */
  private volatile Thread atExit;

  /** Kept for the connection's life: a step ends with its last session. */
  private Session root;

  private Connection(
      Settings settings,
      ObjectNames names,
      Path directory,
      Optional<ServerAnnouncement> announcement,
      SlotQueue queue) {
    this.names = names;
    this.geometry = settings.geometry();
    this.directory = directory;
    this.application = settings.appName();
    this.extended = announcement.isPresent();
    this.links = announcement.isPresent() && announcement.get().links();
    this.requests = new RequestChannel(queue);
    this.watch =
        extended
            ? new ProcessWatch(announcement.get().process(), names.workflow())
            : new ProbeWatch(this, names);
  }

  /**
   * Connects to a server that is there.
   *
   * @param announcement what the server says of itself; empty for one without extensions
   * @throws CapioUnavailableException if it does not serve this directory, has another geometry, or
   *     does not answer within the time for awaiting a server
   */
  static Connection open(
      Settings settings, Path directory, Optional<ServerAnnouncement> announcement)
      throws IOException {
    ObjectNames names = new ObjectNames(settings.workflowName());
    if (announcement.isPresent()) {
      requireSame(settings, directory, announcement.get());
    }
    SlotQueue queue;
    try {
      queue = SlotQueue.open(names, names.requests(), SlotQueue.Shape.REQUESTS);
    } catch (NoSuchFileException e) {
      // it was there a moment ago, and is the first thing that goes
      throw new ServerEndsException(names.workflow(), e);
    }
    Connection connection = new Connection(settings, names, directory, announcement, queue);
    boolean ok = false;
    try {
      connection.greet(settings.awaitServerTimeout());
      ok = true;
      return connection;
    } finally {
      if (!ok) {
        connection.abandon();
      }
    }
  }

  private static void requireSame(Settings settings, Path directory, ServerAnnouncement server)
      throws CapioUnavailableException {
    if (!server.directory().equals(directory)) {
      throw new CapioUnavailableException(
          "workflow "
              + settings.workflowName()
              + " is already served for the directory "
              + server.directory()
              + ", not for "
              + directory
              + "; give this one another name with "
              + Setting.WORKFLOW_NAME.option());
    }
    if (!server.geometry().equals(settings.geometry())) {
      throw new CapioUnavailableException(
          "the server of workflow "
              + settings.workflowName()
              + " has "
              + server.geometry()
              + ", this process "
              + settings.geometry()
              + "; set CAPIO_CACHE_LINES and CAPIO_CACHE_LINE_SIZE alike");
    }
  }

  private void greet(Duration patience) throws IOException {
    WaitWatch deadline =
        waited -> {
          watch.check(waited);
          if (waited > patience.toNanos() && !isEnding()) {
            throw new CapioUnavailableException(
                "the server of workflow "
                    + names.workflow()
                    + " does not answer; if it is dead, remove what it left in /dev/shm");
          }
        };
    root = newSession(deadline);
    synchronized (idle) {
      idle.add(root);
    }
    if (!extended
        && root.call(Request.of(RequestCode.ACCESS, root.tid(), directory.toString()), deadline)
            != 0) {
      throw new CapioUnavailableException(
          "workflow "
              + names.workflow()
              + " is already served, but not for the directory "
              + directory
              + "; give this one another name with "
              + Setting.WORKFLOW_NAME.option());
    }
  }

  /** Whether the server writes what is left to the disk; then it is gone before it answers. */
  private boolean isEnding() throws IOException {
    return extended
        && ServerAnnouncement.read(names).filter(ServerAnnouncement::ending).isPresent();
  }

  ObjectNames names() {
    return names;
  }

  /** The CAPIO directory, its real path. */
  Path directory() {
    return directory;
  }

  boolean extended() {
    return extended;
  }

  /** Whether the server keeps symbolic links. */
  boolean keepsLinks() {
    return links;
  }

  Geometry geometry() {
    return geometry;
  }

  ServerWatch watch() {
    return watch;
  }

  /**
   * The JVM ends, and the calling thread is about to close the connection: what fails because of
   * that in any other thread does not return from now on.
   */
  void exiting() {
    atExit = Thread.currentThread();
  }

  /**
   * Returns at once, unless the JVM ends. Then the program's threads still run for a moment, and on
   * a disk their files would stay open until the last: they must not see a failure now, so they do
   * not return.
   */
  void holdWhileExiting() {
    Thread closer = atExit;
    while (closer != null && closer != Thread.currentThread()) {
      LockSupport.park(this);
      Thread.interrupted();
    }
  }

  /**
   * The failure of an operation on a closed file, unless the JVM ends: {@link #holdWhileExiting}.
   */
  <T extends IOException> T closed(T failure) {
    holdWhileExiting();
    return failure;
  }

  /** The numbers of this process's sessions. */
  Set<Integer> sessions() {
    synchronized (idle) {
      return all.stream().map(Session::tid).collect(Collectors.toSet());
    }
  }

  /** Whether the server was seen dead. */
  boolean isGone() {
    return watch.isGone();
  }

  /**
   * The watch of a wait whose failure shall name that path. It ends also when this is closed: a
   * request that comes after the exit of its session is never answered.
   */
  WaitWatch watchFor(String path) {
    WaitWatch server = serverWatchFor(path);
    return waited -> {
      server.check(waited);
      requireOpen();
    };
  }

  /** May be called under a lock, and so does not hold while the JVM ends. */
  private void requireOpen() throws CapioUnavailableException {
    boolean over;
    synchronized (idle) {
      over = closed;
    }
    if (over) {
      throw new CapioUnavailableException(CLOSED);
    }
  }

  private WaitWatch serverWatchFor(String path) {
    return waited -> {
      try {
        watch.check(waited);
      } catch (CapioUnavailableException gone) {
        throw new CapioUnavailableException(path + ": " + gone.getMessage(), gone);
      }
    };
  }

  /** A session for the caller alone, until {@link #release}; the path is what it is needed for. */
  Session acquire(String path) throws IOException {
    // a session that is being made is taken back when it is there
    return acquire(serverWatchFor(path));
  }

  private Session acquire(WaitWatch patience) throws IOException {
    Session session;
    synchronized (idle) {
      session = closed ? null : idle.pollLast();
    }
    return session == null ? newSession(patience) : session;
  }

  /** A session that is made while the connection closes is not among those that it ends. */
  private Session newSession(WaitWatch patience) throws IOException {
    if (!mayStillSend()) {
      throw isClosed();
    }
    Session session = null;
    boolean late;
    try {
      session = greeted(patience);
    } finally {
      late = sent(session);
    }
    if (late) {
      throw isClosed();
    }
    return session;
  }

  /** Not to be asked for under a lock: it holds while the JVM ends. */
  private CapioUnavailableException isClosed() {
    return closed(new CapioUnavailableException(CLOSED));
  }

  private boolean mayStillSend() {
    synchronized (idle) {
      if (!closed) {
        sending++;
      }
      return !closed;
    }
  }

  /**
   * A thread has sent what it had to.
   *
   * @param made the session that is there now, null if none is
   * @return whether the connection is closed, and so is the session
   */
  private boolean sent(Session made) {
    boolean late;
    synchronized (idle) {
      late = closed;
      if (!late && made != null) {
        all.add(made);
      }
    }
    if (late && made != null) {
      exit(made);
    }
    boolean last;
    synchronized (idle) {
      sending--;
      last = closed && sending == 0;
    }
    if (last) {
      requests.close();
    }
    return late;
  }

  private Session greeted(WaitWatch patience) throws IOException {
    Session session = Session.create(names, geometry, requests);
    boolean ok = false;
    try {
      if (extended) {
        long word =
            session.call(
                Request.of(RequestCode.HELLO, session.tid(), application, self.pid(), self.start()),
                patience);
        if (word != 0) {
          throw new ServerEndsException(names.workflow());
        }
      } else {
        session.send(
            Request.of(RequestCode.HANDSHAKE_NAMED, session.tid(), application, self.pid(), 0),
            patience);
      }
      ok = true;
    } finally {
      if (!ok) {
        session.discard();
      }
    }
    return session;
  }

  /**
   * Gives a session back. On a server without extensions an idle session is never closed early: the
   * exit of one makes the server forget what its whole application produces.
   */
  void release(Session session) {
    if (isTakenBack(session)) {
      exit(session);
    }
  }

  /** Returns whether the session is one too many. */
  private boolean isTakenBack(Session session) {
    synchronized (idle) {
      if (!closed) {
        boolean kept =
            !extended || session == root || session.ownsHandles() || idle.size() < MAX_IDLE;
        if (session.isBroken()) {
          return false;
        }
        if (kept) {
          idle.addLast(session);
        } else {
          all.remove(session);
        }
        return !kept;
      }
    }
    // the exit was sent when the connection closed, while the caller still used the session
    session.close();
    holdWhileExiting();
    return false;
  }

  private void exit(Session session) {
    if (sendExit(session)) {
      session.close();
    } else {
      session.discard();
    }
  }

  private boolean sendExit(Session session) {
    try {
      watch.check(0);
      session.send(Request.of(RequestCode.EXIT_GROUP, session.tid()), watch);
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  /**
   * Takes a request of that session back whose reply nobody awaits any more. Afterwards the session
   * may be used again; without extensions it stays out of step for good.
   *
   * @return the reply that came after all
   */
  long cancel(Session victim) throws IOException {
    if (!extended) {
      throw new CapioUnavailableException("a native server cannot take a request back");
    }
    Session helper = acquire(watch);
    WaitWatch patience =
        waited -> {
          watch.check(waited);
          requireOpen();
        };
    try {
      helper.call(Request.of(RequestCode.CANCEL, helper.tid(), victim.tid()), patience);
    } finally {
      release(helper);
    }
    return victim.afterCancel(patience);
  }

  /** Sends the exit of every session. One that is in use is unmapped when it is given back. */
  void close() {
    Set<Session> busy;
    synchronized (idle) {
      if (closed) {
        return;
      }
      closed = true;
      sending++;
      busy = new HashSet<>(all);
      idle.forEach(busy::remove);
    }
    // whoever uses one still must not lose its memory: release() unmaps it
    for (Session session : busy) {
      sendExit(session);
    }
    idle.forEach(this::exit);
    sent(null);
    if (watch.isGone()) {
      busy.forEach(Session::unlink);
    }
  }

  private void abandon() {
    synchronized (idle) {
      closed = true;
      all.forEach(Session::discard);
      all.clear();
    }
    requests.close();
  }
}

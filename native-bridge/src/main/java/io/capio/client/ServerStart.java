package io.capio.client;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.ProcessIdentity;
import io.capio.ipc.ServerAnnouncement;
import io.capio.ipc.WorkflowClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the server of a workflow, or starts one and waits until it serves. Immutable once made.
 *
 * <p>Blocks until the server is ready, at most for the time for awaiting one; polls, so that it
 * returns as soon as the server does answer.
 */
public final class ServerStart {
  private static final long POLL_MILLIS = 5;

  private final Optional<ServerAnnouncement> announcement;
  private final ProcessIdentity started;
  private final ProcessIdentity wrapper;
  private final Path directory;
  private final ObjectNames names;

  private ServerStart(
      Optional<ServerAnnouncement> announcement,
      ProcessIdentity started,
      ProcessIdentity wrapper,
      Path directory,
      ObjectNames names) {
    this.announcement = announcement;
    this.started = started;
    this.wrapper = wrapper;
    this.directory = directory;
    this.names = names;
  }

  /**
   * Joins the workflow's server, or starts one.
   *
   * @throws CapioUnavailableException if none is there and none can be started; the message says
   *     why
   * @throws IOException if the CAPIO directory does not exist
   */
  public static ServerStart ensure(Settings settings) throws IOException {
    return find(settings, Wish.JOIN_OR_START);
  }

  /**
   * Joins the workflow's server.
   *
   * @throws CapioUnavailableException if none runs
   */
  static ServerStart join(Settings settings) throws IOException {
    return find(settings, Wish.JOIN);
  }

  /** What is wanted of a server that is there, and of one that is not. */
  enum Wish {
    /** None is started. */
    JOIN,
    /** The one that is there, if it suits. */
    JOIN_OR_START,
    /** A new one; that of others is joined only if it stays. */
    START
  }

  static ServerStart find(Settings settings, Wish wish) throws IOException {
    Path directory = realDirectory(settings);
    ObjectNames names = new ObjectNames(settings.workflowName());
    long patience = settings.awaitServerTimeout().toNanos();
    long start = System.nanoTime();
    ServerProcess child = null;
    Accord accord = new Accord(settings, directory, names, wish);
    try {
      while (true) {
        Presence presence = Presence.of(names);
        boolean leaving = presence.is(Presence.State.ENDING);
        if (presence.is(Presence.State.READY)) {
          ServerStart found = found(presence.announcement(), child, directory, names);
          leaving = !found.startedHere() && !accord.isGivenBy(presence.announcement());
          if (!leaving) {
            return found;
          }
        }
        if (leaving) {
          // what the last server still has to do is no delay of the next
          start = System.nanoTime();
        }
        boolean absent = presence.is(Presence.State.ABSENT);
        if (absent && wish == Wish.JOIN) {
          throw new CapioUnavailableException(
              "no server of workflow " + names.workflow() + " runs on this machine");
        }
        if (absent && child == null) {
          child = ServerProcess.start(settings, directory);
        } else if (absent && !child.isAlive()) {
          child.failUnlessReplaceable();
          child.discard();
          child = ServerProcess.start(settings, directory);
        }
        if (System.nanoTime() - start > patience) {
          if (child != null) {
            child.end();
          }
          throw tooLate(settings, names, presence);
        }
        pause();
      }
    } finally {
      if (child != null) {
        child.discard();
      }
    }
  }

  private static ServerStart found(
      Optional<ServerAnnouncement> announcement,
      ServerProcess child,
      Path directory,
      ObjectNames names) {
    ProcessIdentity ours = child == null ? null : child.server(announcement, names).orElse(null);
    return new ServerStart(
        announcement, ours, ours == null ? null : child.identity(), directory, names);
  }

  private static CapioUnavailableException tooLate(
      Settings settings, ObjectNames names, Presence presence) {
    return new CapioUnavailableException(
        "the server of workflow "
            + names.workflow()
            + " is not ready after "
            + settings.awaitServerTimeout().toMillis() / 1000.0
            + " s ("
            + presence.missing()
            + "); see "
            + Setting.AWAIT_SERVER_TIMEOUT_SECONDS.option());
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted while waiting for the CAPIO server");
    }
  }

  private static Path realDirectory(Settings settings) throws IOException {
    Path given = settings.capioDir();
    try {
      Path real = given.toRealPath();
      if (Files.isDirectory(real)) {
        return real;
      }
    } catch (NoSuchFileException absent) {
      throw new CapioUnavailableException(
          "the CAPIO directory " + given.toAbsolutePath() + " does not exist", absent);
    }
    throw new CapioUnavailableException("the CAPIO directory " + given + " is not a directory");
  }

  /** Whether the server has ended since it was found, or is about to; a native one never tells. */
  boolean hasEnded() throws IOException {
    if (announcement.isEmpty()) {
      return false;
    }
    Optional<ServerAnnouncement> now = ServerAnnouncement.read(names);
    return now.isEmpty()
        || now.get().ending()
        || !now.get().process().equals(announcement.get().process())
        || !now.get().process().isAlive();
  }

  /** Whether this call started the server. */
  public boolean startedHere() {
    return started != null;
  }

  /** Whether it ends by itself a moment after its last client. */
  public boolean endsWhenIdle() {
    return announcement.isPresent() && announcement.get().endsWhenIdle();
  }

  /**
   * The rules of the server as a user knows them, if they are others than those of the settings;
   * empty for a native server, which does not tell.
   */
  public Optional<String> otherRules(Settings settings) throws IOException {
    if (announcement.isEmpty() || announcement.get().rules().satisfy(Accord.wantedBy(settings))) {
      return Optional.empty();
    }
    return Optional.of(announcement.get().rules().toString());
  }

  /** Whether the server is ours, which ServerControl can talk to. */
  public boolean hasExtensions() {
    return announcement.isPresent();
  }

  /** The server's process; the pid is 0 for a native server that somebody else started. */
  public ProcessIdentity process() {
    if (announcement.isPresent()) {
      return announcement.get().process();
    }
    return started == null ? new ProcessIdentity(0, 0) : started;
  }

  /**
   * Whether sessions are registered with the server, judged by their queues, which the server
   * removes when a session exits. Waits up to the given time for the last ones to go. Those of
   * processes that have died do not count.
   */
  public boolean hasOtherClients(Duration grace) throws IOException {
    long deadline = System.nanoTime() + grace.toNanos();
    // nobody uses a server that is dead; what its clients have is left over
    while ((started == null || started.isAlive()) && names.hasSessions()) {
      if (System.nanoTime() > deadline) {
        return isUsed();
      }
      pause();
    }
    return false;
  }

  private boolean isUsed() throws IOException {
    Map<Long, Set<String>> users = SessionUsers.find(names);
    boolean seen = started != null && users.remove(started.pid()) != null;
    return !seen || !users.isEmpty();
  }

  /**
   * Ends a native server that this call started: SIGTERM, and after the given time SIGKILL, because
   * a native server with a waiting reader does not end by itself (wire section 9, class D). What it
   * leaves in /dev/shm is removed. Blocks until it has gone.
   */
  public void endNative(Duration grace) throws IOException {
    if (started == null || announcement.isPresent()) {
      throw new IllegalStateException("not a native server that was started here");
    }
    // the server itself: not every wrapper passes a signal on, and each ends when it has ended
    ProcessHandle.of(started.pid()).ifPresent(ProcessHandle::destroy);
    long deadline = System.nanoTime() + grace.toNanos();
    while (started.isAlive() || wrapper.isAlive()) {
      if (System.nanoTime() > deadline) {
        destroyForcibly(started);
        destroyForcibly(wrapper);
      }
      pause();
    }
    WorkflowClaim.removeAll(names);
  }

  private static void destroyForcibly(ProcessIdentity process) {
    if (process.isAlive()) {
      ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  Optional<ServerAnnouncement> announcement() {
    return announcement;
  }

  /** The CAPIO directory, its real path. */
  Path directory() {
    return directory;
  }
}

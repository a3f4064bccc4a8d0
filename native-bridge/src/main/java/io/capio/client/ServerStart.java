package io.capio.client;

import io.capio.ipc.ObjectNames;
import io.capio.ipc.ProcessIdentity;
import io.capio.ipc.ServerAnnouncement;
import io.capio.ipc.SharedMemory;
import io.capio.ipc.SlotQueue;
import io.capio.ipc.WorkflowClaim;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
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
  /** A server without extensions announces nothing; one with them does so within this time. */
  private static final long ANNOUNCED_WITHIN_MILLIS = 1000;

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
    return find(settings, true);
  }

  /**
   * Joins the workflow's server.
   *
   * @throws CapioUnavailableException if none runs
   */
  static ServerStart join(Settings settings) throws IOException {
    return find(settings, false);
  }

  private static ServerStart find(Settings settings, boolean mayStart) throws IOException {
    Path directory = realDirectory(settings);
    ObjectNames names = new ObjectNames(settings.workflowName());
    long patience = settings.awaitServerTimeout().toNanos();
    long start = System.nanoTime();
    ServerProcess child = null;
    String missing = "no canary";
    try {
      while (true) {
        Presence presence = Presence.of(names);
        missing = presence.missing();
        if (presence.ready()) {
          ProcessIdentity ours =
              child == null ? null : child.server(presence.announcement(), names).orElse(null);
          return new ServerStart(
              presence.announcement(),
              ours,
              ours == null ? null : child.identity(),
              directory,
              names);
        }
        if (presence.absent() && !mayStart) {
          throw new CapioUnavailableException(
              "no server of workflow " + names.workflow() + " runs on this machine");
        }
        if (presence.absent() && child == null) {
          child = ServerProcess.start(settings, directory);
        } else if (child != null && !child.isAlive() && presence.absent()) {
          child.failUnlessBusy();
          child.discard();
          child = ServerProcess.start(settings, directory);
        }
        if (System.nanoTime() - start > patience) {
          throw new CapioUnavailableException(
              "the server of workflow "
                  + names.workflow()
                  + " is not ready after "
                  + settings.awaitServerTimeout().toMillis() / 1000.0
                  + " s ("
                  + missing
                  + "); see "
                  + Setting.AWAIT_SERVER_TIMEOUT_SECONDS.option());
        }
        pause();
      }
    } finally {
      if (child != null) {
        child.discard();
      }
    }
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

  /**
   * What of a server can be seen now.
   *
   * @param absent whether there is none, or only a dead one's remains
   * @param ready whether requests can be sent
   * @param missing what a client still waits for
   * @param announcement of a living server
   */
  private record Presence(
      boolean absent, boolean ready, String missing, Optional<ServerAnnouncement> announcement) {
    static Presence of(ObjectNames names) throws IOException {
      Path canary = SharedMemory.path(names.canary());
      long age;
      try {
        age = System.currentTimeMillis() - Files.getLastModifiedTime(canary).toMillis();
        SharedMemory.requireOwn(names.canary());
      } catch (NoSuchFileException none) {
        return new Presence(true, false, "no canary " + canary, Optional.empty());
      } catch (AccessDeniedException foreign) {
        throw new CapioUnavailableException(
            "the workflow "
                + names.workflow()
                + " is another user's on this machine ("
                + foreign.getMessage()
                + "); choose another name with "
                + Setting.WORKFLOW_NAME.option(),
            foreign);
      }
      Optional<ServerAnnouncement> announcement = ServerAnnouncement.read(names);
      boolean queue = SlotQueue.isComplete(names, names.requests(), SlotQueue.Shape.REQUESTS);
      if (announcement.isPresent()) {
        boolean alive = announcement.get().process().isAlive();
        return new Presence(!alive, alive && queue, "no request queue", announcement);
      }
      boolean silentLongEnough = age > ANNOUNCED_WITHIN_MILLIS;
      return new Presence(
          false, silentLongEnough && queue, "a canary, but no request queue", announcement);
    }
  }

  /** Whether this call started the server. */
  public boolean startedHere() {
    return started != null;
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

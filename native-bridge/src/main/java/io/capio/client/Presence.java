package io.capio.client;

import io.capio.client.settings.Setting;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.ServerAnnouncement;
import io.capio.ipc.SharedMemory;
import io.capio.ipc.SlotQueue;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What of a workflow's server can be seen at one moment.
 *
 * @param state whether it can be joined
 * @param missing what a client still waits for
 * @param announcement of a server with extensions
 */
record Presence(State state, String missing, Optional<ServerAnnouncement> announcement) {
  /** A server without extensions announces nothing; one with them does so within this time. */
  private static final long ANNOUNCED_WITHIN_MILLIS = 1000;

  /** Whether a server can be joined. */
  enum State {
    /** There is none, or only a dead one's remains. */
    ABSENT,
    /** There will be one. */
    STARTING,
    /** Requests can be sent. */
    READY,
    /** It takes no more clients, and will be gone when its data is on the disk. */
    ENDING
  }

  /**
   * Looks at the objects in shared memory.
   *
   * @throws CapioUnavailableException if the workflow is another user's
   */
  static Presence of(ObjectNames names) throws IOException {
    SharedMemory.requireLibrary();
    Path canary = SharedMemory.path(names.canary());
    long age;
    try {
      age = System.currentTimeMillis() - Files.getLastModifiedTime(canary).toMillis();
      SharedMemory.requireOwn(names.canary());
    } catch (NoSuchFileException none) {
      return new Presence(State.ABSENT, "no canary " + canary, Optional.empty());
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
    // the announcement first: a server that goes removes its queue before it
    Optional<ServerAnnouncement> announcement = ServerAnnouncement.read(names);
    boolean queue = SlotQueue.isComplete(names, names.requests(), SlotQueue.Shape.REQUESTS);
    if (queue && announcement.isEmpty()) {
      // and one that comes makes its queue after it: that may be the queue of another one by now
      announcement = ServerAnnouncement.read(names);
    }
    if (announcement.isEmpty()) {
      boolean silentLongEnough = age > ANNOUNCED_WITHIN_MILLIS;
      return new Presence(
          silentLongEnough && queue ? State.READY : State.STARTING,
          "a canary, but no request queue",
          announcement);
    }
    return new Presence(stateOf(announcement.get(), queue), "no request queue", announcement);
  }

  private static State stateOf(ServerAnnouncement server, boolean queue) {
    if (!server.process().isAlive()) {
      return State.ABSENT;
    }
    if (server.ending()) {
      return State.ENDING;
    }
    return queue ? State.READY : State.STARTING;
  }

  boolean is(State wanted) {
    return state == wanted;
  }
}

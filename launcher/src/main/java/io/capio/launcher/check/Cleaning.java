package io.capio.launcher.check;

import io.capio.ipc.ServerAnnouncement;
import io.capio.ipc.WorkflowClaim;
import io.capio.ipc.WorkflowObjects;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is done about one workflow's objects, and why.
 *
 * @param workflow its name
 * @param action removed, kept, or, on trial, removable
 * @param objects how many objects there are, or were
 * @param reason why
 */
record Cleaning(String workflow, String action, int objects, String reason) {
  private static final String KEPT = "kept";

  /**
   * Decides, and removes.
   *
   * @param named whether the user named this workflow
   * @param trial whether nothing is to be removed
   */
  static Cleaning of(WorkflowObjects objects, boolean named, boolean trial) throws IOException {
    Optional<String> owner = objects.foreignOwner();
    if (owner.isPresent()) {
      return kept(objects, "it belongs to user " + owner.get());
    }
    Optional<ServerAnnouncement> server = objects.server();
    if (server.isEmpty()) {
      return ofUnknownServer(objects, named, trial);
    }
    long pid = server.get().process().pid();
    if (server.get().process().isAlive()) {
      return kept(objects, "process " + pid + " serves it for " + server.get().directory());
    }
    if (!trial) {
      try {
        // takes the dead server's place, so that no other can begin in the middle
        WorkflowClaim.take(objects.names()).close();
      } catch (FileAlreadyExistsException taken) {
        return kept(objects, taken.getReason());
      }
    }
    return removed(objects, trial, "its server, process " + pid + ", is dead");
  }

  /** A native server neither announces itself nor locks anything: only its processes tell. */
  private static Cleaning ofUnknownServer(WorkflowObjects objects, boolean named, boolean trial)
      throws IOException {
    Map<Long, String> users = objects.users();
    if (!users.isEmpty()) {
      return kept(
          objects,
          users.entrySet().stream()
              .limit(3)
              .map(user -> "process " + user.getKey() + " (" + user.getValue() + ")")
              .collect(Collectors.joining(", ", "", " uses it")));
    }
    if (!named) {
      return kept(
          objects,
          "a native server left it, and a process that cannot be seen from here may use it; if not,"
              + " capio-run clean --workflow "
              + objects.names().workflow()
              + " removes it");
    }
    if (!trial) {
      WorkflowClaim.removeAll(objects.names());
    }
    return removed(objects, trial, "no process uses it");
  }

  private static Cleaning kept(WorkflowObjects objects, String reason) {
    return new Cleaning(objects.names().workflow(), KEPT, objects.files().size(), reason);
  }

  private static Cleaning removed(WorkflowObjects objects, boolean trial, String reason) {
    return new Cleaning(
        objects.names().workflow(),
        trial ? "removable" : "removed",
        objects.files().size(),
        reason);
  }

  String line() {
    String what = objects == 1 ? "1 object" : objects + " objects";
    String done =
        switch (action) {
          case KEPT -> "left alone";
          case "removed" -> "removed " + what + " from /dev/shm";
          default -> "would remove " + what + " from /dev/shm";
        };
    return "workflow " + workflow + ": " + done + ": " + reason;
  }
}

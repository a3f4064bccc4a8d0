package io.capio.client;

import io.capio.ipc.Errno;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.SharedMemory;
import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The watch of a read on a native server, which never notices that a client has died. A client that
 * ends takes its leave, and the server removes its queues; those of a dead one stay, and nobody but
 * the server has them mapped. If that is so of all other clients, nobody is left to write what the
 * reader waits for. As long as one lives, it may be the writer: the wire does not tell.
 */
final class WriterWatch implements WaitWatch {
  private static final long LOOK_EVERY_NANOS = 2_000_000_000L;

  private final Connection connection;
  private final String path;
  private final WaitWatch other;
  private long lookedNanos;

  /**
   * A watch for one read.
   *
   * @param other is asked as well
   */
  WriterWatch(Connection connection, String path, WaitWatch other) {
    this.connection = connection;
    this.path = path;
    this.other = other;
  }

  @Override
  public void check(long waitedNanos) throws IOException {
    other.check(waitedNanos);
    if (waitedNanos - lookedNanos > LOOK_EVERY_NANOS) {
      lookedNanos = waitedNanos;
      if (isNobodyLeft()) {
        throw new CapioException(
            Errno.EOWNERDEAD,
            path,
            "its writer has died: no other program of workflow "
                + connection.names().workflow()
                + " is left, and one has ended without taking its leave of the server");
      }
    }
  }

  private boolean isNobodyLeft() throws IOException {
    ObjectNames names = connection.names();
    Set<String> mine =
        connection.sessions().stream()
            .map(tid -> SharedMemory.path(names.ring(names.responses(tid))).toString())
            .collect(Collectors.toSet());
    Set<String> dead = SessionUsers.queues(names);
    dead.removeAll(mine);
    Map<Long, Set<String>> users = SessionUsers.find(names);
    for (Long starter : starters()) {
      Set<String> idle = users.remove(starter);
      if (idle != null) {
        dead.removeAll(idle);
      }
    }
    // nobody but the server has this process's queues, too
    boolean serverSeen = users.values().removeIf(mapped -> !Collections.disjoint(mapped, mine));
    // a server that cannot be seen, as in another container, has clients that cannot be seen
    return serverSeen && users.isEmpty() && !dead.isEmpty();
  }

  /** Who has started this program, as capio-run does, only waits for its end. */
  private static Set<Long> starters() {
    return Stream.iterate(
            ProcessHandle.current().parent(), Optional::isPresent, up -> up.get().parent())
        .map(up -> up.get().pid())
        .collect(Collectors.toSet());
  }
}

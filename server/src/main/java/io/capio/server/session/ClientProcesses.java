package io.capio.server.session;

import io.capio.ipc.ProcessIdentity;
import io.capio.server.watch.ClientWatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The processes that have sessions, and which of them have died. */
final class ClientProcesses {
  /** How long a client whose process cannot be watched counts as present after its last request. */
  private static final long UNWATCHED_NANOS = 60_000_000_000L;

  /** How long what a process sent before its death may take until it has been dealt with. */
  private static final long LEGACY_NANOS = 1_000_000_000L;

  private final Map<ProcessIdentity, ClientProcess> processes = new HashMap<>();
  private final ClientWatch watch;
  private long deaths;
  private boolean waiting;

  ClientProcesses(ClientWatch watch) {
    this.watch = watch;
  }

  ClientProcess of(ProcessIdentity identity, boolean extended, long nowNanos) {
    ClientProcess process = processes.get(identity);
    if (process == null) {
      process = new ClientProcess(identity, nowNanos);
      processes.put(identity, process);
      if (process.isWatched()) {
        watch.add(identity);
      }
    }
    if (extended) {
      process.extended();
    }
    return process;
  }

  /** One of its sessions has ended. */
  void leave(ClientProcess process) {
    if (process.leave() && processes.remove(process.identity(), process)) {
      watch.remove(process.identity());
    }
  }

  /** How many were found dead that had not said that they end. */
  long deaths() {
    return deaths;
  }

  /** Whether some client is still there. */
  boolean isAnyPresent(long nowNanos) {
    return processes.values().stream()
        .anyMatch(
            process ->
                process.isWatched() || nowNanos - process.lastRequestNanos() < UNWATCHED_NANOS);
  }

  /** Whether {@link #findGone} will find that process. */
  boolean isGoing(ProcessIdentity identity) {
    ClientProcess process = processes.get(identity);
    return process != null
        && process.isWatched()
        && !watch.isAlive(identity)
        && !identity.isAlive();
  }

  /** Whether one other than that has sessions. */
  boolean isAnyOther(ProcessIdentity identity) {
    return processes.keySet().stream().anyMatch(other -> !other.equals(identity));
  }

  /**
   * Whether somebody has to look from time to time: nobody reports every death, a dead client's
   * requests are still being dealt with, or one only counts as gone after some time.
   */
  boolean needLooks() {
    return waiting
        || !watch.isComplete()
        || processes.values().stream().anyMatch(process -> !process.isWatched());
  }

  /**
   * The processes that are gone and can be forgotten.
   *
   * @param isAtWork whether what a process has sent is still being dealt with
   */
  List<ClientProcess> findGone(Predicate<ClientProcess> isAtWork, long nowNanos) {
    List<ClientProcess> gone = new ArrayList<>();
    waiting = false;
    for (ClientProcess process : processes.values()) {
      if (!process.isWatched()) {
        continue;
      }
      if (process.identity().isAlive()) {
        process.seenAlive(nowNanos);
      } else if (isAtWork.test(process) && process.goneFor(nowNanos) < LEGACY_NANOS) {
        waiting = true;
      } else {
        gone.add(process);
        if (!process.endedOrderly(nowNanos)) {
          deaths++;
        }
      }
    }
    return gone;
  }
}

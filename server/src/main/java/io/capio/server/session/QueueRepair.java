package io.capio.server.session;

import io.capio.ipc.SlotQueue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Repairs the request queue after a client that died while it wrote to it, or else all others would
 * wait for ever for the mutex or for the slot that it had. The mutex does not say whose it is, and
 * the dead may be a client that never came to open a session.
 */
final class QueueRepair {
  /** A producer needs the mutex for microseconds; this long it keeps it only if it is dead. */
  private static final long AFTER_A_DEATH_NANOS = 1_000_000_000L;

  /** The same when nobody is known to have died. */
  private static final long UNEXPLAINED_NANOS = 3_000_000_000L;

  private static final Path PROCESSES = Path.of("/proc");

  private final SlotQueue queue;
  private final Path ring;
  private final Consumer<String> notes;
  private Fault seen = new Fault(0, false, 0);
  private long seenSinceNanos;
  private long deathsDealtWith;

  /** What is wrong while the queue stands still at that index. */
  private record Fault(long index, boolean locked, int missing) {
    boolean isNone() {
      return !locked && missing <= 0;
    }
  }

  /**
   * @param ring the file of the queue's ring, by which its users are found
   */
  QueueRepair(SlotQueue queue, Path ring, Consumer<String> notes) {
    this.queue = queue;
    this.ring = ring;
    this.notes = notes;
  }

  /**
   * Looks after the queue; called from time to time, between two slots.
   *
   * @param deaths how many clients have been found dead so far
   * @return whether something is wrong, so that it has to look again
   */
  boolean check(long deaths, long nowNanos) {
    boolean locked = queue.isLocked();
    Fault fault = new Fault(queue.producerIndex(), locked, locked ? 0 : queue.missingSlots());
    if (fault.isNone() || !fault.equals(seen)) {
      seen = fault;
      seenSinceNanos = nowNanos;
      return !fault.isNone();
    }
    long patience = deaths > deathsDealtWith ? AFTER_A_DEATH_NANOS : UNEXPLAINED_NANOS;
    if (nowNanos - seenSinceNanos < patience || isAnyUserHalted()) {
      return true;
    }
    deathsDealtWith = deaths;
    if (locked) {
      queue.unlockAfterDeath();
    } else {
      queue.freeMissingSlots();
    }
    notes.accept("a client died inside the request queue; the queue has been repaired");
    return true;
  }

  /** Whether a process that was stopped may go on later, in the middle of the queue. */
  private boolean isAnyUserHalted() {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : processes) {
        if (isUser(process) && isHalted(process)) {
          return true;
        }
      }
      return false;
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      return false;
    }
  }

  private boolean isUser(Path process) {
    return text(process.resolve("maps")).contains(ring.toString());
  }

  private static boolean isHalted(Path process) {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path thread : threads) {
        String stat = text(thread.resolve("stat"));
        int state = stat.lastIndexOf(')') + 2;
        if (state < stat.length() && "TtD".indexOf(stat.charAt(state)) >= 0) {
          return true;
        }
      }
      return false;
    } catch (IOException | java.nio.file.DirectoryIteratorException gone) {
      return false;
    }
  }

  /** Empty for what has gone or belongs to another user, who cannot use the queue either. */
  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}

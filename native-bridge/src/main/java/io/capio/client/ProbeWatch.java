package io.capio.client;

import io.capio.ipc.ObjectNames;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCode;
import io.capio.ipc.SharedMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Watches a server that does not say which process it is: asks it something that always has an
 * answer, and takes silence for death.
 */
final class ProbeWatch implements ServerWatch {
  private static final long PROBE_EVERY_NANOS = 1_000_000_000;

  /** A native server stops for everybody while one client keeps it waiting, but not for long. */
  private static final long PATIENCE_NANOS = 3_000_000_000L;

  private final Connection connection;
  private final ObjectNames names;
  private final ReentrantLock probing = new ReentrantLock();
  private volatile boolean gone;
  private volatile long answered = System.nanoTime();
  private Session session;

  ProbeWatch(Connection connection, ObjectNames names) {
    this.connection = connection;
    this.names = names;
  }

  @Override
  public boolean isGone() {
    if (!gone && Files.notExists(SharedMemory.path(names.ring(names.requests())))) {
      gone = true;
    }
    return gone;
  }

  @Override
  public void check(long waitedNanos) throws IOException {
    if (!isGone()
        && waitedNanos > PROBE_EVERY_NANOS
        && System.nanoTime() - answered > PROBE_EVERY_NANOS
        && !probing.isHeldByCurrentThread()
        && probing.tryLock()) {
      try {
        probe();
      } finally {
        probing.unlock();
      }
    }
    if (gone) {
      throw gone();
    }
  }

  private void probe() throws IOException {
    if (session == null) {
      session = connection.acquire(names.workflow());
    }
    try {
      session.call(
          Request.of(RequestCode.ACCESS, session.tid(), connection.directory().toString()),
          waited -> {
            if (waited > PATIENCE_NANOS) {
              throw gone();
            }
          });
      answered = System.nanoTime();
    } catch (CapioUnavailableException silent) {
      gone = true;
    }
  }

  private CapioUnavailableException gone() {
    return new CapioUnavailableException(
        "the CAPIO server of workflow " + names.workflow() + " has ended or does not answer");
  }
}

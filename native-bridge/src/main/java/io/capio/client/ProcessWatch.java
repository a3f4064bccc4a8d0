package io.capio.client;

import io.capio.ipc.ProcessIdentity;
import java.util.concurrent.atomic.AtomicLong;

/** Watches a server whose process is known. */
final class ProcessWatch implements ServerWatch {
  /** Many threads may wait at once; one look at /proc serves them all for this long. */
  private static final long FRESH_NANOS = 100_000_000;

  private final ProcessIdentity process;
  private final String workflow;
  private final AtomicLong checked = new AtomicLong(System.nanoTime() - FRESH_NANOS);
  private volatile boolean gone;

  ProcessWatch(ProcessIdentity process, String workflow) {
    this.process = process;
    this.workflow = workflow;
  }

  @Override
  public boolean isGone() {
    long last = checked.get();
    long now = System.nanoTime();
    if (!gone && now - last > FRESH_NANOS && checked.compareAndSet(last, now)) {
      gone = !process.isAlive();
    }
    return gone;
  }

  @Override
  public void check(long waitedNanos) throws CapioUnavailableException {
    if (isGone()) {
      throw new CapioUnavailableException(
          "the CAPIO server of workflow " + workflow + " (pid " + process.pid() + ") has ended");
    }
  }
}

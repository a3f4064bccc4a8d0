package io.capio.server.session;

import io.capio.ipc.ProcessIdentity;
import io.capio.server.files.Step;
import java.util.HashMap;
import java.util.Map;

/** A process that has sessions here. */
final class ClientProcess {
  /** A process that says that it ends is gone before that. */
  private static final long LAST_WORDS_NANOS = 1_000_000_000L;

  private final ProcessIdentity identity;
  private final Map<String, Step> steps = new HashMap<>();
  private boolean extended;
  private boolean mainThreadEnded;
  private int sessions;
  private long lastRequestNanos;
  private long lastExitNanos = Long.MIN_VALUE;
  private long seenNanos;
  private long seenBeforeNanos;
  private long goneSinceNanos;
  private boolean gone;

  ClientProcess(ProcessIdentity identity, long nowNanos) {
    this.identity = identity;
    seenNanos = nowNanos;
    seenBeforeNanos = nowNanos;
    lastRequestNanos = nowNanos;
  }

  ProcessIdentity identity() {
    return identity;
  }

  /**
   * Whether its life can be watched. A pid that means nothing here - of another pid namespace, or
   * made up by a client that knows nobody reads it - says nothing about the client's death.
   */
  boolean isWatched() {
    return identity.start() != 0;
  }

  Step step(String application) {
    return steps.computeIfAbsent(application, name -> new Step(name, identity, extended));
  }

  void forget(Step step) {
    steps.remove(step.application(), step);
  }

  void enter() {
    sessions++;
  }

  boolean leave() {
    return --sessions == 0;
  }

  /** It uses the extensions, so every one of its sessions says when it ends. */
  void extended() {
    extended = true;
  }

  void exited(int tid, long nowNanos) {
    lastExitNanos = nowNanos;
    mainThreadEnded |= tid == identity.pid();
  }

  void heard(long nowNanos) {
    lastRequestNanos = nowNanos;
  }

  long lastRequestNanos() {
    return lastRequestNanos;
  }

  void seenAlive(long nowNanos) {
    seenBeforeNanos = seenNanos;
    seenNanos = nowNanos;
  }

  /** How long it has been known to be gone; the first call begins that. */
  long goneFor(long nowNanos) {
    if (!gone) {
      gone = true;
      goneSinceNanos = nowNanos;
    }
    return nowNanos - goneSinceNanos;
  }

  /**
   * Whether a process that is gone ended in the orderly way. Upstream's client reports only the
   * thread that ends the process, so that the other threads' sessions are left over: the main
   * thread's report, or one right before the process was gone, stands for all.
   */
  boolean endedOrderly(long nowNanos) {
    long known = nowNanos - goneFor(nowNanos) - LAST_WORDS_NANOS;
    long alive = seenBeforeNanos - known > 0 ? seenBeforeNanos : known;
    return !extended
        && (mainThreadEnded || (lastExitNanos != Long.MIN_VALUE && lastExitNanos - alive >= 0));
  }
}

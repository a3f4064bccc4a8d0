package io.capio.server.session;

/**
 * When the request loop looks at what no request tells: clients that have died, a damaged queue,
 * files that others made. Often while something happens, and not at all while nothing does.
 */
final class Looks {
  private static final long PERIOD_NANOS = 500_000_000L;

  /** Who was there a moment ago may come back, or die, in the middle of something. */
  private static final long AFTERMATH_NANOS = 5_000_000_000L;

  /** More batches of requests than the queue can have held when a look was due. */
  private static final int MOST_DELAYS = 16;

  private long lastEventNanos;
  private long nextNanos;
  private boolean none;
  private int delays;

  Looks(long nowNanos) {
    lastEventNanos = nowNanos;
    nextNanos = nowNanos;
  }

  /**
   * Requests have come, or news.
   *
   * @param news whether to look at once
   */
  void somethingHappened(boolean news, long nowNanos) {
    lastEventNanos = nowNanos;
    if (news) {
      nextNanos = nowNanos;
      none = false;
    } else if (none || nextNanos - nowNanos > PERIOD_NANOS) {
      nextNanos = nowNanos + PERIOD_NANOS;
      none = false;
    }
  }

  boolean areDue(long nowNanos) {
    return !none && nowNanos - nextNanos >= 0;
  }

  /** A client that is gone has said so in a request perhaps, which must be heard first. */
  boolean mayBegin(boolean moreRequests) {
    if (moreRequests && delays < MOST_DELAYS) {
      delays++;
      return false;
    }
    delays = 0;
    return true;
  }

  /**
   * Plans the next look.
   *
   * @param wishNanos how long somebody can wait for it
   * @param suspicious whether there is reason to look again soon
   */
  void next(long wishNanos, boolean suspicious, long nowNanos) {
    boolean soon = suspicious || nowNanos - lastEventNanos < AFTERMATH_NANOS;
    none = !soon && wishNanos == Long.MAX_VALUE;
    nextNanos = nowNanos + (soon ? PERIOD_NANOS : Math.max(PERIOD_NANOS, wishNanos));
  }

  /** For how long nothing is to be looked at. */
  long untilNext(long nowNanos) {
    return none ? Long.MAX_VALUE : Math.max(0, nextNanos - nowNanos);
  }
}

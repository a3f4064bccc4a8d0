package io.capio.server;

/** How many requests a second the server has handled lately. Confined to the request loop. */
final class RequestRate {
  private static final long WINDOW_NANOS = 2_000_000_000L;

  private long sinceNanos;
  private long before;
  private double perSecond;

  RequestRate(long nowNanos) {
    sinceNanos = nowNanos;
  }

  /** Takes note of how many there have been in all. */
  void sample(long requests, long nowNanos) {
    long nanos = nowNanos - sinceNanos;
    if (nanos >= WINDOW_NANOS) {
      perSecond = (requests - before) * 1e9 / nanos;
      before = requests;
      sinceNanos = nowNanos;
    }
  }

  /** The rate over the last full window of two seconds, 0 before the first. */
  long perSecond() {
    return Math.round(perSecond);
  }
}

package io.capio.server;

/** For how long nobody has used a server. Confined to the request loop. */
final class Idleness {
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  /** Who starts a server may take some time until its first program is there. */
  private static final long NEVER_USED_NANOS = 60_000_000_000L;

  private long sinceNanos;
  private boolean wasUsed;
  private long openedBefore;

  Idleness(long nowNanos) {
    sinceNanos = nowNanos;
  }

  /**
   * How long it must go on to be the end of the server: 0 if it is, {@code Long.MAX_VALUE} while it
   * is used.
   *
   * @param used whether there are clients
   * @param opened how many sessions there have ever been: one may have come and gone unseen
   */
  long left(boolean used, long opened, long nowNanos) {
    if (used || wasUsed || opened != openedBefore) {
      sinceNanos = nowNanos;
    }
    wasUsed = used;
    openedBefore = opened;
    long patience = opened > 0 ? PATIENCE_NANOS : NEVER_USED_NANOS;
    return used ? Long.MAX_VALUE : Math.max(0, patience - (nowNanos - sinceNanos));
  }
}

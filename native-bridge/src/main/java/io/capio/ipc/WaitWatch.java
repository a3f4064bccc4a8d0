package io.capio.ipc;

import java.io.IOException;

/**
 * Decides between two slices of a wait whether the wait still makes sense: whether the other side
 * lives, the handle is open, the deadline has not passed.
 */
@FunctionalInterface
public interface WaitWatch {
  /** Never ends a wait; only for waits whose end is certain. */
  WaitWatch NONE = waitedNanos -> {};

  /**
   * Called about every 50 ms during a wait, by the waiting thread.
   *
   * @param waitedNanos how long it has lasted
   * @throws IOException to end the wait, with the reason
   */
  void check(long waitedNanos) throws IOException;
}

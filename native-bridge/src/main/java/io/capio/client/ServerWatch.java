package io.capio.client;

import io.capio.ipc.WaitWatch;
import java.io.IOException;

/** Notices the death of the server for everybody who waits for it. Thread-safe. */
interface ServerWatch extends WaitWatch {
  /** Whether the server was seen dead; then nothing of it will answer any more. */
  boolean isGone();

  /**
   * Ends a wait when the server has gone.
   *
   * @throws CapioUnavailableException if it has; the message names workflow and server
   */
  @Override
  void check(long waitedNanos) throws IOException;
}

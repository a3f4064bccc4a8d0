package io.capio.client;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.ipc.Errno;
import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.time.Instant;

/**
 * The watch of an operation that waits for another step: ends with the server, with the user's
 * timeout, or as the operation's own watch says; and says once on standard error when it takes
 * long.
 */
final class Patience implements WaitWatch {
  private static final long NOTICE_NANOS = 10_000_000_000L;

  private final WaitWatch server;
  private final WaitWatch own;
  private final Settings settings;
  private final String path;
  private final String what;
  private boolean noticed;

  /**
   * @param what the operation, continuing the sentence "PATH: waiting ..."
   */
  Patience(WaitWatch server, WaitWatch own, Settings settings, String path, String what) {
    this.server = server;
    this.own = own;
    this.settings = settings;
    this.path = path;
    this.what = what;
  }

  @Override
  public void check(long waitedNanos) throws IOException {
    own.check(waitedNanos);
    server.check(waitedNanos);
    long timeout = settings.timeout().toNanos();
    if (timeout > 0 && waitedNanos > timeout) {
      throw new CapioException(
          Errno.ETIMEDOUT,
          path,
          "waited " + timeout / 1e9 + " s " + what + "; see " + Setting.TIMEOUT_SECONDS.option());
    }
    if (!noticed && waitedNanos > NOTICE_NANOS) {
      noticed = true;
      if (!settings.quiet()) {
        System.err.println(
            "capio: "
                + path
                + ": waiting "
                + what
                + " since "
                + Instant.now().minusNanos(waitedNanos));
      }
    }
  }
}

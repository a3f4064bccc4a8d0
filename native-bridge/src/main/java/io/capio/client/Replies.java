package io.capio.client;

import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCode;
import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Turns the error words of the extensions into exceptions. */
final class Replies {
  private Replies() {}

  /**
   * Passes a success through.
   *
   * @throws CapioException for an error word, with the server's own reason
   * @throws LinkException if the path leads over a symbolic link
   */
  static long require(Connection connection, Session session, long word, String path)
      throws IOException {
    if (word >= 0) {
      return word;
    }
    WaitWatch watch = connection.watchFor(path);
    long length = session.call(Request.of(RequestCode.REASON, session.tid()), watch);
    String reason =
        length <= 0 ? "" : new String(session.payload((int) length, watch), StandardCharsets.UTF_8);
    if (word == Errno.LINKED.word()) {
      throw LinkException.of(path, reason);
    }
    // the exception names the path itself
    String prefix = path + ": ";
    throw new CapioException(
        Errno.ofWord(word),
        path,
        reason.startsWith(prefix) ? reason.substring(prefix.length()) : reason);
  }
}

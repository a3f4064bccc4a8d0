package io.capio.server.files;

import io.capio.ipc.Errno;
import java.nio.charset.StandardCharsets;

/** A request cannot be fulfilled: the error that the client is given, and the reason in words. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Errno errno;

  /**
   * @param reason a sentence for the user
   */
  public RefusedException(Errno errno, String reason) {
    super(reason, null, false, false);
    this.errno = errno;
  }

  /** An error whose own text says enough about that path. */
  public static RefusedException of(Errno errno, String path) {
    return new RefusedException(errno, path + ": " + errno.text());
  }

  /** A path that leads over a symbolic link: as docs/extensions.md says, the client follows it. */
  public static RefusedException linked(LinkNode link) {
    int bytes = link.path().getBytes(StandardCharsets.UTF_8).length;
    return new RefusedException(
        Errno.LINKED, bytes + " " + (link.isOnDisk() ? 1 : 0) + " " + link.path() + link.target());
  }

  /** The error. */
  public Errno errno() {
    return errno;
  }
}

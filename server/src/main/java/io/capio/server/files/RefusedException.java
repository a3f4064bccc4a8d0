package io.capio.server.files;

import io.capio.ipc.Errno;

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

  /** The error. */
  public Errno errno() {
    return errno;
  }
}

package io.capio.client;

import io.capio.ipc.Errno;
import java.io.IOException;

/** An operation on a CAPIO file failed. The message names the path and the cause. */
public class CapioException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Errno errno;
  private final String path;
  private final String reason;

  /**
   * @param errno the kind of failure, in the numbers of Linux
   * @param path the file
   * @param reason why, in words, or null to use those of the number
   */
  public CapioException(Errno errno, String path, String reason) {
    super(path + ": " + (reason == null || reason.isEmpty() ? errno.text() : reason));
    this.errno = errno;
    this.path = path;
    this.reason = reason == null || reason.isEmpty() ? errno.text() : reason;
  }

  /** The kind of failure. */
  public Errno errno() {
    return errno;
  }

  /** The file. */
  public String path() {
    return path;
  }

  /** Why, in words, without the path. */
  public String reason() {
    return reason;
  }
}

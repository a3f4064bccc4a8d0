package io.capio.server;

/** The server cannot start; the message is the one line that the user sees. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The command line or the environment is wrong. */
  public static final int USAGE = 64;

  /** The CAPIO-CL file is wrong. */
  public static final int BAD_FILE = 65;

  /** The workflow cannot be served. */
  public static final int UNAVAILABLE = 69;

  /** Something unforeseen. */
  public static final int INTERNAL = 70;

  private final int status;

  /**
   * @param status the exit status, one of the constants
   */
  public StartException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The exit status. */
  public int status() {
    return status;
  }
}

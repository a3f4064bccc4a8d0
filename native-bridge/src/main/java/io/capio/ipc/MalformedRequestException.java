package io.capio.ipc;

/** A request slot that is not a request of the wire. The server refuses the sender and goes on. */
public final class MalformedRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was wrong with the text
   */
  public MalformedRequestException(String message) {
    super(message);
  }
}

package io.capio.client;

import java.io.IOException;

/** There is no server of the workflow, it cannot be reached, or it has gone. */
public class CapioUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message which step is missing and what to do
   */
  public CapioUnavailableException(String message) {
    super(message);
  }

  /**
   * @param message which step is missing and what to do
   * @param cause what failed
   */
  public CapioUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}

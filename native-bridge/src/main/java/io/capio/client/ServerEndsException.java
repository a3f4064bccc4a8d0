package io.capio.client;

import java.io.IOException;

/** The server was about to end when this client came: there will be another one, or none. */
final class ServerEndsException extends CapioUnavailableException {
  private static final long serialVersionUID = 1L;

  ServerEndsException(String workflow) {
    super("the CAPIO server of workflow " + workflow + " takes no more clients: it ends");
  }

  ServerEndsException(String workflow, IOException cause) {
    this(workflow);
    initCause(cause);
  }
}

package io.capio.client;

/** The server was told to end before this client came: there will be another one, or none. */
final class ServerEndsException extends CapioUnavailableException {
  private static final long serialVersionUID = 1L;

  ServerEndsException(String workflow) {
    super("the CAPIO server of workflow " + workflow + " takes no more clients: it ends");
  }
}

package io.capio.client;

import io.capio.client.settings.Settings;
import java.io.IOException;

/**
 * A server and the conversation with it.
 *
 * @param server which server, and who started it
 * @param connection the conversation, which whoever joined closes
 */
record Joined(ServerStart server, Connection connection) {
  /**
   * Joins the workflow's server. One that ends before it has answered is forgotten, and the next
   * one found or started: a server cannot know who was about to come.
   *
   * @param wish whether a server is started
   * @throws CapioUnavailableException if there is none and none can be started, or it does not
   *     suit; the message says what to do
   */
  static Joined to(Settings settings, ServerStart.Wish wish) throws IOException {
    long patience = settings.awaitServerTimeout().toNanos();
    long start = System.nanoTime();
    while (true) {
      ServerStart server = ServerStart.find(settings, wish);
      try {
        Connection connection =
            Connection.open(settings, server.directory(), server.announcement());
        return new Joined(server, connection);
      } catch (IOException failure) {
        boolean goes = failure instanceof ServerEndsException || server.hasEnded();
        if (!goes || System.nanoTime() - start > patience) {
          throw failure;
        }
      }
    }
  }
}

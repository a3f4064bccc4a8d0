package io.capio.server;

import java.util.concurrent.locks.LockSupport;

/** A client in a JVM of its own that gets so far and then waits to be killed. */
final class VictimClient {
  private VictimClient() {}

  /**
   * Arguments: workflow, path, and {@code locked} to hold the mutex of the request queue, or {@code
   * stranger} to do so before the server has heard of it.
   *
   * @param arguments as above
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 2 && arguments[2].equals("stranger")) {
      try (RawClient client = new RawClient(arguments[0])) {
        client.lockRequests();
        park();
      }
    }
    RawClient client = RawClient.hello(arguments[0], "victim");
    client.openFile(3, 2 | 4, arguments[1]);
    client.writeAt(3, 0, "half of ");
    client.ask("0037 %d %d 3", client.tid, client.tid);
    if (arguments.length > 2) {
      client.lockRequests();
    }
    park();
  }

  private static void park() {
    System.out.println("ready");
    while (true) {
      LockSupport.park();
    }
  }
}

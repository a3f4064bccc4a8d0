package io.capio.server;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** A client in a JVM of its own that gets so far and then waits to be killed. */
final class VictimClient {
  private VictimClient() {}

  /**
   * Arguments: workflow, path, and {@code locked} to hold the mutex of the request queue, {@code
   * stranger} to do so before the server has heard of it, or {@code hasty} to send all that it has
   * to say and to be gone before anybody can have listened.
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
    if (arguments.length > 2 && arguments[2].equals("hasty")) {
      client.openFile(3, 2 | 4, arguments[1]);
      byte[] bytes = new byte[9 * 262144];
      client.push(bytes);
      client.send("0036 %d %d 3 0 %d", client.tid, client.tid, bytes.length);
      client.send("0034 %d %d 3", client.tid, client.tid);
      client.exit();
      Runtime.getRuntime().halt(0);
    }
    client.openFile(3, 2 | 4, arguments[1]);
    client.writeAt(3, 0, "half of ");
    client.ask("0037 %d %d 3", client.tid, client.tid);
    if (arguments.length > 2 && arguments[2].equals("late")) {
      System.out.println("ready");
      System.in.read();
      client.push("it".getBytes(StandardCharsets.US_ASCII));
      client.send("0036 %d %d 3 8 %d", client.tid, client.tid, 2);
      client.send("0034 %d %d 3", client.tid, client.tid);
      client.exit();
      Runtime.getRuntime().halt(0);
    }
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

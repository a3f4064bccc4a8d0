package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests that are well formed one by one and make no sense together. */
class RandomRequestsTest {
  private static final int REQUESTS = 30_000;
  private static final int EXIT_GROUP = 6;
  private static final int STOP = 50;
  private static final String[] NAMES = {"a", "b", "d", "d/a", "d/b", "d/d", "", "a/x", "../x"};
  private static final long[] NUMBERS = {
    0, 1, 2, 3, 4, 5, 6, 7, 22, 100, 256, 280, 4096, 5000, 262144, 300000, -1, -5, 1L << 31,
    1L << 50
  };

  /** A build repeats the same; {@code -Dcapio.seed=N} looks for something new. */
  private final long seed = Long.getLong("capio.seed", 20261123);

  private final Random random = new Random(seed);

  @Test
  void noSequenceOfRequests_endsTheServer() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient[] clients = {
        server.client("one"), server.client("two"), server.upstream("three"), server.client("one")
      };
      for (int i = 0; i < REQUESTS; i++) {
        RawClient client = clients[random.nextInt(clients.length)];
        client.sendBytes(request(server, clients, client).getBytes(StandardCharsets.UTF_8));
        if (random.nextInt(20) == 0) {
          for (RawClient each : clients) {
            each.discard();
          }
        }
      }
      RawClient probe = server.client("probe");
      assertThat(probe.openFile(3, 2 | 4, server.path("after the storm")))
          .as("seed %d", seed)
          .isEqualTo(1);
      for (RawClient client : clients) {
        client.exit();
      }
      probe.settle(server.directory.toString());
    }
  }

  private String request(ServerFixture server, RawClient[] clients, RawClient client) {
    int code = random.nextInt(10) == 0 ? random.nextInt(60) : extensionOrBase();
    if (code == EXIT_GROUP || code == STOP) {
      code = 0;
    }
    if (code == 15 || code == 23) {
      return String.format("%04d %s %s", code, path(server), code == 15 ? path(server) : "")
          + " "
          + client.tid;
    }
    StringBuilder text = new StringBuilder(String.format("%04d %d", code, client.tid));
    if (code >= 34 && code <= 41) {
      text.append(' ').append(clients[random.nextInt(clients.length)].tid);
    }
    int numbers = random.nextInt(4);
    if (code == 33) {
      text.append(' ')
          .append(random.nextInt(6))
          .append(' ')
          .append(random.nextInt(512))
          .append(" 420");
      numbers = 0;
    }
    for (int i = 0; i < numbers; i++) {
      text.append(' ').append(NUMBERS[random.nextInt(NUMBERS.length)]);
    }
    return text.append(' ').append(path(server)).toString();
  }

  private int extensionOrBase() {
    return random.nextBoolean() ? random.nextInt(24) : 33 + random.nextInt(20);
  }

  private String path(ServerFixture server) {
    return server.path(NAMES[random.nextInt(NAMES.length)]);
  }
}

package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * kill -9 at any moment. {@code -Dcapio.kills=N} kills more often than the build does, {@code
 * -Dcapio.seed=N} at the moments of another run.
 */
class KilledAtRandomTest {
  private static final int KILLS = Integer.getInteger("capio.kills", 3);
  private static final long LONGEST_LIFE_NANOS = 400_000_000L;
  private static final int WRITE_NEW = 2 | 4 | 16;

  private final long seed = Long.getLong("capio.seed", 20261123);
  private final Random random = new Random(seed);

  @Test
  void clientsKilledAtRandom_stopNobody_andLeaveNoHalfFile() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient good = server.client("good");
      for (int i = 0; i < KILLS; i++) {
        try (ChildJvm victim = busy(server)) {
          assertThat(victim.line()).isEqualTo("ready");
          live();
          victim.kill();
        }
        requireServing(server, good, i);
      }
      requireNoHalfFile(server);
      server.server().close();
      requireNoHalfFile(server);
    }
  }

  @Test
  void serversKilledAtRandom_areReplaced_andLeaveNoHalfFile() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle()) {
      for (int i = 0; i < KILLS; i++) {
        try (ChildJvm server = ChildJvm.server(fixture, "--stream")) {
          requireReady(server, i > 0);
          try (ChildJvm client = busy(fixture)) {
            assertThat(client.line()).isEqualTo("ready");
            live();
            server.kill();
            client.kill();
          }
        }
        requireNoHalfFile(fixture);
      }
      try (ChildJvm last = ChildJvm.server(fixture, "--stream")) {
        requireReady(last, true);
        requireServing(fixture, fixture.client("good"), KILLS);
        last.terminate();
        assertThat(last.status()).isZero();
      }
      assertThat(ServerFixture.sharedObjects(fixture.workflow)).as("seed %d", seed).isEmpty();
      requireNoHalfFile(fixture);
    }
  }

  private ChildJvm busy(ServerFixture server) throws Exception {
    return new ChildJvm(
        BusyClient.class,
        server.workflow,
        server.directory.toString(),
        Long.toString(random.nextLong()));
  }

  /** Lets the victim get somewhere; where does not matter. */
  private void live() {
    LockSupport.parkNanos(random.nextLong(LONGEST_LIFE_NANOS));
  }

  private static void requireReady(ChildJvm server, boolean takesOver) throws Exception {
    String line = server.line();
    if (takesOver) {
      assertThat(line).contains("died; what it left in shared memory has been removed");
      line = server.line();
    }
    assertThat(line).contains(" serves ");
  }

  private void requireServing(ServerFixture server, RawClient good, int round) throws Exception {
    String path = server.path("good" + round);
    assertThat(good.openFile(3, WRITE_NEW, path)).as("seed %d", seed).isEqualTo(1);
    good.writeAt(3, 0, "still served");
    assertThat(good.closeFile(3)).isZero();
    assertThat(good.ask("0051 %d", good.tid)).as("on the disk").isZero();
    assertThat(server.directory.resolve("good" + round)).hasContent("still served");
  }

  private void requireNoHalfFile(ServerFixture server) throws Exception {
    assertThat(BusyClient.firstHalfFile(server.directory)).as("seed %d", seed).isEmpty();
  }
}

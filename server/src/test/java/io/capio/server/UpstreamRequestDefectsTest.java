package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.ipc.Errno;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Requests at which upstream's server ends, hangs or corrupts itself; ours must not. */
class UpstreamRequestDefectsTest {
  private static final int INVALID = -Errno.EINVAL.number();

  /** The server answers a client that has nothing to do with what was sent before. */
  private static void requireAlive(ServerFixture server) throws Exception {
    RawClient other = server.upstream("other");
    assertThat(other.create(3, server.path("other"))).isZero();
    other.exit();
  }

  @Test
  void unknownDescriptor_isNoReasonToHangOrEnd() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      assertThat(client.ask("0014 %d 9 100", client.tid)).as("READ").isZero();
      client.write(9, "lost");
      assertThat(client.ask("0014 %d 9 100", client.tid)).as("READ after WRITE").isEqualTo(4);
      assertThat(client.ask("0016 %d 9 77", client.tid)).as("SEEK").isEqualTo(77);
      assertThat(client.ask("0017 %d 9 0", client.tid)).as("SEEK_DATA").isEqualTo(-1);
      assertThat(client.ask("0019 %d 9 0", client.tid)).as("SEEK_HOLE").isEqualTo(-1);
      assertThat(client.ask("0016 %d 9 0", client.tid)).as("SEEK back").isZero();
      assertThat(client.ask("0009 %d 9 2800", client.tid)).as("GETDENTS64").isZero();
      for (int code : new int[] {7, 18}) {
        assertThat(client.ask("%04d %d 9", code, client.tid)).as("FSTAT, SEEK_END").isEqualTo(-1);
        assertThat(client.word()).isEqualTo(-1);
      }
      client.send("0005 %d 9 10", client.tid);
      client.send("0002 %d 9", client.tid);
      requireAlive(server);
    }
  }

  @Test
  void unknownSession_isIgnored() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient stranger = server.keep(new RawClient(server.workflow));
      for (int code = 0; code < 24; code++) {
        if (code != 10 && code != 11 && code != 15 && code != 23) {
          stranger.send("%04d %d 5 %s", code, stranger.tid, server.path("f"));
        }
      }
      requireAlive(server);
      assertThat(stranger.hasReply()).isFalse();
    }
  }

  @Test
  void whatAThreadLeftForAServerThatNeverCame_doesNotTakeItsNextQueuesAway() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle()) {
      RawClient before = fixture.keep(new RawClient(fixture.workflow));
      String handshake = "0010 " + before.tid + " " + ProcessHandle.current().pid() + " app 0";
      before.send(handshake);
      before.exit();
      RawClient now = fixture.keep(new RawClient(fixture.workflow, before.tid));
      now.send(handshake);
      now.send("0000 %d %s", now.tid, fixture.directory);
      try (CapioServer server = CapioServer.start(fixture.options())) {
        assertThat(now.word()).as("ACCESS").isZero();
        assertThat(now.create(3, fixture.path("f"))).isZero();
        now.exit();
        ServerFixture.await(() -> !RawClient.hasQueues(now));
        assertThat(server.workflow()).isEqualTo(fixture.workflow);
      }
    }
  }

  @Test
  void codeThatNoRequestHas_isRefused() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      for (int code : new int[] {24, 31, 60, 99, 9999}) {
        assertThat(client.ask("%04d %d 1 2 3", code, client.tid)).isEqualTo(INVALID);
      }
      client.send("-001 %d", client.tid);
      client.send("abcd %d", client.tid);
      client.send("");
      requireAlive(server);
    }
  }

  @Test
  void truncatedRequest_isRefused_soThatTheSenderDoesNotWaitForEver() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      for (int code : new int[] {0, 8, 9, 14, 16, 17, 19}) {
        assertThat(client.ask("%04d %d", code, client.tid)).as("code %d", code).isEqualTo(-1);
      }
      for (int code : new int[] {3, 4, 12, 13}) {
        assertThat(client.ask("%04d %d", code, client.tid)).as("code %d", code).isEqualTo(1);
      }
      for (int code : new int[] {7, 18, 20}) {
        assertThat(client.ask("%04d %d", code, client.tid)).as("code %d", code).isEqualTo(-1);
        assertThat(client.word()).isEqualTo(-1);
      }
      assertThat(client.ask("0021 %d", client.tid)).as("UNLINK").isEqualTo(INVALID);
      for (int code : new int[] {1, 2, 5, 22}) {
        client.send("%04d %d", code, client.tid);
      }
      RawClient ours = server.client("ours");
      for (int code : new int[] {33, 35, 37, 38, 39, 40, 43, 44, 45, 46}) {
        assertThat(ours.ask("%04d %d", code, ours.tid))
            .as("code %d", code)
            .isEqualTo(Errno.EINVAL.word());
      }
      ours.send("0036 %d", ours.tid);
      requireAlive(server);
      assertThat(client.hasReply() || ours.hasReply()).as("answers to nothing").isFalse();
    }
  }

  @Test
  void blanksInTheOldOrNewPathOfARename_areRefused() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      assertThat(client.ask("0015 /a b /c %d", client.tid)).isEqualTo(INVALID);
      assertThat(client.ask("0023 /a b %d", client.tid)).isEqualTo(INVALID);
      requireAlive(server);
    }
  }

  @Test
  void slotWithoutAnEnd_isNotReadBeyond() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      byte[] slot = new byte[256];
      Arrays.fill(slot, (byte) 'p');
      byte[] start = ("0003 " + client.tid + " 5 /").getBytes(StandardCharsets.UTF_8);
      System.arraycopy(start, 0, slot, 0, start.length);
      client.sendBytes(slot);
      assertThat(client.word()).as("outside the CAPIO directory").isEqualTo(1);
      requireAlive(server);
    }
  }

  @Test
  void pathOutsideTheDirectory_isNeverMade() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      String outside = server.directory + "/../" + server.workflow;
      assertThat(client.create(5, outside)).isEqualTo(1);
      assertThat(client.ask("0012 %d %s", client.tid, outside)).isEqualTo(1);
      assertThat(server.directory.resolveSibling(server.workflow)).doesNotExist();
    }
  }

  @Test
  void otherSpellingsOfAPath_areThePath() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      assertThat(client.ask("0012 %d %s/", client.tid, server.path("d"))).isZero();
      assertThat(client.create(5, server.path("d//x"))).isZero();
      assertThat(client.ask("0000 %d %s", client.tid, server.path("./d/x"))).isZero();
    }
  }

  @Test
  void clientThatStopsReadingItsQueues_isNoticedByNobodyElse() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient deaf = server.upstream("deaf");
      byte[] bytes = new byte[20 * 262144];
      deaf.create(5, server.path("a"));
      deaf.send("0022 %d 5 %d", deaf.tid, bytes.length);
      deaf.push(bytes);
      deaf.ask("0016 %d 5 0", deaf.tid);
      deaf.send("0014 %d 5 %d", deaf.tid, bytes.length);
      for (int i = 0; i < 1000; i++) {
        deaf.send("0000 %d %s", deaf.tid, server.directory);
      }
      requireAlive(server);
      RawClient mute = server.upstream("mute");
      mute.create(5, server.path("b"));
      mute.send("0022 %d 5 %d", mute.tid, bytes.length);
      requireAlive(server);
    }
  }

  @Test
  void waitedHandshakeWithoutItsClone_stopsNobody() throws Exception {
    ServerFixture server = ServerFixture.start();
    try (server) {
      RawClient child = server.keep(new RawClient(server.workflow));
      child.send("0010 %d %d app 1", child.tid, ProcessHandle.current().pid());
      requireAlive(server);
    }
    assertThat(server.server().await()).as("ended in order").isTrue();
  }

  @Test
  void tidUsedAgainForAnotherApplication_hasThatName() throws Exception {
    try (ServerFixture server =
        ServerFixture.configured(
            """
            {"name": "ignored", "IO_Graph": [
              {"name": "first", "input_stream": [], "output_stream": ["f"]},
              {"name": "second", "input_stream": [], "output_stream": []}]}
            """)) {
      RawClient first = server.upstream("first");
      assertThat(first.ask("0020 %d %s", first.tid, server.path("f"))).isEqualTo(-1);
      assertThat(first.word()).isEqualTo(-1);
      first.exit();
      RawClient probe = server.upstream("probe");
      probe.settle(server.directory.toString());
      RawClient second = server.keep(new RawClient(server.workflow, first.tid));
      second.send("0010 %d %d second 0", second.tid, ProcessHandle.current().pid());
      second.send("0020 %d %s", second.tid, server.path("f"));
      probe.settle(server.directory.toString());
      assertThat(second.hasReply()).as("no producer of f, so it waits").isFalse();
    }
  }
}

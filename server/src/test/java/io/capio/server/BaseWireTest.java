package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.ipc.SharedMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Upstream's requests and their exact replies. */
class BaseWireTest {
  @Test
  void theTraceOfTheSheet_createWriteReadBack() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      assertThat(client.create(5, server.path("a"))).isZero();
      client.write(5, "hello");
      assertThat(client.ask("0016 %d 5 0", client.tid)).isZero();
      assertThat(client.ask("0014 %d 5 262144", client.tid)).isEqualTo(5);
      assertThat(client.pull(5)).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
      client.close(5);
      client.exit();
      Path ring = SharedMemory.path(client.names.ring(client.names.responses(client.tid)));
      ServerFixture.await(() -> !Files.exists(ring));
    }
  }

  @Test
  void aBlockingConsumer_waitsForCreationAndCommit() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient producer = server.upstream("producer");
      RawClient consumer = server.upstream("consumer");
      consumer.send("0013 %d 6 %s", consumer.tid, server.path("b"));
      assertThat(producer.create(5, server.path("b"))).isZero();
      assertThat(consumer.word()).isZero();
      consumer.send("0014 %d 6 262144", consumer.tid);
      producer.write(5, "data");
      producer.close(5);
      producer.settle(server.directory.toString());
      assertThat(consumer.hasReply()).isFalse();
      producer.exit();
      assertThat(consumer.word()).isEqualTo(4);
      assertThat(consumer.pull(4)).isEqualTo("data".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void statAndFstat_haveTwoWords_andAnExcludedStatOne() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      client.create(5, server.path("a"));
      client.write(5, "hello");
      assertThat(client.ask("0020 %d %s", client.tid, server.path("a"))).isEqualTo(5);
      assertThat(client.word()).isZero();
      assertThat(client.ask("0007 %d 5", client.tid)).isEqualTo(5);
      assertThat(client.word()).isZero();
      assertThat(client.ask("0018 %d 5", client.tid)).isEqualTo(5);
      assertThat(client.word()).isZero();
      assertThat(client.ask("0007 %d 99", client.tid)).isEqualTo(-1);
      assertThat(client.word()).isEqualTo(-1);
      assertThat(client.ask("0020 %d %s", client.tid, server.directory)).isEqualTo(3 * 280);
      assertThat(client.word()).isEqualTo(1);
      client.write(5, "!");
      assertThat(client.ask("0016 %d 5 0", client.tid)).isZero();
      assertThat(client.read(5, 0, 100)).as("SEEK_END did not move").isEqualTo("hello!");
    }
  }

  @Test
  void pathRequests_answerAsTheSheetSays() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      String directory = server.path("d");
      assertThat(client.ask("0000 %d %s", client.tid, server.directory)).isZero();
      assertThat(client.ask("0000 %d %s", client.tid, directory)).isEqualTo(-1);
      assertThat(client.ask("0012 %d %s", client.tid, directory)).isZero();
      assertThat(client.ask("0012 %d %s", client.tid, directory)).isEqualTo(1);
      assertThat(client.ask("0012 %d %s/x/y", client.tid, directory)).isEqualTo(1);
      assertThat(client.ask("0003 %d 5 %s/x/y", client.tid, directory)).isEqualTo(1);
      assertThat(client.ask("0004 %d 5 %s/f", client.tid, directory)).isZero();
      assertThat(client.ask("0004 %d 6 %s/f", client.tid, directory)).isEqualTo(1);
      assertThat(client.ask("0023 %s %d", directory, client.tid)).isEqualTo(-39);
      assertThat(client.ask("0015 %s/f %s/g %d", directory, directory, client.tid)).isZero();
      assertThat(client.ask("0015 %s/f %s/g %d", directory, directory, client.tid)).isEqualTo(1);
      assertThat(client.ask("0021 %d %s/g", client.tid, directory)).isZero();
      assertThat(client.ask("0021 %d %s/g", client.tid, directory)).isEqualTo(-1);
      assertThat(client.ask("0023 %s %d", directory, client.tid)).isZero();
      assertThat(client.ask("0023 %s %d", directory, client.tid)).isEqualTo(2);
      assertThat(Path.of(directory)).doesNotExist();
    }
  }

  @Test
  void seekDataAndHole_followTheExampleOfTheSheet() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      client.create(5, server.path("a"));
      client.write(5, "0123456789");
      client.ask("0016 %d 5 20", client.tid);
      client.write(5, "0123456789");
      long[] offsets = {0, 5, 10, 12, 20, 29, 30, 31};
      List<Long> data = new ArrayList<>();
      List<Long> holes = new ArrayList<>();
      for (long offset : offsets) {
        data.add(client.ask("0017 %d 5 %d", client.tid, offset));
        holes.add(client.ask("0019 %d 5 %d", client.tid, offset));
      }
      assertThat(data).containsExactly(0L, 5L, 10L, 20L, 20L, 29L, 30L, -1L);
      assertThat(holes).containsExactly(10L, 10L, 10L, 12L, 30L, 30L, 30L, -1L);
    }
  }

  @Test
  void directoryRecords_are280BytesWithTrueTypes() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      Files.createFile(server.directory.resolve("disk"));
      RawClient client = server.upstream("app");
      client.ask("0012 %d %s", client.tid, server.path("sub"));
      client.create(5, server.path("file"));
      assertThat(client.open(6, server.directory.toString())).isZero();
      long end = client.ask("0009 %d 6 262144", client.tid);
      assertThat(end).isEqualTo(5 * 280);
      ByteBuffer records = ByteBuffer.wrap(client.pull(end)).order(ByteOrder.LITTLE_ENDIAN);
      List<String> entries = new ArrayList<>();
      for (int at = 0; at < end; at += 280) {
        assertThat(records.getLong(at + 8)).isEqualTo(at + 280);
        assertThat(records.getShort(at + 16)).isEqualTo((short) 280);
        StringBuilder name = new StringBuilder();
        for (int i = at + 19; records.get(i) != 0; i++) {
          name.append((char) records.get(i));
        }
        entries.add(name + ":" + records.get(at + 18));
      }
      assertThat(entries).containsExactly(".:4", "..:4", "sub:4", "file:8", "disk:8");
      assertThat(client.ask("0009 %d 6 262144", client.tid)).isEqualTo(end);
    }
  }

  @Test
  void cloneAndWaitedHandshake_inBothOrders() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient parent = server.upstream("app");
      parent.create(5, server.path("a"));
      parent.write(5, "abcdef");
      parent.ask("0016 %d 5 2", parent.tid);
      for (boolean cloneFirst : new boolean[] {true, false}) {
        RawClient child = server.keep(new RawClient(server.workflow));
        if (cloneFirst) {
          parent.send("0001  %d %d", parent.tid, child.tid);
        }
        child.send("0010 %d %d app 1", child.tid, ProcessHandle.current().pid());
        if (!cloneFirst) {
          parent.send("0001  %d %d", parent.tid, child.tid);
        }
        assertThat(child.word()).isEqualTo(1);
        assertThat(child.read(5, 2, 100)).as("own copy of the offset").isEqualTo("cdef");
      }
      assertThat(parent.read(5, 2, 100)).isEqualTo("cdef");
    }
  }

  @Test
  void dup_sharesTheOffset() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      client.create(5, server.path("a"));
      client.write(5, "abcdef");
      client.ask("0016 %d 5 0", client.tid);
      client.send("0005 %d 5 6", client.tid);
      assertThat(client.read(5, 0, 2)).isEqualTo("ab");
      assertThat(client.read(6, 2, 2)).isEqualTo("cd");
      client.close(5);
      assertThat(client.read(6, 4, 2)).isEqualTo("ef");
    }
  }

  @Test
  void requestsQueuedBeforeTheServer_areServed() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle();
        RawClient early = RawClient.handshake(fixture.workflow, "app")) {
      early.send("0003 %d 5 %s", early.tid, fixture.path("a"));
      try (CapioServer server = CapioServer.start(fixture.options())) {
        assertThat(server.workflow()).isEqualTo(fixture.workflow);
        assertThat(early.word()).isZero();
      }
    }
  }

  @Test
  void aWriteWhoseSlotsComeLater_isCompleted_andOthersAreServedMeanwhile() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient slow = server.upstream("slow");
      RawClient other = server.upstream("other");
      slow.create(5, server.path("a"));
      byte[] bytes = new byte[3_000_000];
      Arrays.fill(bytes, (byte) 'x');
      slow.send("0022 %d 5 %d", slow.tid, bytes.length);
      other.settle(server.directory.toString());
      slow.push(bytes);
      assertThat(slow.ask("0007 %d 5", slow.tid)).isEqualTo(bytes.length);
    }
  }
}

package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Paths and ends of sessions at which upstream's server ends or loses files; ours must not. */
class UpstreamPathDefectsTest {
  private static final int LINE = 262144;

  private static void produce(ServerFixture server, RawClient client, String name, String text)
      throws Exception {
    assertThat(client.create(5, server.path(name))).isZero();
    client.write(5, text);
    client.close(5);
  }

  private static String content(ServerFixture server, RawClient client, String name)
      throws Exception {
    assertThat(client.open(6, server.path(name))).isZero();
    String text = client.read(6, 0, LINE);
    client.close(6);
    return text;
  }

  private static long access(ServerFixture server, RawClient client, String name) throws Exception {
    return client.ask("0000 %d %s", client.tid, server.path(name));
  }

  @Test
  void missingParent_isRefused() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      assertThat(client.create(5, server.path("no/f"))).isEqualTo(1);
      assertThat(client.ask("0004 %d 5 %s", client.tid, server.path("no/f"))).isEqualTo(1);
      assertThat(client.ask("0012 %d %s", client.tid, server.path("no/d"))).isEqualTo(1);
      Files.createDirectory(server.directory.resolve("made"));
      assertThat(client.create(5, server.path("made/f"))).as("by another program").isZero();
    }
  }

  @Test
  void rmdir_ofAnUnknownPath_ofAFullDirectory_andOfTheRoot_isRefused() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      client.ask("0012 %d %s", client.tid, server.path("d"));
      produce(server, client, "d/f", "kept");
      assertThat(client.ask("0023 %s %d", server.path("no"), client.tid)).isEqualTo(2);
      assertThat(client.ask("0023 %s %d", server.path("d"), client.tid)).isNegative();
      assertThat(client.ask("0023 %s %d", server.directory, client.tid)).isNegative();
      assertThat(content(server, client, "d/f")).isEqualTo("kept");
    }
  }

  @Test
  void exitAfterRenameUnlinkOrRmdir_endsOnlyTheSession_andCommitsTheNewName() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient producer = server.upstream("producer");
      produce(server, producer, "old", "moved");
      produce(server, producer, "gone", "x");
      producer.ask("0012 %d %s", producer.tid, server.path("d"));
      assertThat(
              producer.ask("0015 %s %s %d", server.path("old"), server.path("new"), producer.tid))
          .isZero();
      assertThat(producer.ask("0021 %d %s", producer.tid, server.path("gone"))).isZero();
      assertThat(producer.ask("0023 %s %d", server.path("d"), producer.tid)).isNotNegative();
      producer.exit();
      RawClient consumer = server.upstream("consumer");
      assertThat(content(server, consumer, "new")).isEqualTo("moved");
      assertThat(access(server, consumer, "gone")).isEqualTo(-1);
      assertThat(access(server, consumer, "old")).isEqualTo(-1);
    }
  }

  @Test
  void renameOntoAnExistingFile_keepsTheBytesOfTheSource() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      produce(server, client, "a", "from a");
      produce(server, client, "b", "from b");
      client.ask("0015 %s %s %d", server.path("a"), server.path("b"), client.tid);
      assertThat(content(server, client, "b")).isEqualTo("from a");
      assertThat(access(server, client, "a")).isEqualTo(-1);
    }
  }

  @Test
  void renameOfADirectory_takesItsFilesAlong() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      client.ask("0012 %d %s", client.tid, server.path("d"));
      produce(server, client, "d/f", "inside");
      client.ask("0015 %s %s %d", server.path("d"), server.path("e"), client.tid);
      assertThat(content(server, client, "e/f")).isEqualTo("inside");
      assertThat(access(server, client, "d/f")).isEqualTo(-1);
    }
  }

  @Test
  void unlinkOfAnOpenFile_takesTheName_andLeavesTheBytesToWhoHasItOpen() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      produce(server, client, "f", "old");
      client.open(6, server.path("f"));
      assertThat(client.ask("0021 %d %s", client.tid, server.path("f"))).isZero();
      assertThat(access(server, client, "f")).isEqualTo(-1);
      produce(server, client, "f", "new");
      assertThat(client.read(6, 0, LINE)).isEqualTo("old");
    }
  }

  @Test
  void closeAndExitUnderAPendingRead_stopNobody() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient producer = server.upstream("producer");
      producer.create(5, server.path("f"));
      producer.write(5, "data");
      for (boolean closes : new boolean[] {true, false}) {
        RawClient consumer = server.upstream("consumer");
        consumer.open(6, server.path("f"));
        consumer.send("0014 %d 6 %d", consumer.tid, LINE);
        if (closes) {
          consumer.close(6);
        }
        consumer.exit();
      }
      producer.exit();
      RawClient late = server.upstream("late");
      assertThat(content(server, late, "f")).isEqualTo("data");
    }
  }

  @Test
  void exitUnderAPendingOpen_stopsNobody_whenTheFileAppears() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient consumer = server.upstream("consumer");
      consumer.send("0013 %d 6 %s", consumer.tid, server.path("f"));
      consumer.exit();
      RawClient producer = server.upstream("producer");
      produce(server, producer, "f", "data");
      assertThat(content(server, producer, "f")).isEqualTo("data");
    }
  }

  @Test
  void exitOfOneSession_leavesTheOthersOfItsStepProducers() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient one = server.upstream("producer");
      RawClient other = server.upstream("producer");
      one.create(5, server.path("f"));
      one.write(5, "half");
      one.exit();
      assertThat(content(server, other, "f")).as("its own step's file").isEqualTo("half");
    }
  }

  @Test
  void onFile_isEvaluated() throws Exception {
    try (ServerFixture server =
        ServerFixture.configured(
            """
            {"name": "ignored", "IO_Graph": [{"name": "producer", "input_stream": [],
              "output_stream": ["f", "dep"], "streaming": [
                {"name": ["f"], "committed": "on_file", "file_deps": ["dep"], "mode": "update"},
                {"name": ["dep"], "committed": "on_close", "mode": "update"}]}]}
            """)) {
      RawClient producer = server.upstream("producer");
      RawClient consumer = server.upstream("consumer");
      produce(server, producer, "f", "data");
      consumer.open(6, server.path("f"));
      consumer.send("0014 %d 6 %d", consumer.tid, LINE);
      producer.settle(server.directory.toString());
      assertThat(consumer.hasReply()).isFalse();
      produce(server, producer, "dep", "");
      assertThat(consumer.word()).isEqualTo(4);
    }
  }

  @Test
  void permanentFile_hasItsOwnSize_atEveryCommit() throws Exception {
    try (ServerFixture server =
        ServerFixture.configured(
            """
            {"name": "ignored", "permanent": ["f", "g", "empty"], "IO_Graph": [
              {"name": "producer", "input_stream": [], "output_stream": ["f", "g", "empty"],
               "streaming": [{"name": ["f"], "committed": "on_close", "mode": "no_update"}]}]}
            """)) {
      RawClient producer = server.upstream("producer");
      produce(server, producer, "f", "one");
      produce(server, producer, "f", "two!");
      produce(server, producer, "g", "by termination");
      producer.create(5, server.path("empty"));
      producer.close(5);
      producer.exit();
      server.server().close();
      assertThat(server.directory.resolve("f")).hasContent("two!");
      assertThat(server.directory.resolve("g")).hasContent("by termination");
      assertThat(server.directory.resolve("empty")).isEmptyFile();
    }
  }

  @Test
  void endOfTheServer_doesNotWaitForAReaderThatWaits() throws Exception {
    ServerFixture server = ServerFixture.start();
    try (server) {
      RawClient producer = server.upstream("producer");
      producer.create(5, server.path("f"));
      producer.write(5, "data".getBytes(StandardCharsets.UTF_8));
      RawClient consumer = server.upstream("consumer");
      consumer.open(6, server.path("f"));
      consumer.send("0014 %d 6 %d", consumer.tid, LINE);
    }
    assertThat(server.server().await()).isTrue();
  }
}

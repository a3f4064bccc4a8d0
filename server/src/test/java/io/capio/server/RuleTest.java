package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commit and firing rules of a CAPIO-CL document. */
class RuleTest {
  private static final int READ = 1;
  private static final int WRITE_NEW = 2 | 4 | 16;
  private static final int DIRECTORY = 256;

  private static String document(String streaming, String more) {
    return """
        {"name": "ignored", "IO_Graph": [
          {"name": "producer", "input_stream": [], "output_stream": ["out", "out/*", "dep"],
           "streaming": [%s]},
          {"name": "consumer", "input_stream": ["out", "out/*", "dep"], "output_stream": []}
        ]%s}
        """
        .formatted(streaming, more);
  }

  private static ServerFixture start(String rule) throws Exception {
    return ServerFixture.configured(document(rule, ""));
  }

  @Test
  void onCloseN_commitsAtTheNthCloseOfAProducer() throws Exception {
    try (ServerFixture server =
        start("{\"name\":[\"out\"],\"committed\":\"on_close:2\",\"mode\":\"no_update\"}")) {
      RawClient producer = server.client("producer");
      RawClient consumer = server.client("consumer");
      consumer.send("0033 %d 3 %d 0 %s", consumer.tid, READ, server.path("out"));
      producer.openFile(3, WRITE_NEW, server.path("out"));
      producer.writeAt(3, 0, "1");
      producer.closeFile(3);
      assertThat(consumer.word()).as("a declared input is waited for").isZero();
      assertThat(consumer.readAt(3, 0, 10)).isEqualTo("1");
      consumer.sendReadAt(3, 1, 10);
      producer.openFile(3, 2 | 32, server.path("out"));
      producer.writeAt(3, -1, "2");
      assertThat(consumer.text()).isEqualTo("2");
      consumer.sendReadAt(3, 2, 10);
      producer.settle(server.directory.toString());
      assertThat(consumer.hasReply()).isFalse();
      producer.closeFile(3);
      assertThat(consumer.text()).isEmpty();
    }
  }

  @Test
  void onFile_commitsWithTheFilesItDependsOn() throws Exception {
    try (ServerFixture server =
        start(
            "{\"name\":[\"out\"],\"committed\":\"on_file\",\"file_deps\":[\"dep\"],"
                + "\"mode\":\"update\"},"
                + "{\"name\":[\"dep\"],\"committed\":\"on_close\",\"mode\":\"update\"}")) {
      RawClient producer = server.client("producer");
      RawClient consumer = server.client("consumer");
      producer.openFile(3, WRITE_NEW, server.path("out"));
      producer.writeAt(3, 0, "x");
      producer.closeFile(3);
      consumer.openFile(3, READ, server.path("out"));
      consumer.sendReadAt(3, 0, 10);
      producer.openFile(4, WRITE_NEW, server.path("dep"));
      producer.settle(server.directory.toString());
      assertThat(consumer.hasReply()).isFalse();
      producer.closeFile(4);
      assertThat(consumer.text()).isEqualTo("x");
    }
  }

  @Test
  void aNoUpdateDirectory_streamsItsEntriesUntilItHasN() throws Exception {
    try (ServerFixture server =
        start(
            "{\"dirname\":[\"out\"],\"committed\":\"on_n_files\",\"n_files\":2,"
                + "\"mode\":\"no_update\"}")) {
      RawClient producer = server.client("producer");
      RawClient consumer = server.client("consumer");
      producer.ask("0043 %d 493 %s", producer.tid, server.path("out"));
      assertThat(consumer.openFile(3, READ | DIRECTORY, server.path("out"))).isZero();
      List<String> seen = new ArrayList<>();
      for (String name : new String[] {"a", "b"}) {
        consumer.send("0046 %d %d 3 1000", consumer.tid, consumer.tid);
        producer.openFile(4, WRITE_NEW, server.path("out/" + name));
        seen.add(consumer.text().substring(3));
      }
      consumer.send("0046 %d %d 3 1000", consumer.tid, consumer.tid);
      assertThat(consumer.text()).isEmpty();
      assertThat(seen).containsExactly("a", "b");
    }
  }

  @Test
  void anOldOutputOnTheDisk_staysInvisibleUntilItIsProduced() throws Exception {
    try (ServerFixture server =
        start("{\"name\":[\"out\"],\"committed\":\"on_close\",\"mode\":\"update\"}")) {
      Files.writeString(server.directory.resolve("out"), "old");
      RawClient producer = server.client("producer");
      RawClient consumer = server.client("consumer");
      consumer.send("0033 %d 3 %d 0 %s", consumer.tid, READ, server.path("out"));
      producer.openFile(3, WRITE_NEW, server.path("out"));
      producer.writeAt(3, 0, "new");
      producer.closeFile(3);
      assertThat(consumer.word()).isZero();
      assertThat(consumer.readAt(3, 0, 10)).isEqualTo("new");
    }
  }

  @Test
  void stopping_isRefusedWhileAConsumerHasNotCome() throws Exception {
    try (ServerFixture server =
        start("{\"name\":[\"out\"],\"committed\":\"on_close\",\"mode\":\"update\"}")) {
      RawClient producer = server.client("producer");
      producer.openFile(3, WRITE_NEW, server.path("out"));
      producer.writeAt(3, 0, "x");
      producer.closeFile(3);
      assertThat(producer.ask("0050 %d 0", producer.tid)).isEqualTo(-16);
      assertThat(producer.reason()).contains("consumer", "out", "1 bytes");
      RawClient consumer = server.client("consumer");
      assertThat(producer.ask("0050 %d 2", producer.tid)).as("same process").isEqualTo(-16);
      consumer.exit();
      assertThat(producer.ask("0050 %d 0", producer.tid)).isZero();
      assertThat(server.server().await()).isTrue();
    }
  }

  @Test
  void permanentFiles_areKept_othersDropped_excludedOnesLeftAlone() throws Exception {
    try (ServerFixture server =
        ServerFixture.configured(
            document(
                "{\"name\":[\"out/*\"],\"committed\":\"on_close\",\"mode\":\"update\"}",
                ", \"permanent\": [\"out/kept\"], \"exclude\": [\"out/not\"]"))) {
      RawClient producer = server.client("producer");
      producer.ask("0043 %d 493 %s", producer.tid, server.path("out"));
      for (String name : new String[] {"kept", "dropped"}) {
        producer.openFile(3, WRITE_NEW, server.path("out/" + name));
        producer.writeAt(3, 0, name);
        producer.closeFile(3);
      }
      assertThat(producer.openFile(3, WRITE_NEW, server.path("out/not"))).isEqualTo(-2);
      server.server().close();
      assertThat(server.directory.resolve("out/kept")).hasContent("kept");
      assertThat(server.directory.resolve("out/dropped")).doesNotExist();
    }
  }

  @Test
  void status_saysWhoWaitsForWhat() throws Exception {
    try (ServerFixture server =
        start("{\"name\":[\"out\"],\"committed\":\"on_close\",\"mode\":\"update\"}")) {
      RawClient producer = server.client("producer");
      RawClient consumer = server.client("consumer");
      producer.openFile(3, WRITE_NEW, server.path("out"));
      consumer.openFile(3, READ, server.path("out"));
      consumer.sendReadAt(3, 0, 10);
      producer.send("0049 %d 0", producer.tid);
      assertThat(producer.text())
          .contains("\"path\":\"" + server.path("out") + "\"")
          .contains("\"rule\":\"on_close\"", "\"app\":\"consumer\"", "the commit of");
      producer.closeFile(3);
      assertThat(consumer.text()).isEmpty();
    }
  }
}

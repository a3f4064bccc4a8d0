package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * Reads and listings at which upstream's server answers wrongly, aborts or hangs; ours must not.
 */
class UpstreamReadDefectsTest {
  private static final int LINE = 262144;

  private static ServerFixture configured(String rule) throws Exception {
    return ServerFixture.configured(
        """
        {"name": "ignored", "IO_Graph": [
          {"name": "producer", "input_stream": [], "output_stream": ["f", "d"],
           "streaming": [%s]},
          {"name": "consumer", "input_stream": ["f", "d"], "output_stream": []}
        ]}
        """
            .formatted(rule));
  }

  private static ServerFixture onClose(String mode) throws Exception {
    return configured(
        "{\"name\": [\"f\"], \"committed\": \"on_close\", \"mode\": \"" + mode + "\"}");
  }

  @Test
  void prematureEndOfFile_aReadBeforeTheFirstByte_waits() throws Exception {
    try (ServerFixture server = onClose("no_update")) {
      RawClient producer = server.upstream("producer");
      RawClient consumer = server.upstream("consumer");
      producer.create(5, server.path("f"));
      consumer.open(6, server.path("f"));
      consumer.send("0014 %d 6 %d", consumer.tid, LINE);
      producer.settle(server.directory.toString());
      assertThat(consumer.hasReply()).as("an end of file").isFalse();
      producer.write(5, "first");
      assertThat(consumer.word()).isEqualTo(5);
      assertThat(consumer.pull(5)).isEqualTo("first".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void prematureEndOfFile_aReadAtTheEndOfWhatIsThere_waits() throws Exception {
    try (ServerFixture server = onClose("no_update")) {
      RawClient producer = server.upstream("producer");
      RawClient consumer = server.upstream("consumer");
      producer.create(5, server.path("f"));
      producer.write(5, "abc");
      consumer.open(6, server.path("f"));
      assertThat(consumer.read(6, 0, LINE)).as("not only whole lines").isEqualTo("abc");
      consumer.send("0014 %d 6 %d", consumer.tid, LINE);
      producer.settle(server.directory.toString());
      assertThat(consumer.hasReply()).as("an end of file").isFalse();
      producer.close(5);
      assertThat(consumer.word()).as("the end of the file").isEqualTo(3);
    }
  }

  @Test
  void lostWakeUp_everyWaitingReaderIsWoken() throws Exception {
    try (ServerFixture server = onClose("no_update")) {
      RawClient producer = server.upstream("producer");
      RawClient consumer = server.upstream("consumer");
      producer.create(5, server.path("f"));
      consumer.open(6, server.path("f"));
      for (int i = 0; i < 2000; i++) {
        consumer.send("0014 %d 6 1", consumer.tid);
        producer.write(5, "x");
        assertThat(consumer.word()).isEqualTo(i + 1);
        consumer.pull(1);
      }
    }
  }

  @Test
  void emptyFileClosedUnderAPendingRead_isAnEndOfFile() throws Exception {
    for (String mode : new String[] {"update", "no_update"}) {
      try (ServerFixture server = onClose(mode)) {
        RawClient producer = server.upstream("producer");
        RawClient consumer = server.upstream("consumer");
        producer.create(5, server.path("f"));
        consumer.open(6, server.path("f"));
        consumer.send("0014 %d 6 %d", consumer.tid, LINE);
        producer.close(5);
        assertThat(consumer.word()).as(mode).isZero();
        producer.settle(server.directory.toString());
      }
    }
  }

  @Test
  void readersClose_isNotCountedAsTheWriters() throws Exception {
    try (ServerFixture server = onClose("no_update")) {
      RawClient producer = server.upstream("producer");
      RawClient consumer = server.upstream("consumer");
      producer.create(5, server.path("f"));
      producer.write(5, "1");
      consumer.open(6, server.path("f"));
      consumer.close(6);
      consumer.open(6, server.path("f"));
      assertThat(consumer.read(6, 0, LINE)).isEqualTo("1");
      consumer.send("0014 %d 6 %d", consumer.tid, LINE);
      producer.settle(server.directory.toString());
      assertThat(consumer.hasReply()).as("committed by the reader's close").isFalse();
      producer.write(5, "2");
      assertThat(consumer.word()).isEqualTo(2);
      consumer.pull(1);
    }
  }

  @Test
  void readersClose_isNotCountedByOnCloseN_andMoreClosesThanNCommit() throws Exception {
    try (ServerFixture server =
        configured("{\"name\":[\"f\"],\"committed\":\"on_close:2\",\"mode\":\"update\"}")) {
      RawClient producer = server.upstream("producer");
      RawClient consumer = server.upstream("consumer");
      for (int i = 0; i < 3; i++) {
        producer.create(5, server.path("f"));
        producer.write(5, "x");
        if (i == 0) {
          consumer.open(6, server.path("f"));
          consumer.close(6);
          consumer.open(6, server.path("f"));
          consumer.send("0014 %d 6 %d", consumer.tid, LINE);
          producer.settle(server.directory.toString());
          assertThat(consumer.hasReply()).isFalse();
        }
        producer.close(5);
      }
      assertThat(consumer.word()).isEqualTo(1);
      consumer.pull(1);
    }
  }

  @Test
  void twoOutstandingReads_getSuccessiveBytes() throws Exception {
    try (ServerFixture server = onClose("no_update")) {
      RawClient producer = server.upstream("producer");
      RawClient consumer = server.upstream("consumer");
      producer.create(5, server.path("f"));
      consumer.open(6, server.path("f"));
      consumer.send("0014 %d 6 2", consumer.tid);
      consumer.send("0014 %d 6 2", consumer.tid);
      producer.write(5, "abcd");
      assertThat(consumer.word()).isEqualTo(2);
      assertThat(consumer.pull(2)).isEqualTo("ab".getBytes(StandardCharsets.UTF_8));
      assertThat(consumer.word()).isEqualTo(4);
      assertThat(consumer.pull(2)).isEqualTo("cd".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void hole_isReadAsZeros_andNotAsTheEnd() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      client.create(5, server.path("f"));
      client.ask("0016 %d 5 3", client.tid);
      client.write(5, "x");
      client.ask("0016 %d 5 0", client.tid);
      assertThat(client.read(5, 0, LINE)).isEqualTo("\0\0\0x");
    }
  }

  @Test
  void negativeReadCount_andNegativeOffset_readNothing() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      client.create(5, server.path("f"));
      client.write(5, "x");
      assertThat(client.ask("0014 %d 5 -5", client.tid)).isEqualTo(1);
      assertThat(client.ask("0016 %d 5 -5", client.tid)).isEqualTo(-5);
      assertThat(client.ask("0014 %d 5 5", client.tid)).isEqualTo(-5);
    }
  }

  @Test
  void listingWithARoomOfLessThanOneRecord_isEmpty_andBusyForNobody() throws Exception {
    try (ServerFixture server =
        configured(
            "{\"dirname\":[\"d\"],\"committed\":\"on_termination\",\"mode\":\"no_update\"}")) {
      RawClient producer = server.upstream("producer");
      RawClient consumer = server.upstream("consumer");
      producer.ask("0012 %d %s", producer.tid, server.path("d"));
      consumer.open(6, server.path("d"));
      assertThat(consumer.ask("0009 %d 6 279", consumer.tid)).isZero();
    }
  }

  @Test
  void onNFiles_declaredForTheDirectoryAlone_commitsIt_alsoWithMore() throws Exception {
    try (ServerFixture server =
        configured(
            "{\"dirname\":[\"d\"],\"committed\":\"on_n_files\",\"n_files\":2,"
                + "\"mode\":\"no_update\"}")) {
      RawClient producer = server.upstream("producer");
      RawClient consumer = server.upstream("consumer");
      producer.ask("0012 %d %s", producer.tid, server.path("d"));
      consumer.open(6, server.path("d"));
      for (int i = 0; i < 3; i++) {
        producer.create(5 + i, server.path("d/" + i));
      }
      long end = consumer.ask("0009 %d 6 %d", consumer.tid, LINE);
      assertThat(end).isEqualTo(5 * 280);
      consumer.pull(end);
      assertThat(consumer.ask("0009 %d 6 %d", consumer.tid, LINE)).as("the end").isEqualTo(end);
    }
  }

  @Test
  void listing_forgetsWhatWasRemoved_andKnowsFilesFromDirectories() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      client.create(5, server.path("gone"));
      client.close(5);
      client.create(5, server.path("file"));
      client.ask("0021 %d %s", client.tid, server.path("gone"));
      client.open(6, server.directory.toString());
      long end = client.ask("0009 %d 6 %d", client.tid, LINE);
      assertThat(end).as(". and .. and one").isEqualTo(3 * 280);
      ByteBuffer records = ByteBuffer.wrap(client.pull(end));
      assertThat(records.get(2 * 280 + 18)).as("a regular file").isEqualTo((byte) 8);
    }
  }
}

package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.ipc.Errno;
import org.junit.jupiter.api.Test;

/** Reading while another step writes, through the extensions. */
class StreamingTest {
  private static final int READ = 1;
  private static final int WRITE_NEW = 2 | 4 | 16;
  private static final int WAIT = 64;

  @Test
  void aReader_getsBytesAsTheyAreWritten_andTheEndAtTheClose() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient writer = server.client("writer");
      RawClient reader = server.client("reader");
      assertThat(writer.openFile(3, WRITE_NEW, server.path("a"))).isEqualTo(1);
      assertThat(reader.openFile(3, READ, server.path("a"))).isZero();
      reader.sendReadAt(3, 0, 100);
      writer.writeAt(3, 0, "hello");
      assertThat(reader.text()).isEqualTo("hello");
      reader.sendReadAt(3, 5, 100);
      writer.writeAt(3, -1, " world");
      assertThat(reader.text()).isEqualTo(" world");
      reader.sendReadAt(3, 11, 100);
      assertThat(writer.closeFile(3)).isZero();
      assertThat(reader.text()).isEmpty();
    }
  }

  @Test
  void aReaderThatComesBeforeTheFirstByte_waits_insteadOfSeeingTheEnd() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient writer = server.client("writer");
      RawClient reader = server.client("reader");
      reader.send("0033 %d 3 %d 0 %s", reader.tid, READ | WAIT, server.path("late"));
      writer.openFile(3, WRITE_NEW, server.path("late"));
      assertThat(reader.word()).isZero();
      reader.sendReadAt(3, 0, 10);
      writer.settle(server.directory.toString());
      assertThat(reader.hasReply()).isFalse();
      writer.writeAt(3, 0, "x");
      assertThat(reader.text()).isEqualTo("x");
    }
  }

  @Test
  void aFileClosedEmptyUnderAPendingRead_isAnEndOfFile() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient writer = server.client("writer");
      RawClient reader = server.client("reader");
      writer.openFile(3, WRITE_NEW, server.path("empty"));
      reader.openFile(3, READ, server.path("empty"));
      reader.sendReadAt(3, 0, 10);
      writer.closeFile(3);
      assertThat(reader.text()).isEmpty();
    }
  }

  @Test
  void withoutStreaming_aReaderWaitsForTheTerminationOfTheProducer() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient writer = server.client("writer");
      RawClient second = server.client("writer");
      RawClient reader = server.client("reader");
      writer.openFile(3, WRITE_NEW, server.path("a"));
      writer.writeAt(3, 0, "data");
      writer.closeFile(3);
      reader.openFile(3, READ, server.path("a"));
      reader.sendReadAt(3, 0, 10);
      writer.exit();
      second.settle(server.directory.toString());
      assertThat(reader.hasReply()).as("one of two sessions of the step has ended").isFalse();
      second.exit();
      assertThat(reader.text()).isEqualTo("data");
    }
  }

  @Test
  void aReadersClose_neverCommits() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient writer = server.client("writer");
      RawClient reader = server.client("reader");
      writer.openFile(3, WRITE_NEW, server.path("a"));
      writer.writeAt(3, 0, "1");
      reader.openFile(3, READ, server.path("a"));
      reader.closeFile(3);
      reader.openFile(3, READ, server.path("a"));
      assertThat(reader.readAt(3, 0, 10)).isEqualTo("1");
      reader.sendReadAt(3, 1, 10);
      writer.writeAt(3, 1, "2");
      assertThat(reader.text()).isEqualTo("2");
    }
  }

  @Test
  void aStep_neverWaitsForItself() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient writer = server.client("app");
      writer.openFile(3, WRITE_NEW | READ, server.path("a"));
      writer.writeAt(3, 4, "data");
      assertThat(writer.readAt(3, 0, 100)).isEqualTo("\0\0\0\0data");
      assertThat(writer.readAt(3, 8, 100)).isEmpty();
      assertThat(writer.ask("0038 %d %d 3 0", writer.tid, writer.tid)).isEqualTo(8);
    }
  }

  @Test
  void openingAnAbsentPath_failsAtOnce_unlessItIsToWait() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient reader = server.client("reader");
      assertThat(reader.openFile(3, READ, server.path("no"))).isEqualTo(Errno.ENOENT.word());
      assertThat(reader.reason()).contains("no", "No such file");
    }
  }

  @Test
  void aWaitThatIsCancelled_isAnsweredSo() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient reader = server.client("reader");
      RawClient canceller = server.client("reader");
      reader.send("0033 %d 3 %d 0 %s", reader.tid, READ | WAIT, server.path("never"));
      assertThat(canceller.ask("0048 %d %d", canceller.tid, reader.tid)).isZero();
      assertThat(reader.word()).isEqualTo(Errno.ECANCELED.word());
      assertThat(reader.openFile(3, WRITE_NEW, server.path("x"))).isEqualTo(1);
    }
  }
}

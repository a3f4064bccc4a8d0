package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.ipc.Errno;
import io.capio.ipc.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Clients that die, stop reading, or send nonsense. */
class DeadClientTest {
  private static final int READ = 1;
  private static final int WRITE_NEW = 2 | 4 | 16;
  private static final int READ_WRITE_CREATE = 1 | 2 | 4;

  @Test
  void killingAProducer_failsItsFile_forReadersByNameOfTheDead() throws Exception {
    try (ServerFixture server = ServerFixture.streaming();
        ChildJvm victim = new ChildJvm(VictimClient.class, server.workflow, server.path("a"))) {
      assertThat(victim.line()).isEqualTo("ready");
      RawClient reader = server.client("reader");
      assertThat(reader.openFile(3, READ, server.path("a"))).isZero();
      assertThat(reader.readAt(3, 0, 100)).isEqualTo("half of ");
      reader.sendReadAt(3, 8, 100);
      victim.kill();
      assertThat(reader.text()).isEqualTo("error " + Errno.EOWNERDEAD.word());
      assertThat(reader.reason()).contains("victim", Long.toString(victim.pid()), server.path("a"));
      assertThat(reader.readAt(3, 0, 100)).as("what was written before").isEqualTo("half of ");
      assertThat(reader.openFile(4, READ, server.path("a"))).isEqualTo(Errno.EOWNERDEAD.word());
      RawClient again = server.client("victim");
      assertThat(again.openFile(3, WRITE_NEW, server.path("a"))).isZero();
      again.writeAt(3, 0, "whole");
      again.closeFile(3);
      reader.openFile(5, READ, server.path("a"));
      assertThat(server.directory.resolve("a"))
          .satisfiesAnyOf(
              file -> assertThat(file).doesNotExist(),
              file -> assertThat(file).hasContent("whole"));
    }
  }

  @Test
  void aStepThatWasKilledAndIsStartedAgain_findsWhatItHadWritten_andMayGoOn() throws Exception {
    try (ServerFixture server = ServerFixture.start();
        ChildJvm victim = new ChildJvm(VictimClient.class, server.workflow, server.path("a"))) {
      assertThat(victim.line()).isEqualTo("ready");
      RawClient reader = server.client("reader");
      reader.openFile(3, READ, server.path("a"));
      reader.sendReadAt(3, 8, 100);
      victim.kill();
      assertThat(reader.text()).isEqualTo("error " + Errno.EOWNERDEAD.word());
      ServerFixture.await(() -> Files.exists(server.directory.resolve("a")));
      assertThat(server.directory.resolve("a")).as("as on a disk").hasContent("half of ");
      RawClient again = server.client("victim");
      again.openFile(3, READ, server.path("a"));
      assertThat(again.readAt(3, 0, 100)).isEqualTo("half of ");
      again.sendReadAt(3, 8, 100);
      assertThat(again.word()).as("the end, to the step itself").isZero();
      assertThat(reader.openFile(4, READ, server.path("a"))).isEqualTo(Errno.EOWNERDEAD.word());
      assertThat(again.openFile(4, READ_WRITE_CREATE, server.path("a"))).isZero();
      assertThat(again.readAt(4, 0, 100)).isEqualTo("half of ");
      again.writeAt(4, 8, "it");
      again.closeFile(4);
      again.exit();
      Path file = server.directory.resolve("a");
      ServerFixture.await(() -> file.toFile().length() == "half of it".length());
      assertThat(file).hasContent("half of it");
    }
  }

  @Test
  void halfAFileOfAStream_isNotLeftOnTheDisk_whereTheNextRunTookItForAWholeOne() throws Exception {
    try (ServerFixture server = ServerFixture.streaming();
        ChildJvm victim = new ChildJvm(VictimClient.class, server.workflow, server.path("a"))) {
      assertThat(victim.line()).isEqualTo("ready");
      RawClient reader = server.client("reader");
      reader.openFile(3, READ, server.path("a"));
      reader.sendReadAt(3, 8, 100);
      victim.kill();
      assertThat(reader.text()).isEqualTo("error " + Errno.EOWNERDEAD.word());
      RawClient again = server.client("victim");
      assertThat(again.openFile(3, WRITE_NEW, server.path("b"))).isEqualTo(1);
      again.writeAt(3, 0, "whole");
      again.closeFile(3);
      ServerFixture.await(() -> Files.exists(server.directory.resolve("b")));
      assertThat(server.directory.resolve("a")).doesNotExist();
    }
  }

  @Test
  void whatAClientSentBeforeItWasGone_counts() throws Exception {
    // in memory, so that the file is found here however late the reader comes
    try (ServerFixture server =
            ServerFixture.start(o -> o.withStreaming(true).withMemoryOnly(true));
        ChildJvm hasty =
            new ChildJvm(VictimClient.class, server.workflow, server.path("a"), "hasty")) {
      RawClient reader = server.client("reader");
      reader.send("0033 %d 3 65 0 %s", reader.tid, server.path("a"));
      assertThat(hasty.line()).as("its end").isNull();
      assertThat(reader.word()).isZero();
      assertThat(reader.ask("0038 %d %d 3 0", reader.tid, reader.tid)).isEqualTo(9 * 262144);
    }
  }

  @Test
  void whoAsksBeforeAProcessEnds_butIsHeardLater_findsAllThatItSent() throws Exception {
    try (ServerFixture server = ServerFixture.idle();
        ChildJvm process = ChildJvm.server(server, "--mem-only", "--stream");
        ChildJvm writer = late(server, process)) {
      assertThat(writer.line()).isEqualTo("ready");
      RawClient reader = server.client("reader");
      process.signal("STOP");
      reader.send("0033 %d 3 1 0 %s", reader.tid, server.path("a"));
      writer.tell("go");
      assertThat(writer.line()).as("its end").isNull();
      assertThat(writer.endsWithin(60)).isTrue();
      process.signal("CONT");
      assertThat(reader.word()).isZero();
      assertThat(reader.readAt(3, 0, 100)).isEqualTo("half of it");
      process.terminate();
      assertThat(process.status()).isZero();
    }
  }

  private static ChildJvm late(ServerFixture server, ChildJvm process) throws IOException {
    assertThat(process.line()).contains(" serves ");
    return new ChildJvm(VictimClient.class, server.workflow, server.path("a"), "late");
  }

  @Test
  void aClientKilledInsideTheMutexOfTheRequestQueue_stopsNobodyForLong() throws Exception {
    killInsideTheMutex("locked");
  }

  @Test
  void aClientKilledInsideTheMutexWithItsFirstRequest_stopsNobodyForLong() throws Exception {
    killInsideTheMutex("stranger");
  }

  private static void killInsideTheMutex(String when) throws Exception {
    try (ServerFixture server = ServerFixture.streaming();
        ChildJvm victim =
            new ChildJvm(VictimClient.class, server.workflow, server.path("a"), when)) {
      RawClient other = server.client("other");
      assertThat(victim.line()).isEqualTo("ready");
      victim.kill();
      other.settle(server.directory.toString());
      other.settle(server.directory.toString());
    }
  }

  @Test
  void anUpstreamProducersDeath_isAReadErrorAndNoEndOfFile() throws Exception {
    try (ServerFixture server = ServerFixture.streaming();
        ChildJvm victim = new ChildJvm(VictimClient.class, server.workflow, server.path("a"))) {
      assertThat(victim.line()).isEqualTo("ready");
      RawClient reader = server.upstream("reader");
      reader.open(3, server.path("a"));
      assertThat(reader.read(3, 0, 100)).isEqualTo("half of ");
      reader.send("0014 %d 3 100", reader.tid);
      victim.kill();
      assertThat(reader.word()).isLessThan(-1_000_000);
    }
  }

  @Test
  void malformedRequests_areDropped_andTheServerLives() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient client = server.client("app");
      String[] slots = {
        "",
        "24 1",
        "9999 1 2 3",
        "-1",
        "abcd",
        "0003",
        "0003 x y z",
        "0014 1 2 3",
        "0013 77 5 /x",
        "0015 /a /b c 5",
        "0023 /a b 5",
        "0035 1",
        "0010 5 5",
        "0022 %t 99 -5",
        "0014 %t 5 -1",
        "0008 %t 99 10",
        "0016 %t 99 7",
        "0017 %t 99 7",
        "0019 %t 99 7",
        "0005 %t 98 99",
        "0002 %t 99",
        "0018 %t 99",
        "0001  %t 1234567",
        "0052 %t 99999999",
        "0052 %t -1",
        "0046 %t %t 99 10",
        "0049 %t 77777777",
        "0049 %t -1",
        "0045 %t 0 99 abc",
        "0044 %t 9 /",
        "0035 %t 1 1 0 10",
        "0034 %t %t 1",
        "0048 %t 1",
        "0003 %t 5 relative",
        "0013 %t 6 /etc/passwd",
        "0012 %t /",
        "0021 %t /",
        "0012 %t " + server.directory,
        "0021 %t " + server.directory,
        "0023 " + server.directory + " %t",
        "0006 99999999",
        "0032 5 1 1 a"
      };
      for (String slot : slots) {
        client.sendBytes(
            slot.replace("%t", Integer.toString(client.tid)).getBytes(StandardCharsets.UTF_8));
      }
      byte[] full = new byte[256];
      Arrays.fill(full, (byte) '7');
      client.sendBytes(full);
      RawClient other = server.client("other");
      assertThat(other.openFile(3, WRITE_NEW, server.path("ok"))).isEqualTo(1);
    }
  }

  @Test
  void unknownDescriptorsOfUpstreamClients_behaveLikeFilesThatAreEmptyAndDropBytes()
      throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      client.write(9, "lost");
      assertThat(client.ask("0014 %d 9 100", client.tid)).isEqualTo(4);
      assertThat(client.ask("0016 %d 9 77", client.tid)).isEqualTo(77);
      assertThat(client.ask("0014 %d 9 100", client.tid)).isEqualTo(77);
    }
  }

  @Test
  void aClientThatNeverReadsItsReplies_disturbsNobody() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient deaf = server.client("deaf");
      RawClient other = server.client("other");
      deaf.openFile(3, WRITE_NEW | READ, server.path("a"));
      byte[] bytes = new byte[10 * 262144];
      deaf.push(bytes);
      deaf.send("0036 %d %d 3 0 %d", deaf.tid, deaf.tid, bytes.length);
      for (int i = 0; i < 1000; i++) {
        deaf.send("0000 %d %s", deaf.tid, server.directory);
      }
      other.settle(server.directory.toString());
      for (int i = 0; i < 1000; i++) {
        assertThat(deaf.word()).isZero();
      }
      deaf.sendReadAt(3, 0, bytes.length);
      assertThat(deaf.word()).isEqualTo(bytes.length);
      deaf.sendReadAt(3, 0, 10);
      other.settle(server.directory.toString());
      assertThat(deaf.hasReply()).as("no room for bytes").isFalse();
      deaf.pull(bytes.length);
      assertThat(deaf.word()).isEqualTo(10);
    }
  }

  @Test
  void aWriteWhoseBytesNeverCome_isGivenUpAtTheNextRequest() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      client.create(5, server.path("a"));
      client.send("0022 %d 5 100", client.tid);
      assertThat(client.ask("0007 %d 5", client.tid)).isZero();
      assertThat(client.word()).isZero();
    }
  }

  @Test
  void threadsThatAProcessLeavesBehindAtItsOrderlyEnd_areNoDeath() throws Exception {
    try (ServerFixture server = ServerFixture.start();
        ChildJvm process = new ChildJvm(ParkedJvm.class)) {
      assertThat(process.line()).isEqualTo("ready");
      RawClient main = server.keep(new RawClient(server.workflow, (int) process.pid()));
      RawClient worker = server.keep(new RawClient(server.workflow));
      main.send("0010 %d %d app 0", main.tid, process.pid());
      worker.send("0010 %d %d app 0", worker.tid, process.pid());
      worker.create(5, server.path("a"));
      worker.write(5, "data");
      RawClient reader = server.client("reader");
      reader.openFile(3, READ, server.path("a"));
      reader.sendReadAt(3, 0, 10);
      main.exit();
      process.kill();
      assertThat(ProcessIdentity.of(process.pid()).isAlive()).isFalse();
      assertThat(reader.text()).isEqualTo("data");
    }
  }
}

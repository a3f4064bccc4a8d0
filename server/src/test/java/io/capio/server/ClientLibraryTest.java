package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.capio.client.CapioClient;
import io.capio.client.CapioFile;
import io.capio.client.CapioUnavailableException;
import io.capio.client.OpenFlag;
import io.capio.client.ServerControl;
import io.capio.client.settings.Settings;
import io.capio.ipc.ObjectNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The client library on this server. */
class ClientLibraryTest {
  private static final Set<OpenFlag> NEW =
      EnumSet.of(OpenFlag.READ, OpenFlag.WRITE, OpenFlag.CREATE, OpenFlag.TRUNCATE);

  private static CapioClient connect(ServerFixture server, String app) throws IOException {
    return CapioClient.connect(settings(server, app));
  }

  private static Settings settings(ServerFixture server, String app) {
    return Settings.resolve(
        Map.of(
            "capioDir",
            server.directory.toString(),
            "workflowName",
            server.workflow,
            "appName",
            app,
            "missing",
            "wait"));
  }

  private static String status(ServerControl control) {
    try {
      return control.status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CapioFile open(
      CapioClient client, ServerFixture server, String name, Set<OpenFlag> flags)
      throws IOException {
    return client.open(server.path(name), flags, 0644).orElseThrow();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void seekDataAndHole_findWhatWasWritten() throws Exception {
    try (ServerFixture server = ServerFixture.streaming();
        CapioClient client = connect(server, "app");
        CapioFile file = open(client, server, "sparse", NEW)) {
      file.write(0, bytes("0123456789"));
      file.write(20, bytes("0123456789"));

      assertThat(file.seekData(12)).isEqualTo(20);
      assertThat(file.seekHole(0)).isEqualTo(10);
      assertThat(file.seekHole(25)).isEqualTo(30);
      assertThat(file.seekData(31)).isEqualTo(-1);
    }
  }

  @Test
  void aDuplicate_keepsTheFileOpenForTheCommitRule() throws Exception {
    try (ServerFixture server = ServerFixture.streaming();
        CapioClient writer = connect(server, "writer");
        CapioClient reader = connect(server, "reader")) {
      CapioFile first = open(writer, server, "a", NEW);
      CapioFile second = first.duplicate();
      first.write(0, bytes("one"));
      first.close();
      CapioFile read = open(reader, server, "a", EnumSet.of(OpenFlag.READ));
      byte[] target = new byte[10];
      assertThat(read.read(0, target, 0, 10)).isEqualTo(3);
      second.write(3, bytes("two"));
      second.flush();
      assertThat(read.read(3, target, 0, 10)).isEqualTo(3);
      second.close();
      assertThat(read.read(6, target, 0, 10)).isEqualTo(-1);
      read.close();
    }
  }

  @Test
  void twoWritersOfOneProcess_writeInTheOrderOfTheirCalls() throws Exception {
    try (ServerFixture server = ServerFixture.streaming();
        CapioClient client = connect(server, "app");
        CapioFile first = open(client, server, "a", NEW);
        CapioFile second = open(client, server, "a", EnumSet.of(OpenFlag.READ, OpenFlag.WRITE))) {
      first.write(0, bytes("aaaa"));
      second.write(1, bytes("bb"));
      first.write(2, bytes("c"));
      byte[] target = new byte[4];
      assertThat(second.read(0, target, 0, 4)).isEqualTo(4);
      assertThat(target).asString(StandardCharsets.UTF_8).isEqualTo("abca");
    }
  }

  @Test
  void aWriteThroughOneHandle_isSeenThroughAnother_thatOthersReadFrom() throws Exception {
    try (ServerFixture server = ServerFixture.start();
        CapioClient client = connect(server, "app");
        CapioFile common = open(client, server, "a", NEW);
        CapioFile own = open(client, server, "a", EnumSet.of(OpenFlag.READ, OpenFlag.WRITE))) {
      own.write(0, ByteBuffer.allocate(1000));
      AtomicReference<Throwable> failure = new AtomicReference<>();
      AtomicBoolean done = new AtomicBoolean();
      Thread other =
          new Thread(
              () -> {
                try {
                  while (!done.get()) {
                    common.read(0, new byte[8], 0, 8);
                  }
                } catch (IOException e) {
                  failure.set(e);
                }
              });
      other.start();
      try {
        for (int i = 0; i < 5000; i++) {
          byte written = (byte) (1 + i % 100);
          own.write(0, ByteBuffer.wrap(new byte[] {written}));
          byte[] seen = new byte[1];
          assertThat(common.read(0, seen, 0, 1)).isEqualTo(1);
          assertThat(seen[0]).as("write %d", i).isEqualTo(written);
        }
      } finally {
        done.set(true);
        other.join();
      }
      assertThat(failure.get()).isNull();
    }
  }

  @Test
  void closingAHandleTwice_doesNotPartTheOthers() throws Exception {
    try (ServerFixture server = ServerFixture.start();
        CapioClient client = connect(server, "app");
        CapioFile writer = open(client, server, "a", NEW)) {
      CapioFile other = open(client, server, "a", EnumSet.of(OpenFlag.READ, OpenFlag.WRITE));
      other.close();
      other.close();
      try (CapioFile reader = open(client, server, "a", EnumSet.of(OpenFlag.READ))) {
        for (int i = 0; i < 100; i++) {
          writer.write(0, ByteBuffer.wrap(new byte[] {(byte) i}));
          byte[] seen = new byte[1];
          assertThat(reader.read(0, seen, 0, 1)).isEqualTo(1);
          assertThat(seen[0]).isEqualTo((byte) i);
        }
      }
    }
  }

  @Test
  void aSessionThatIsMadeWhileTheClientLeaves_isNotLeftBehind() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      ObjectNames names = new ObjectNames(server.workflow);
      for (int i = 0; i < 30; i++) {
        CapioClient client = connect(server, "app");
        List<CompletableFuture<Void>> asking = new ArrayList<>();
        for (int thread = 0; thread < 3; thread++) {
          asking.add(CompletableFuture.runAsync(() -> askUntilClosed(client, server)));
        }
        client.close();
        asking.forEach(CompletableFuture::join);
        // this process goes on, so that the server learns of the end from nothing but the leave
        ServerFixture.await(() -> !hasSessions(names));
      }
    }
  }

  private static void askUntilClosed(CapioClient client, ServerFixture server) {
    try {
      while (true) {
        client.exists(server.path("a"));
      }
    } catch (CapioUnavailableException closed) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasSessions(ObjectNames names) {
    try {
      return names.hasSessions();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void readsThatCloseEnds_sayThatItWasClosed() throws Exception {
    try (ServerFixture server = ServerFixture.streaming();
        CapioClient writer = connect(server, "writer");
        CapioClient reader = connect(server, "reader");
        CapioFile written = open(writer, server, "a", NEW)) {
      written.write(0, bytes("x"));
      written.flush();
      for (int i = 0; i < 20; i++) {
        CapioFile read = open(reader, server, "a", EnumSet.of(OpenFlag.READ));
        List<CompletableFuture<Void>> reading = new ArrayList<>();
        for (int thread = 0; thread < 3; thread++) {
          int offset = thread == 0 ? 1 : 0;
          reading.add(CompletableFuture.runAsync(() -> readUntilClosed(read, offset)));
        }
        // the first one waits; the others go on beside it
        written.endOfLastWrite();
        read.close();
        reading.forEach(CompletableFuture::join);
      }
    }
  }

  private static void readUntilClosed(CapioFile file, long offset) {
    try {
      while (true) {
        file.read(offset, new byte[1], 0, 1);
      }
    } catch (ClosedChannelException closed) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void available_ofAnUpdateFile_isZeroUntilItsCommit() throws Exception {
    try (ServerFixture server = ServerFixture.start();
        CapioClient reader = connect(server, "reader")) {
      CapioFile read;
      try (CapioClient writer = connect(server, "writer");
          CapioFile written = open(writer, server, "a", NEW)) {
        written.write(0, bytes("12345"));
        written.flush();
        read = open(reader, server, "a", EnumSet.of(OpenFlag.READ));
        assertThat(read.available(0)).isZero();
        assertThat(written.available(0)).isEqualTo(5);
      }
      assertThat(read.read(0, new byte[5], 0, 5)).isEqualTo(5);
      assertThat(read.available(0)).isEqualTo(5);
      read.close();
    }
  }

  @Test
  void exists_seesCapioAndDisk_andNeverWaits() throws Exception {
    try (ServerFixture server = ServerFixture.streaming();
        CapioClient client = connect(server, "app");
        CapioFile file = open(client, server, "in capio", NEW)) {
      Files.writeString(server.directory.resolve("disk"), "x");
      assertThat(file.isOpen()).isTrue();
      assertThat(client.exists(server.path("in capio"))).isTrue();
      assertThat(client.exists(server.path("disk"))).isTrue();
      assertThat(client.exists(server.path("nowhere"))).isFalse();
    }
  }

  @Test
  void aFileMadeOutside_isFound_alsoAfterALongQuiet() throws Exception {
    try (ServerFixture server = ServerFixture.streaming();
        CapioClient reader = connect(server, "reader")) {
      AtomicReference<Object> outcome = new AtomicReference<>();
      Thread waiting =
          new Thread(
              () -> {
                try {
                  outcome.set(reader.open(server.path("a"), EnumSet.of(OpenFlag.READ), 0));
                } catch (IOException e) {
                  outcome.set(e);
                }
              });
      waiting.start();
      // longer than the server is wide awake after the last request; nothing else is waited for
      waiting.join(6000);
      assertThat(outcome.get()).isNull();
      Files.writeString(server.directory.resolve("a"), "from outside");
      waiting.join();
      assertThat(outcome.get()).isEqualTo(java.util.Optional.empty());
    }
  }

  @Test
  void close_endsAReadThatWaits_andOthersReadOn() throws Exception {
    try (ServerFixture server = ServerFixture.streaming();
        CapioClient writer = connect(server, "writer");
        CapioClient reader = connect(server, "reader");
        CapioFile written = open(writer, server, "a", NEW)) {
      written.write(0, bytes("start"));
      written.flush();
      CapioFile read = open(reader, server, "a", EnumSet.of(OpenFlag.READ));
      AtomicReference<Throwable> outcome = new AtomicReference<>();
      Thread waiting =
          new Thread(
              () -> {
                try {
                  read.read(5, new byte[1], 0, 1);
                } catch (IOException e) {
                  outcome.set(e);
                }
              });
      waiting.start();
      try (ServerControl control = ServerControl.connect(settings(server, "control"))) {
        ServerFixture.await(() -> status(control).contains("bytes from 5 on"));
      }
      // the handle is busy waiting in the other thread; this read must not wait with it
      byte[] target = new byte[5];
      assertThat(read.read(0, target, 0, 5)).isEqualTo(5);
      read.close();
      waiting.join();
      assertThat(outcome.get()).isInstanceOf(AsynchronousCloseException.class);
      assertThatThrownBy(() -> read.read(0, target, 0, 5))
          .isInstanceOf(ClosedChannelException.class);
    }
  }
}

package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.ipc.Errno;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is on the disk, and when. */
class PersistenceTest {
  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int CREATE = 4;
  private static final int WRITE_NEW = 2 | 4 | 16;

  private static void produce(ServerFixture server, RawClient writer, String name, String text)
      throws Exception {
    assertThat(writer.openFile(3, WRITE_NEW, server.path(name))).isNotNegative();
    writer.writeAt(3, 0, text);
    assertThat(writer.closeFile(3)).isZero();
  }

  private static long persist(RawClient client) throws Exception {
    return client.ask("0051 %d", client.tid);
  }

  @Test
  void whatIsWrittenWhileAnOlderStateIsCopied_isOnTheDiskAfterAPersist() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient first = server.client("step");
      RawClient second = server.client("step");
      first.openFile(3, WRITE_NEW, server.path("a"));
      for (int i = 0; i < 6; i++) {
        first.writeAt(3, i << 21, "x".repeat(1 << 21));
      }
      first.send("0051 %d", first.tid);
      second.push("later".getBytes(StandardCharsets.UTF_8));
      second.send("0036 %d %d 3 0 5", second.tid, first.tid);
      assertThat(persist(second)).isZero();
      try (InputStream there = Files.newInputStream(server.directory.resolve("a"))) {
        assertThat(there.readNBytes(6)).asString().isEqualTo("laterx");
      }
      assertThat(first.word()).isZero();
    }
  }

  @Test
  void aCommittedFile_isWrittenWithItsMode_andNoTemporaryFileStays() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient writer = server.client("writer");
      produce(server, writer, "a", "data");
      assertThat(persist(writer)).isZero();
      assertThat(server.directory.resolve("a")).hasContent("data");
      assertThat(Files.getAttribute(server.directory.resolve("a"), "unix:mode")).isEqualTo(0100644);
      try (Stream<Path> files = Files.list(server.directory)) {
        assertThat(files).hasSize(1);
      }
      assertThat(writer.openFile(3, READ, server.path("a"))).isEqualTo(Errno.ORDINARY);
      assertThat(writer.ask("0040 %d 0 %s", writer.tid, server.path("a")))
          .isEqualTo(Errno.ORDINARY);
    }
  }

  @Test
  void holesOfAFile_areHolesOnTheDisk() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient writer = server.client("writer");
      assertThat(writer.openFile(3, WRITE_NEW, server.path("a"))).isNotNegative();
      writer.writeAt(3, 0, "begin");
      writer.writeAt(3, 1L << 32, "end");
      assertThat(writer.closeFile(3)).isZero();
      assertThat(persist(writer)).isZero();
      Path file = server.directory.resolve("a");
      assertThat(file).hasSize((1L << 32) + 3);
      try (SeekableByteChannel channel = Files.newByteChannel(file)) {
        ByteBuffer bytes = ByteBuffer.allocate(6);
        channel.read(bytes);
        assertThat(new String(bytes.array(), StandardCharsets.US_ASCII)).isEqualTo("begin\0");
        channel.position((1L << 32) - 1).read(bytes.clear());
        assertThat(new String(bytes.array(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("\0end");
      }
      Process du = new ProcessBuilder("du", "-k", file.toString()).start();
      String blocks = new String(du.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(Integer.parseInt(blocks.substring(0, blocks.indexOf('\t')))).isLessThan(1 << 14);
    }
  }

  /** Pipes, sockets and devices: what the system makes, and no file of CAPIO. */
  @Test
  void whatIsNoFile_isTheDisks() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient client = server.client("app");
      Path pipe = server.directory.resolve("pipe");
      assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
      assertThat(client.openFile(3, READ, server.path("pipe"))).isEqualTo(Errno.ORDINARY);
      assertThat(client.openFile(3, WRITE_NEW, server.path("pipe"))).isEqualTo(Errno.ORDINARY);
      assertThat(client.ask("0040 %d 0 %s", client.tid, server.path("pipe")))
          .isEqualTo(Errno.ORDINARY);
    }
  }

  @Test
  void upstreamClients_readWhatIsOnTheDisk() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      Files.writeString(server.directory.resolve("input"), "from the disk");
      RawClient client = server.upstream("app");
      assertThat(client.open(5, server.path("input"))).isZero();
      assertThat(client.read(5, 0, 100)).isEqualTo("from the disk");
      assertThat(client.ask("0020 %d %s", client.tid, server.path("input"))).isEqualTo(13);
      assertThat(client.word()).isZero();
    }
  }

  @Test
  void withoutRules_whatUpstreamClientsMake_isOnTheDiskInTheEnd() throws Exception {
    try (ServerFixture server =
        ServerFixture.start(o -> o.withStreaming(true).withStarters(Set.of(1L)))) {
      RawClient upstream = server.upstream("theirs");
      assertThat(upstream.ask("0012 %d %s", upstream.tid, server.path("d"))).isZero();
      assertThat(upstream.create(5, server.path("d/theirs"))).isZero();
      upstream.write(5, "abc");
      upstream.close(5);
      assertThat(upstream.ask("0012 %d %s", upstream.tid, server.path("empty"))).isZero();
      upstream.exit();
      server.server().close();
      assertThat(server.directory.resolve("d/theirs")).hasContent("abc");
      assertThat(server.directory.resolve("empty")).isEmptyDirectory();
    }
  }

  @Test
  void ofAServerThatAnUpstreamClientHasStarted_whatOnlyThoseMake_staysInMemory() throws Exception {
    try (ServerFixture server =
        ServerFixture.start(
            o -> o.withStreaming(true).withStarters(Set.of(ProcessHandle.current().pid())))) {
      Files.writeString(server.directory.resolve("old"), "old");
      RawClient upstream = server.upstream("theirs");
      RawClient ours = server.client("ours");
      assertThat(upstream.ask("0012 %d %s", upstream.tid, server.path("d"))).isZero();
      for (String name : List.of("theirs", "d/theirs", "both")) {
        assertThat(upstream.create(5, server.path(name))).isZero();
        upstream.write(5, "abc");
        upstream.close(5);
      }
      assertThat(upstream.open(5, server.path("old"))).isZero();
      upstream.write(5, "changed");
      upstream.close(5);
      upstream.settle(server.path("d"));
      produce(server, ours, "ours", "data");
      assertThat(ours.openFile(4, READ | WRITE, server.path("both"))).isNotNegative();
      ours.writeAt(4, 3, "def");
      ours.closeFile(4);
      upstream.exit();
      ours.exit();
      server.server().close();
      assertThat(server.directory.resolve("ours")).hasContent("data");
      assertThat(server.directory.resolve("both")).hasContent("abcdef");
      assertThat(server.directory.resolve("old")).hasContent("changed");
      try (Stream<Path> files = Files.list(server.directory)) {
        assertThat(files).hasSize(3);
      }
    }
  }

  @Test
  void aRewrittenFile_isWrittenToTheDiskAgain() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient writer = server.client("writer");
      produce(server, writer, "a", "first");
      persist(writer);
      produce(server, writer, "a", "2nd");
      persist(writer);
      assertThat(server.directory.resolve("a")).hasContent("2nd");
    }
  }

  @Test
  void whatIsWrittenIntoADeletedFile_doesNotGoIntoTheNextOfItsName() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient writer = server.client("writer");
      assertThat(writer.openFile(3, READ | WRITE | CREATE, server.path("log"))).isNotNegative();
      writer.writeAt(3, 0, "first");
      persist(writer);
      assertThat(writer.ask("0044 %d 1 %s", writer.tid, server.path("log"))).isZero();
      assertThat(writer.openFile(4, READ | WRITE | CREATE, server.path("log"))).isNotNegative();
      writer.writeAt(4, 0, "second");
      persist(writer);
      writer.writeAt(3, 5, " goes on");
      assertThat(writer.readAt(3, 0, 100)).isEqualTo("first goes on");
      assertThat(writer.readAt(4, 0, 100)).isEqualTo("second");
      assertThat(server.directory.resolve("log")).hasContent("second");
    }
  }

  @Test
  void aReaderOfAnOldGeneration_keepsItsBytes() throws Exception {
    try (ServerFixture server =
        ServerFixture.start(o -> o.withStreaming(true).withMemoryOnly(true))) {
      RawClient writer = server.client("writer");
      RawClient reader = server.client("reader");
      produce(server, writer, "a", "old bytes");
      reader.openFile(3, READ, server.path("a"));
      produce(server, writer, "a", "new");
      assertThat(reader.readAt(3, 0, 100)).isEqualTo("old bytes");
      reader.openFile(4, READ, server.path("a"));
      assertThat(reader.readAt(4, 0, 100)).isEqualTo("new");
      assertThat(writer.ask("0044 %d 1 %s", writer.tid, server.path("a"))).isZero();
      assertThat(reader.readAt(4, 0, 100)).as("unlinked").isEqualTo("new");
      assertThat(reader.openFile(5, READ, server.path("a"))).isEqualTo(Errno.ENOENT.word());
    }
  }

  @Test
  void everythingCommitted_isOnTheDiskWhenTheServerHasEnded() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient writer = server.client("writer");
      produce(server, writer, "a", "data");
      assertThat(server.directory.resolve("a")).doesNotExist();
      writer.exit();
      server.server().close();
      assertThat(server.directory.resolve("a")).hasContent("data");
    }
  }

  @Test
  void memOnly_writesNothing() throws Exception {
    try (ServerFixture server =
        ServerFixture.start(o -> o.withStreaming(true).withMemoryOnly(true))) {
      RawClient writer = server.client("writer");
      produce(server, writer, "a", "data");
      assertThat(writer.ask("0043 %d 493 %s", writer.tid, server.path("d"))).isZero();
      server.server().close();
      assertThat(server.directory).isEmptyDirectory();
    }
  }

  @Test
  void writingASmallFileOverTheMemoryLimit_spillsToTheDisk() throws Exception {
    try (ServerFixture server =
        ServerFixture.start(o -> o.withMemoryOnly(true).withMemoryLimit(1 << 20))) {
      RawClient client = server.upstream("app");
      client.create(5, server.path("a"));
      byte[] bytes = new byte[5 << 20];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (i / 4099);
      }
      for (int at = 0; at < bytes.length; at += 1 << 20) {
        client.write(5, Arrays.copyOfRange(bytes, at, at + (1 << 20)));
      }
      client.ask("0016 %d 5 0", client.tid);
      for (int at = 0; at < bytes.length; at += 1 << 20) {
        assertThat(client.ask("0014 %d 5 %d", client.tid, 1 << 20)).isEqualTo(at + (1 << 20));
        assertThat(client.pull(1 << 20)).isEqualTo(Arrays.copyOfRange(bytes, at, at + (1 << 20)));
      }
      try (Stream<Path> files = Files.list(server.directory)) {
        assertThat(files.map(p -> p.getFileName().toString()))
            .singleElement()
            .asString()
            .startsWith(".capio-spill-");
      }
      server.server().close();
      assertThat(server.directory).isEmptyDirectory();
    }
  }

  @Test
  void writeTmpCloseRename_commitsAndPersistsUnderTheNewName() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient writer = server.client("writer");
      produce(server, writer, "x.tmp", "data");
      assertThat(rename(writer, 1, server.path("x.tmp"), server.path("x"))).isZero();
      assertThat(persist(writer)).isZero();
      assertThat(server.directory.resolve("x")).hasContent("data");
      assertThat(server.directory.resolve("x.tmp")).doesNotExist();
    }
  }

  private static long rename(RawClient client, int flags, String from, String to) throws Exception {
    return client.ask("0045 %d %d %d %s%s", client.tid, flags, from.length(), from, to);
  }

  @Test
  void renaming_movesTreesAndReplacesTargets_asRenameDoes() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient client = server.client("app");
      assertThat(client.ask("0043 %d 493 %s", client.tid, server.path("d"))).isZero();
      assertThat(client.ask("0043 %d 493 %s", client.tid, server.path("e"))).isZero();
      produce(server, client, "d/f", "in d");
      client.openFile(9, WRITE_NEW, server.path("d/open"));
      client.writeAt(9, 0, "still ");
      assertThat(rename(client, 0, server.path("d"), server.path("e")))
          .isEqualTo(Errno.EEXIST.word());
      assertThat(rename(client, 1, server.path("d"), server.path("d/x")))
          .isEqualTo(Errno.EINVAL.word());
      assertThat(rename(client, 1, server.path("d/f"), server.path("e")))
          .isEqualTo(Errno.EISDIR.word());
      assertThat(rename(client, 1, server.path("d/f"), server.path("d")))
          .as("onto the directory that it is in")
          .isEqualTo(Errno.ENOTEMPTY.word());
      assertThat(rename(client, 1, server.path("absent"), server.path("d/f/x")))
          .as("the way to the target is looked at before the source")
          .isEqualTo(Errno.ENOTDIR.word());
      assertThat(rename(client, 1, server.path("d"), server.path("e"))).isZero();
      client.writeAt(9, 6, "open");
      client.closeFile(9);
      persist(client);
      assertThat(server.directory.resolve("e/f")).hasContent("in d");
      assertThat(server.directory.resolve("e/open")).hasContent("still open");
      assertThat(server.directory.resolve("d")).doesNotExist();
      assertThat(client.ask("0044 %d 0 %s", client.tid, server.path("e")))
          .isEqualTo(Errno.ENOTEMPTY.word());
      assertThat(client.ask("0044 %d 2 %s", client.tid, server.path("e/f")))
          .isEqualTo(Errno.ENOTDIR.word());
      assertThat(client.ask("0044 %d 1 %s", client.tid, server.path("e/f"))).isZero();
      assertThat(client.ask("0044 %d 0 %s", client.tid, server.path("e/open"))).isZero();
      assertThat(client.ask("0044 %d 2 %s", client.tid, server.path("e"))).isZero();
      assertThat(server.directory).isEmptyDirectory();
    }
  }

  @Test
  void belowAFile_thereIsNoDirectory_insteadOfNoFile() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient client = server.client("app");
      assertThat(client.openFile(3, WRITE_NEW, server.path("a"))).isEqualTo(1);
      String below = server.path("a/b/c");
      assertThat(client.ask("0040 %d 0 %s", client.tid, below)).isEqualTo(Errno.ENOTDIR.word());
      assertThat(client.openFile(4, READ, below)).isEqualTo(Errno.ENOTDIR.word());
      assertThat(client.openFile(4, WRITE_NEW, below)).isEqualTo(Errno.ENOTDIR.word());
      assertThat(client.ask("0043 %d 493 %s", client.tid, below)).isEqualTo(Errno.ENOTDIR.word());
      assertThat(client.ask("0044 %d 0 %s", client.tid, below)).isEqualTo(Errno.ENOTDIR.word());
      assertThat(client.openFile(4, READ, server.path("b/c"))).isEqualTo(Errno.ENOENT.word());
    }
  }

  @Test
  void truncatingAndExtending_showZerosInTheHole() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient client = server.client("app");
      client.openFile(3, WRITE_NEW | READ, server.path("a"));
      client.writeAt(3, 0, "abcdefgh");
      assertThat(client.ask("0039 %d %d 3 2", client.tid, client.tid)).isZero();
      assertThat(client.ask("0039 %d %d 3 5", client.tid, client.tid)).isZero();
      assertThat(client.readAt(3, 0, 100)).isEqualTo("ab\0\0\0");
      assertThat(client.ask("0037 %d %d 3", client.tid, client.tid)).isEqualTo(8);
      client.closeFile(3);
      persist(client);
      assertThat(Files.readString(server.directory.resolve("a"))).isEqualTo("ab\0\0\0");
    }
  }

  @Test
  void writingWithoutTheRight_isReportedAtTheClose() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient writer = server.client("writer");
      RawClient reader = server.client("reader");
      writer.openFile(3, WRITE_NEW, server.path("a"));
      reader.openFile(3, READ, server.path("a"));
      reader.writeAt(3, 0, "no");
      assertThat(reader.closeFile(3)).isEqualTo(Errno.EBADF.word());
      assertThat(reader.reason()).contains("not open for writing");
      assertThat(writer.openFile(4, WRITE, server.path("a"))).isZero();
    }
  }

  @Test
  void longPaths_goThroughTheDataQueue() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient client = server.client("app");
      String name = "name with blanks äöü ".repeat(9).strip();
      String path = server.path(name);
      String request = "0033 " + client.tid + " 3 " + (WRITE_NEW | READ) + " 420 " + path;
      byte[] text = request.getBytes(StandardCharsets.UTF_8);
      client.push(text);
      assertThat(client.ask("0052 %d %d", client.tid, text.length)).isEqualTo(1);
      client.writeAt(3, 0, "x");
      assertThat(client.readAt(3, 0, 9)).isEqualTo("x");
      RawClient other = server.client("other");
      other.openFile(5, 256 | READ, server.directory.toString());
      other.send("0046 %d %d 5 60000", other.tid, other.tid);
      assertThat(other.text()).endsWith(name);
    }
  }

  @Test
  void directoryOfAnUpstreamClient_comesToTheDiskAtTheEnd() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("one");
      assertThat(client.ask("0012 %d %s", client.tid, server.path("d"))).isZero();
      assertThat(client.ask("0012 %d %s", client.tid, server.path("gone"))).isZero();
      assertThat(client.ask("0023 %s %d", server.path("gone"), client.tid)).isZero();
      assertThat(Path.of(server.path("d"))).doesNotExist();
      client.exit();
      server.server().close();
      assertThat(Path.of(server.path("d"))).isDirectory();
      assertThat(Path.of(server.path("gone"))).doesNotExist();
    }
  }
}

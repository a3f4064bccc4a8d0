package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.ipc.Errno;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;

/** Files that the disk has are changed there, so that nothing of what several write is lost. */
class WritingOnTheDiskTest {
  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int APPEND = 2 | 4 | 32;
  private static final int REWRITE = 2 | 4 | 16;
  private static final int SEEN_ON_DISK = 1024;

  private static void produce(ServerFixture server, RawClient writer, String name, String text)
      throws Exception {
    assertThat(writer.openFile(3, REWRITE, server.path(name))).isNotNegative();
    writer.writeAt(3, 0, text);
    assertThat(writer.closeFile(3)).isZero();
  }

  private static void persist(RawClient client) throws Exception {
    assertThat(client.ask("0051 %d", client.tid)).isZero();
  }

  private static void sync(RawClient client, int fd) throws Exception {
    assertThat(client.ask("0037 %d %d %d", client.tid, client.tid, fd)).isNotNegative();
  }

  private static Object inode(Path file) throws Exception {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Test
  void appendsFromBeforeAndAfterAFileWentToTheDisk_areAllKept() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient early = server.client("early");
      RawClient late = server.client("late");
      produce(server, early, "a", "start");
      assertThat(early.openFile(4, APPEND, server.path("a"))).isZero();
      persist(early);
      assertThat(late.openFile(5, APPEND, server.path("a"))).as("not the disk's alone").isZero();
      late.writeAt(5, -1, " late");
      sync(late, 5);
      early.writeAt(4, -1, " early");
      early.closeFile(4);
      persist(early);
      late.writeAt(5, -1, " last");
      late.closeFile(5);
      assertThat(server.directory.resolve("a")).hasContent("start late early last");
    }
  }

  @Test
  void whatAnotherProgramAppendsMeanwhile_isKept() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      Path file = server.directory.resolve("a");
      Files.writeString(file, "0");
      RawClient writer = server.client("writer");
      assertThat(writer.openFile(4, APPEND, server.path("a"))).isZero();
      StringBuilder expected = new StringBuilder("0");
      for (int i = 0; i < 20; i++) {
        writer.writeAt(4, -1, "ours");
        sync(writer, 4);
        Files.writeString(file, "theirs", StandardOpenOption.APPEND);
        expected.append("ourstheirs");
      }
      writer.closeFile(4);
      assertThat(file).hasContent(expected.toString());
    }
  }

  @Test
  void readersSeeAtOnceWhatIsWritten_whereverTheyRead() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      Path file = server.directory.resolve("a");
      Files.writeString(file, "abcdef");
      Object before = inode(file);
      RawClient writer = server.client("writer");
      RawClient reader = server.client("reader");
      assertThat(reader.openFile(3, READ, server.path("a"))).isEqualTo(Errno.ORDINARY);
      assertThat(writer.openFile(4, READ | WRITE, server.path("a"))).isZero();
      writer.writeAt(4, 2, "XY");
      sync(writer, 4);
      assertThat(file).as("on the disk").hasContent("abXYef");
      assertThat(reader.openFile(5, READ, server.path("a"))).as("beside a writer").isZero();
      assertThat(reader.readAt(5, 0, 100)).isEqualTo("abXYef");
      assertThat(writer.ask("0039 %d %d 4 3", writer.tid, writer.tid)).isZero();
      assertThat(writer.ask("0039 %d %d 4 5", writer.tid, writer.tid)).isZero();
      assertThat(reader.readAt(5, 0, 100)).isEqualTo("abX\0\0");
      writer.closeFile(4);
      persist(writer);
      assertThat(inode(file)).as("the file that others have open").isEqualTo(before);
    }
  }

  @Test
  void whoAppends_goesOnInTheFileThatAnotherHasCut() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      Path file = server.directory.resolve("log");
      Files.writeString(file, "old lines");
      RawClient logger = server.client("logger");
      RawClient rotation = server.client("rotation");
      assertThat(logger.openFile(4, APPEND, server.path("log"))).isZero();
      logger.writeAt(4, -1, " and more");
      sync(logger, 4);
      produce(server, rotation, "log", "");
      persist(rotation);
      logger.writeAt(4, -1, "new");
      logger.closeFile(4);
      assertThat(file).hasContent("new");
    }
  }

  @Test
  void anOpenFile_staysWhenItsNameGoes() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      Files.writeString(server.directory.resolve("a"), "a");
      Files.writeString(server.directory.resolve("b"), "b");
      RawClient client = server.client("app");
      assertThat(client.openFile(4, READ | WRITE, server.path("a"))).isZero();
      assertThat(client.openFile(5, APPEND | READ, server.path("b"))).isZero();
      assertThat(client.ask("0044 %d 1 %s", client.tid, server.path("a"))).isZero();
      produce(server, client, "a", "another");
      client.writeAt(4, 1, "+");
      assertThat(client.readAt(4, 0, 100)).isEqualTo("a+");
      client.writeAt(4, -1, "-");
      assertThat(client.readAt(4, 0, 100)).as("appended without a name").isEqualTo("a+-");
      String to = server.path("c");
      assertThat(client.ask("0045 %d 1 %d %s%s", client.tid, to.length(), server.path("b"), to))
          .isZero();
      client.writeAt(5, -1, "+");
      assertThat(client.readAt(5, 0, 100)).isEqualTo("b+");
      client.closeFile(4);
      client.closeFile(5);
      persist(client);
      assertThat(server.directory.resolve("a")).hasContent("another");
      assertThat(server.directory.resolve("c")).hasContent("b+");
    }
  }

  @Test
  void whoRewritesAFile_seesThatThroughItsReaders_butOthersKeepWhatTheyRead() throws Exception {
    try (ServerFixture server =
        ServerFixture.start(o -> o.withStreaming(true).withMemoryOnly(true))) {
      RawClient writer = server.client("writer");
      RawClient other = server.client("other");
      produce(server, writer, "a", "old bytes");
      writer.openFile(4, READ, server.path("a"));
      other.openFile(4, READ, server.path("a"));
      assertThat(writer.openFile(5, REWRITE, server.path("a"))).isZero();
      writer.writeAt(5, 0, "new");
      assertThat(writer.readAt(4, 0, 100)).isEqualTo("new");
      assertThat(other.readAt(4, 0, 100)).isEqualTo("old bytes");
      writer.closeFile(5);
      assertThat(writer.closeFile(4)).isZero();
      assertThat(other.closeFile(4)).isZero();
    }
  }

  @Test
  void whoReadsAFileOnTheDisk_rewritesItThere_andOthersWaitForItsCommit() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      Path file = server.directory.resolve("a");
      Files.writeString(file, "old bytes");
      Object before = inode(file);
      RawClient writer = server.client("writer");
      RawClient other = server.client("other");
      assertThat(writer.openFile(4, READ, server.path("a"))).isEqualTo(Errno.ORDINARY);
      assertThat(writer.openFile(5, REWRITE | SEEN_ON_DISK, server.path("a"))).isZero();
      assertThat(file).isEmptyFile();
      writer.writeAt(5, 0, "new");
      sync(writer, 5);
      assertThat(file).hasContent("new");
      assertThat(other.openFile(4, READ, server.path("a"))).isZero();
      assertThat(other.readAt(4, 0, 100)).isEqualTo("new");
      other.sendReadAt(4, 3, 100);
      writer.settle(server.directory.toString());
      assertThat(other.hasReply()).as("before the commit").isFalse();
      assertThat(writer.closeFile(5)).isZero();
      assertThat(other.text()).as("the end").isEmpty();
      persist(writer);
      assertThat(inode(file)).isEqualTo(before);
      assertThat(writer.openFile(4, READ, server.path("a"))).isEqualTo(Errno.ORDINARY);
    }
  }

  @Test
  void aFileThatOthersLookForOnTheDisk_isThereFromItsOpeningOn() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      Path file = server.directory.resolve("a");
      RawClient writer = server.client("writer");
      RawClient reader = server.client("reader");
      assertThat(writer.openFile(5, REWRITE | SEEN_ON_DISK, server.path("a"))).isOne();
      assertThat(file).isEmptyFile();
      writer.writeAt(5, 0, "first ");
      sync(writer, 5);
      assertThat(file).hasContent("first ");
      Files.writeString(file, "other ", StandardOpenOption.APPEND);
      writer.writeAt(5, -1, "last");
      sync(writer, 5);
      assertThat(file).hasContent("first other last");
      assertThat(reader.openFile(4, READ, server.path("a"))).isZero();
      assertThat(reader.readAt(4, 0, 100)).as("what is known to be written").isEqualTo("first ");
      reader.sendReadAt(4, 6, 100);
      writer.settle(server.directory.toString());
      assertThat(reader.hasReply()).as("before the commit").isFalse();
      assertThat(writer.closeFile(5)).isZero();
      assertThat(reader.text()).isEqualTo("other last");
    }
  }

  @Test
  void aFileThatOthersMayRead_tellsNobodyThatAHoleHasBeenWritten() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient writer = server.client("writer");
      RawClient reader = server.client("reader");
      assertThat(writer.openFile(5, REWRITE, server.path("a"))).isOne();
      writer.writeAt(5, 0, "abc");
      writer.writeAt(5, 10, "xyz");
      persist(writer);
      assertThat(server.directory.resolve("a")).as("lent to others").hasSize(13);
      writer.writeAt(5, 3, "def");
      sync(writer, 5);
      assertThat(reader.openFile(4, READ, server.path("a"))).isZero();
      assertThat(reader.readAt(4, 0, 100)).isEqualTo("abcdef");
      assertThat(reader.readAt(4, 10, 100)).isEqualTo("xyz");
      assertThat(writer.closeFile(5)).isZero();
      assertThat(reader.readAt(4, 4, 100)).isEqualTo("ef\0\0\0\0xyz");
    }
  }

  @Test
  void rewritingAFile_leavesItsDirectoryTheTimeThatItHas() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      Path directory = Files.createDirectory(server.directory.resolve("d"));
      Files.writeString(directory.resolve("a"), "old");
      FileTime old = FileTime.fromMillis(1_000_000);
      Files.setLastModifiedTime(directory, old);
      RawClient writer = server.client("writer");
      produce(server, writer, "d/a", "new");
      persist(writer);
      assertThat(directory.resolve("a")).hasContent("new");
      assertThat(Files.getLastModifiedTime(directory)).isEqualTo(old);
    }
  }

  @Test
  void aWriterOfAFileThatAnotherProgramReplaced_isAlone() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      Path file = server.directory.resolve("a");
      Files.writeString(file, "old");
      RawClient client = server.client("app");
      assertThat(client.openFile(4, APPEND, server.path("a"))).isZero();
      Path other = Files.writeString(server.directory.resolve("other"), "new");
      Files.move(other, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      assertThat(client.openFile(5, APPEND, server.path("a"))).isZero();
      client.writeAt(4, -1, "!");
      client.writeAt(5, -1, "?");
      client.closeFile(4);
      client.closeFile(5);
      assertThat(file).hasContent("new?");
    }
  }

  @Test
  void upstreamClients_changeFilesOfTheDiskThere() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      Path file = server.directory.resolve("a");
      Files.writeString(file, "abcdef");
      RawClient client = server.upstream("theirs");
      assertThat(client.open(5, server.path("a"))).isZero();
      client.write(5, "XY".getBytes(StandardCharsets.UTF_8));
      client.close(5);
      client.settle(server.directory.toString());
      assertThat(file).hasContent("XYcdef");
    }
  }
}

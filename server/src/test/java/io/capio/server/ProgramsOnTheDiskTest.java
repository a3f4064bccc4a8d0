package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.ipc.Errno;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.SharedMemory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.Test;

/** What programs that a step has started make of its files on the disk. */
class ProgramsOnTheDiskTest {
  private static final int READ = 1;
  private static final int REWRITE = 2 | 4 | 16;
  private static final int DIRECTORY = 256;

  private static void persist(RawClient client) throws Exception {
    assertThat(client.ask("0051 %d", client.tid)).isZero();
  }

  private static Object inode(Path file) throws Exception {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  private static long map(RawClient client, int fd, long size) throws Exception {
    return client.ask("0055 %d %d %d %d", client.tid, client.tid, fd, size);
  }

  private static void overwrite(Path file, long at, String text) throws Exception {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), at);
    }
  }

  @Test
  void aFileIsMappedOnTheDisk_whereOtherProgramsChangeIt() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      Path file = server.directory.resolve("a");
      RawClient writer = server.client("writer");
      assertThat(writer.openFile(5, READ | REWRITE, server.path("a"))).isOne();
      writer.writeAt(5, 0, "abcdef");
      assertThat(map(writer, 5, 8)).isEqualTo(Errno.ORDINARY);
      assertThat(file).hasContent("abcdef\0\0");
      Object before = inode(file);
      overwrite(file, 1, "X");
      persist(writer);
      overwrite(file, 2, "Y");
      writer.writeAt(5, 3, "Z");
      assertThat(writer.readAt(5, 0, 100)).isEqualTo("aXYZef\0\0");
      writer.closeFile(5);
      writer.exit();
      assertThat(inode(file)).isEqualTo(before);
      assertThat(file).hasContent("aXYZef\0\0");
    }
  }

  @Test
  void whatIsWrittenInAMapping_isNeverLostToAnOlderCopy() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      Path file = server.directory.resolve("a");
      RawClient writer = server.client("writer");
      assertThat(writer.openFile(5, READ | REWRITE, server.path("a"))).isOne();
      writer.writeAt(5, 0, "abcdef");
      long object = map(writer, 5, 6);
      Path mapping = SharedMemory.path(new ObjectNames(server.workflow).mapping(object));
      persist(writer);
      overwrite(file, 1, "X");
      assertThat(writer.ask("0040 %d 10 %s", writer.tid, server.path("a"))).isNotNegative();
      overwrite(mapping, 2, "Y");
      assertThat(writer.readAt(5, 0, 100)).isEqualTo("abYdef");
      writer.closeFile(5);
      persist(writer);
      assertThat(file).hasContent("abYdef");
    }
  }

  @Test
  void aReaderAtTheEnd_seesWhatAProgramAppends_thatItsStepHasStarted() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      Path file = server.directory.resolve("a");
      RawClient step = server.client("step");
      assertThat(step.openFile(3, REWRITE, server.path("a"))).isOne();
      assertThat(step.openFile(4, READ, server.path("a"))).isZero();
      step.writeAt(3, 0, "one");
      assertThat(step.closeFile(3)).isZero();
      persist(step);
      assertThat(step.readAt(4, 0, 100)).isEqualTo("one");
      Files.writeString(file, "two", StandardOpenOption.APPEND);
      assertThat(step.readAt(4, 3, 100)).isEqualTo("two");
    }
  }

  private static String list(ServerFixture server, RawClient client, int fd, String name)
      throws Exception {
    assertThat(client.openFile(fd, READ | DIRECTORY, server.path(name))).isZero();
    long bytes = client.ask("0046 %d %d %d 1000", client.tid, client.tid, fd);
    String entries = new String(client.pull(bytes), StandardCharsets.UTF_8);
    client.closeFile(fd);
    return entries;
  }

  @Test
  void aTreeThatAProgramRemoves_isGone() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient step = server.client("step");
      for (String directory : new String[] {"top", "top/a", "top/a/b"}) {
        assertThat(step.ask("0043 %d 493 %s", step.tid, server.path(directory))).isZero();
      }
      assertThat(step.openFile(3, REWRITE, server.path("top/a/b/c"))).isOne();
      step.closeFile(3);
      persist(step);
      Files.delete(server.directory.resolve("top/a/b/c"));
      Files.delete(server.directory.resolve("top/a/b"));
      Files.delete(server.directory.resolve("top/a"));
      assertThat(list(server, step, 4, "top")).isEmpty();
      assertThat(step.ask("0044 %d 2 %s", step.tid, server.path("top"))).isZero();
      assertThat(server.directory.resolve("top")).doesNotExist();
    }
  }

  @Test
  void aFileThatAProgramHasGivenASecondName_isRewrittenUnderBoth() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient step = server.client("step");
      assertThat(step.openFile(3, REWRITE, server.path("a"))).isOne();
      step.writeAt(3, 0, "first");
      step.closeFile(3);
      persist(step);
      Path second = Files.createLink(server.directory.resolve("b"), server.directory.resolve("a"));
      assertThat(step.openFile(3, REWRITE, server.path("b"))).isNotNegative();
      step.writeAt(3, 0, "second");
      step.closeFile(3);
      persist(step);
      assertThat(second).hasContent("second");
      assertThat(server.directory.resolve("a")).hasContent("second");
    }
  }

  @Test
  void aDirectoryThatAProgramReplacesByALink_isThatLink() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient step = server.client("step");
      assertThat(step.ask("0043 %d 493 %s", step.tid, server.path("d"))).isZero();
      assertThat(step.openFile(3, REWRITE, server.path("d/f"))).isOne();
      step.closeFile(3);
      persist(step);
      Path moved = server.directory.resolve("moved");
      Files.move(server.directory.resolve("d"), moved);
      Files.createSymbolicLink(server.directory.resolve("d"), moved);
      assertThat(step.openFile(3, REWRITE, server.path("d/g"))).isEqualTo(Errno.LINKED.word());
    }
  }

  @Test
  void whoMapsAFileWhoseNameAProgramHasTaken_leavesThatFileAlone() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      Path file = server.directory.resolve("a");
      RawClient step = server.client("step");
      assertThat(step.openFile(3, READ | REWRITE, server.path("a"))).isOne();
      step.writeAt(3, 0, "mine");
      assertThat(map(step, 3, 4)).isEqualTo(Errno.ORDINARY);
      Files.delete(file);
      Files.writeString(file, "other");
      assertThat(map(step, 3, 4)).isPositive();
      step.writeAt(3, 0, "M");
      assertThat(step.readAt(3, 0, 10)).isEqualTo("Mine");
      step.closeFile(3);
      step.exit();
      persist(server.client("later"));
      assertThat(file).hasContent("other");
    }
  }
}

package io.capio.fs;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that were on the disk before CAPIO, and are changed while they are open. */
class FilesOfTheDiskTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow(Map.of("stream", "true"));

  /** A file that only the disk knows. */
  private static Path onDisk(String content) throws IOException {
    return Files.writeString(WORKFLOW.ordinary(World.CAPIO).resolve("file"), content);
  }

  private static String rest(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
  }

  @Test
  void whoReadsAFileSeesHowItIsRewritten() throws IOException {
    Path disk = onDisk("0123456789");
    Path path = WORKFLOW.fileSystem().wrap(disk);
    File file = disk.toFile();
    try (FileInputStream first = WORKFLOW.io().newFileInputStream(file);
        InputStream second = Files.newInputStream(path);
        FileChannel third = FileChannel.open(path, READ);
        RandomAccessFile fourth = WORKFLOW.io().newRandomAccessFile(file, "r")) {
      assertThat(first.read()).isEqualTo('0');
      try (FileOutputStream out = WORKFLOW.io().newFileOutputStream(file, false)) {
        assertThat(fourth.length()).isZero();
        out.write("abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(rest(first)).isEqualTo("bc");
        out.write('d');
        assertThat(rest(second)).isEqualTo("abcd");
      }
      ByteBuffer read = ByteBuffer.allocate(10);
      assertThat(third.read(read, 2)).isEqualTo(2);
      assertThat(fourth.readLine()).isEqualTo("abcd");
    }
    assertThat(disk).hasContent("abcd");
  }

  @Test
  void whoReadsAFileSeesWhatIsWrittenIntoIt() throws IOException {
    Path disk = onDisk("0123456789");
    try (FileInputStream in = WORKFLOW.io().newFileInputStream(disk.toFile());
        RandomAccessFile out = WORKFLOW.io().newRandomAccessFile(disk.toFile(), "rw")) {
      out.write('a');
      assertThat(in.read()).isEqualTo('a');
      out.seek(3);
      out.write('b');
      out.setLength(5);
      assertThat(rest(in)).isEqualTo("12b4");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptedThreadReadsAndCopiesThem(World world) throws IOException {
    Path file = WORKFLOW.directory(world).resolve("file");
    Files.writeString(world == World.PLAIN ? file : CapioFileSystem.ordinary(file), "content");
    Thread.currentThread().interrupt();
    try {
      try (InputStream stream = Files.newInputStream(file)) {
        assertThat(rest(stream)).isEqualTo("content");
      }
      assertThat(Files.copy(file, file.resolveSibling("copy"))).hasContent("content");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aMappingOfAFileIsTheFile() throws IOException {
    Path disk = onDisk("0123456789");
    Path path = WORKFLOW.fileSystem().wrap(disk);
    try (FileChannel channel = FileChannel.open(path, READ, WRITE)) {
      MappedByteBuffer mapped = channel.map(MapMode.READ_WRITE, 0, 12);
      mapped.put(11, (byte) '!');
      channel.write(ByteBuffer.wrap(new byte[] {'a'}), 0);
      assertThat(mapped.get(0)).isEqualTo((byte) 'a');
      ByteBuffer read = ByteBuffer.allocate(20);
      assertThat(channel.read(read, 0)).isEqualTo(12);
      assertThat(new String(read.array(), 0, 12, StandardCharsets.US_ASCII))
          .isEqualTo("a123456789\0!");
    }
    assertThat(Files.readString(disk)).isEqualTo("a123456789\0!");
  }

  @Test
  void whatIsForcedIsOnTheDevice_alsoWhenTheNameHasGone() throws IOException {
    Path disk = onDisk("0123456789");
    Path path = WORKFLOW.fileSystem().wrap(disk);
    try (FileChannel channel = FileChannel.open(path, READ, WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'a'}));
      channel.force(true);
      assertThat(disk).hasContent("a123456789");
      Files.delete(path);
      channel.write(ByteBuffer.wrap(new byte[] {'b'}));
      channel.force(true);
      assertThat(channel.size()).isEqualTo(10);
    }
  }
}

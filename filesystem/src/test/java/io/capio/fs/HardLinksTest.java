package io.capio.fs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files with several names. */
class HardLinksTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  @RegisterExtension static final Workflow IN_MEMORY = new Workflow(Map.of("memOnly", "true"));

  @RegisterExtension static final Workflow STREAMING = new Workflow(Map.of("stream", "true"));

  private static Path file(World world, String text) throws IOException {
    return Files.writeString(WORKFLOW.directory(world).resolve("f"), text);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenUnderOneNameIsThereUnderTheOther(World world) throws IOException {
    Path file = file(world, "abc");
    Path link = file.resolveSibling("l");
    assertThat(Files.createLink(link, file)).isEqualTo(link);
    assertThat(Files.readString(link)).isEqualTo("abc");
    Files.writeString(link, "defg");
    assertThat(Files.readString(file)).isEqualTo("defg");
    Files.writeString(file, "h", APPEND);
    assertThat(Files.readString(link)).isEqualTo("defgh");
    Files.writeString(file, "i", TRUNCATE_EXISTING);
    assertThat(Files.readString(link)).isEqualTo("i");
    assertThat(Files.size(link)).isEqualTo(1);
    assertThat(Files.getLastModifiedTime(link)).isEqualTo(Files.getLastModifiedTime(file));
  }

  @ParameterizedTest
  @EnumSource
  void namesOfAFileAreOneFileUntilTheyGo(World world) throws IOException {
    Path file = file(world, "abc");
    Path link = Files.createLink(file.resolveSibling("l"), file);
    assertThat(Files.isSameFile(file, link)).isTrue();
    assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(2);
    assertThat(Files.getAttribute(link, "unix:nlink")).isEqualTo(2);
    assertThat(Files.getAttribute(file, "fileKey")).isEqualTo(Files.getAttribute(link, "fileKey"));
    Files.copy(file, link, StandardCopyOption.REPLACE_EXISTING);
    assertThat(Files.isSameFile(file, link)).isTrue();
    Files.delete(file);
    assertThat(Files.readString(link)).isEqualTo("abc");
    assertThat(Files.getAttribute(link, "unix:nlink")).isEqualTo(1);
    Files.writeString(file, "new");
    assertThat(Files.readString(link)).isEqualTo("abc");
    assertThat(Files.isSameFile(file, link)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aNameThatAnotherFileTakesIsOneLess(World world) throws IOException {
    Path file = file(world, "abc");
    Path link = Files.createLink(file.resolveSibling("l"), file);
    Path other = file.resolveSibling("other");
    try (FileChannel writing = FileChannel.open(other, CREATE, WRITE);
        FileChannel reading = FileChannel.open(link, READ)) {
      writing.write(ByteBuffer.wrap(new byte[5]));
      Files.move(other, link, StandardCopyOption.REPLACE_EXISTING);
      assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(1);
      assertThat(Files.size(link)).isEqualTo(5);
      assertThat(reading.size()).isEqualTo(3);
    }
    assertThat(Files.getAttribute(link, "unix:nlink")).isEqualTo(1);
    assertThat(Files.readString(file)).isEqualTo("abc");
  }

  @ParameterizedTest
  @EnumSource
  void whoHasOneNameOpenSeesWhatIsWrittenUnderTheOther(World world) throws IOException {
    Path file = file(world, "0123456789");
    Path link = file.resolveSibling("l");
    try (FileChannel before = FileChannel.open(file, READ, WRITE);
        OutputStream appending = Files.newOutputStream(file, APPEND)) {
      before.write(ByteBuffer.wrap(new byte[] {'a'}));
      Files.createLink(link, file);
      assertThat(Files.readString(link)).isEqualTo("a123456789");
      try (InputStream reading = Files.newInputStream(link);
          FileChannel after = FileChannel.open(link, READ, WRITE)) {
        assertThat(reading.read()).isEqualTo('a');
        before.write(ByteBuffer.wrap(new byte[] {'b'}));
        assertThat(reading.read()).isEqualTo('b');
        appending.write('c');
        assertThat(after.size()).isEqualTo(11);
        after.write(ByteBuffer.wrap(new byte[] {'d'}), 2);
        ByteBuffer read = ByteBuffer.allocate(11);
        assertThat(before.read(read, 0)).isEqualTo(11);
        assertThat(new String(read.array(), US_ASCII)).isEqualTo("abd3456789c");
        assertThat(new String(reading.readAllBytes(), US_ASCII)).isEqualTo("d3456789c");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrongWithTheNameComesBeforeThatADirectoryHasOne(World world) throws IOException {
    Path file = file(world, "abc");
    Path top = file.getParent().getParent();
    Path outside = top.getParent();
    assertThatThrownBy(() -> Files.createLink(file, top))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(file + " -> " + top);
    for (Path existing : new Path[] {top, outside}) {
      assertThatThrownBy(() -> Files.createLink(file.resolve("x"), existing))
          .hasMessageEndingWith(": Not a directory");
    }
    assertThatThrownBy(() -> Files.createLink(file.resolveSibling("l"), top))
        .hasMessageEndingWith(": Operation not permitted");
    assertThatThrownBy(() -> Files.createLink(outside.resolve("none/l"), top))
        .isInstanceOf(NoSuchFileException.class);
  }

  @ParameterizedTest
  @EnumSource
  void failuresHaveTheJdksTypes(World world) throws IOException {
    Path file = file(world, "abc");
    Path absent = file.resolveSibling("absent");
    Path link = file.resolveSibling("l");
    assertThatThrownBy(() -> Files.createLink(link, absent))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(link + " -> " + absent);
    assertThatThrownBy(() -> Files.createLink(absent.resolve("l"), file))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.createLink(file, file))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(file + " -> " + file);
    assertThatThrownBy(() -> Files.createLink(file.resolve("l"), file))
        .isExactlyInstanceOf(FileSystemException.class)
        .hasMessageEndingWith("Not a directory");
    assertThatThrownBy(() -> Files.createLink(link, file.getParent()))
        .isExactlyInstanceOf(FileSystemException.class)
        .hasMessageEndingWith("Operation not permitted");
  }

  @ParameterizedTest
  @EnumSource
  void aLinkOfASymbolicLinkIsOneToo(World world) throws IOException {
    Path file = file(world, "abc");
    Path symbolic = Files.createSymbolicLink(file.resolveSibling("s"), file.getFileName());
    Path link = Files.createLink(file.resolveSibling("l"), symbolic);
    assertThat(Files.readSymbolicLink(link)).isEqualTo(file.getFileName());
    Path directory = Files.createDirectory(file.resolveSibling("d"));
    Path over = Files.createSymbolicLink(file.resolveSibling("o"), directory.getFileName());
    Files.createLink(over.resolve("l"), file);
    assertThat(Files.readString(directory.resolve("l"))).isEqualTo("abc");
  }

  @ParameterizedTest
  @EnumSource
  void aFileHasNamesInsideAndOutside(World world) throws IOException {
    Path file = file(world, "abc");
    Path outside = WORKFLOW.ordinary(World.PLAIN).resolve("l");
    Path wrapped = world == World.PLAIN ? outside : WORKFLOW.fileSystem().wrap(outside);
    Files.createLink(wrapped, file);
    Files.writeString(file, "defg");
    assertThat(Files.readString(outside)).isEqualTo("defg");
    Path back = Files.createLink(file.resolveSibling("back"), wrapped);
    Files.writeString(outside, "h");
    assertThat(Files.readString(back)).isEqualTo("h");
    assertThat(Files.readString(file)).isEqualTo("h");
    Files.writeString(back, "ij");
    assertThat(Files.readString(file)).isEqualTo("ij");
  }

  @Test
  void anotherStepReadsTheOtherNameToItsEndAsSoonAsTheFileIsClosed() throws Exception {
    Path file = STREAMING.directory(World.CAPIO).resolve("f");
    Path link = file.resolveSibling("l");
    Path seen = STREAMING.step("reader").wrap(Path.of(link.toString()));
    CompletableFuture<String> read;
    try (OutputStream writing = Files.newOutputStream(file)) {
      writing.write('a');
      Files.createLink(link, file);
      read = CompletableFuture.supplyAsync(() -> read(seen));
      writing.write('b');
    }
    assertThat(read.get()).isEqualTo("ab");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aRewrittenFileOfTheDiskKeepsItsNames() throws IOException {
    Path disk = Files.writeString(WORKFLOW.ordinary(World.CAPIO).resolve("f"), "before");
    Path other = Files.createLink(disk.resolveSibling("l"), disk);
    Files.writeString(WORKFLOW.fileSystem().wrap(disk), "after");
    assertThat(Files.readString(other)).isEqualTo("after");
    assertThat(Files.isSameFile(disk, other)).isTrue();
  }

  @Test
  void aFileThatStaysInMemoryHasOneName() throws IOException {
    Path file = Files.writeString(IN_MEMORY.directory(World.CAPIO).resolve("f"), "abc");
    assertThatThrownBy(() -> Files.createLink(file.resolveSibling("l"), file))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("does not go to the disk");
    assertThat(Files.exists(file.resolveSibling("l"))).isFalse();
  }
}

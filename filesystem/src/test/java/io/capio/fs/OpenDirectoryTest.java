package io.capio.fs;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.ClosedDirectoryStreamException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Directories that are open while they and what is in them change. */
class OpenDirectoryTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();
  @RegisterExtension static final Workflow OTHER = new Workflow();

  private static SecureDirectoryStream<Path> open(Path directory) throws IOException {
    DirectoryStream<Path> stream =
        directory.getFileSystem().provider().newDirectoryStream(directory, entry -> true);
    assertThat(stream).isInstanceOf(SecureDirectoryStream.class);
    return (SecureDirectoryStream<Path>) stream;
  }

  private static Path name(Path any, String name) {
    return any.getFileSystem().getPath(name);
  }

  private static void write(SecureDirectoryStream<Path> directory, Path name, String text)
      throws IOException {
    try (SeekableByteChannel channel =
        directory.newByteChannel(
            name, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE))) {
      channel.write(ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
  }

  private static List<String> names(DirectoryStream<Path> stream) {
    List<String> names = new ArrayList<>();
    stream.forEach(entry -> names.add(entry.toString()));
    names.sort(null);
    return names;
  }

  @ParameterizedTest
  @EnumSource
  void namesAreThoseInTheDirectory_whereverItIs(World world) throws IOException {
    Path top = WORKFLOW.directory(world);
    Path before = Files.createDirectory(top.resolve("before"));
    Path after = top.resolve("after");
    Path n = name(top, "n");
    try (SecureDirectoryStream<Path> directory = open(before)) {
      Files.move(before, after);
      Files.createDirectory(before);
      write(directory, n, "text");
      assertThat(Files.readString(after.resolve("n"))).isEqualTo("text");
      assertThat(before.resolve("n")).doesNotExist();
      directory.move(n, directory, name(top, "m"));
      assertThat(after.resolve("m")).exists();
      Files.createDirectories(after.resolve("d/e"));
      try (SecureDirectoryStream<Path> below = directory.newDirectoryStream(name(top, "d"))) {
        // as the directory was called when it was opened
        assertThat(names(below)).containsExactly(before.resolve("d/e").toString());
        below.deleteDirectory(name(top, "e"));
      }
      directory.deleteDirectory(name(top, "d"));
      directory.deleteFile(name(top, "m"));
      assertThat(after).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherDirectoryOfTheSameName_isAnother(World world) throws IOException {
    Path top = WORKFLOW.directory(world);
    Path path = Files.createDirectory(top.resolve("d"));
    try (SecureDirectoryStream<Path> directory = open(path)) {
      Files.delete(path);
      Files.createDirectory(path);
      Files.createFile(path.resolve("f"));
      Path f = name(top, "f");
      assertThatThrownBy(() -> directory.deleteFile(f))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessage("f");
      assertThatThrownBy(() -> write(directory, name(top, "g"), ""))
          .isInstanceOf(NoSuchFileException.class);
      assertThat(path.resolve("f")).exists();
      // an absolute name has nothing to do with the directory
      directory.deleteFile(path.resolve("f").toAbsolutePath());
      assertThat(path).isEmptyDirectory();
    }
  }

  @Test
  void anotherStepRenames_andIsFollowed() throws IOException {
    Path top = WORKFLOW.directory(World.CAPIO);
    Path ordinary = ((CapioPath) top).ordinary();
    Path path = Files.createDirectory(top.resolve("d"));
    CapioFileSystem step = WORKFLOW.step("other");
    Path theirs = step.wrap(ordinary);
    try (SecureDirectoryStream<Path> directory = open(path)) {
      Files.move(theirs.resolve("d"), theirs.resolve("e"));
      Files.createDirectory(theirs.resolve("d"));
      write(directory, name(top, "f"), "text");
      assertThat(theirs.resolve("e/f")).exists();
      assertThat(theirs.resolve("d")).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @EnumSource
  void failuresNameWhatTheCallerNamed(World world) throws IOException {
    Path top = WORKFLOW.directory(world);
    Files.createDirectories(top.resolve("d/e"));
    Files.createFile(top.resolve("f"));
    Files.createSymbolicLink(top.resolve("l"), name(top, "d"));
    Path d = name(top, "d");
    Path f = name(top, "f");
    Path l = name(top, "l");
    try (SecureDirectoryStream<Path> directory = open(top)) {
      assertThatThrownBy(() -> directory.deleteFile(d))
          .isExactlyInstanceOf(FileSystemException.class)
          .hasMessage("d: Is a directory");
      assertThatThrownBy(() -> directory.deleteDirectory(f))
          .isExactlyInstanceOf(FileSystemException.class)
          .hasMessage("f: Not a directory");
      assertThatThrownBy(() -> directory.deleteDirectory(l))
          .isExactlyInstanceOf(FileSystemException.class)
          .hasMessage("l: Not a directory");
      assertThatThrownBy(() -> directory.deleteDirectory(d))
          .isInstanceOf(DirectoryNotEmptyException.class)
          .hasMessage(null);
      assertThatThrownBy(() -> directory.newDirectoryStream(f))
          .isInstanceOf(NotDirectoryException.class)
          .hasMessage("f");
      assertThatThrownBy(() -> directory.newDirectoryStream(l, NOFOLLOW_LINKS))
          .isInstanceOf(FileSystemException.class)
          .hasMessageStartingWith("l: Too many levels of symbolic links");
      assertThatThrownBy(
              () ->
                  directory
                      .getFileAttributeView(l, BasicFileAttributeView.class, NOFOLLOW_LINKS)
                      .setTimes(FileTime.fromMillis(0), null, null))
          .isInstanceOf(FileSystemException.class)
          .hasMessageStartingWith("l: Too many levels of symbolic links");
      assertThatThrownBy(() -> directory.move(f, directory, d))
          .isInstanceOf(FileSystemException.class)
          .hasMessage("f -> d: Is a directory");
      assertThatThrownBy(() -> directory.deleteFile(name(top, "")))
          .isInstanceOf(NoSuchFileException.class);
      directory.newDirectoryStream(l).close();
      directory.deleteFile(l);
      assertThat(top.resolve("d")).exists();
    }
  }

  @ParameterizedTest
  @EnumSource
  void attributesAreReadAndSet(World world) throws IOException {
    Path top = WORKFLOW.directory(world);
    Files.writeString(top.resolve("f"), "text");
    Path f = name(top, "f");
    FileTime time = FileTime.from(1_000_000_000, TimeUnit.SECONDS);
    try (SecureDirectoryStream<Path> directory = open(top)) {
      BasicFileAttributeView basic =
          directory.getFileAttributeView(f, BasicFileAttributeView.class);
      assertThat(basic.readAttributes().size()).isEqualTo(4);
      basic.setTimes(time, null, null);
      assertThat(Files.getLastModifiedTime(top.resolve("f"))).isEqualTo(time);
      PosixFileAttributeView posix = directory.getFileAttributeView(PosixFileAttributeView.class);
      posix.setPermissions(PosixFilePermissions.fromString("rwxr-x---"));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(top)))
          .isEqualTo("rwxr-x---");
      FileOwnerAttributeView owner =
          directory.getFileAttributeView(f, FileOwnerAttributeView.class, NOFOLLOW_LINKS);
      assertThat(owner.getOwner()).isEqualTo(Files.getOwner(top));
      assertThat(directory.getFileAttributeView(f, DosFileAttributeView.class)).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClosedDirectory_andForeignOnes_areRefused(World world) throws IOException {
    Path top = WORKFLOW.directory(world);
    Path foreign = WORKFLOW.directory(world == World.CAPIO ? World.PLAIN : World.CAPIO);
    Path f = name(top, "f");
    SecureDirectoryStream<Path> directory = open(top);
    try (SecureDirectoryStream<Path> theirs = open(foreign)) {
      write(directory, f, "");
      assertThatThrownBy(() -> directory.deleteFile(name(foreign, "f")))
          .isInstanceOf(ProviderMismatchException.class);
      assertThatThrownBy(() -> directory.move(f, theirs, f))
          .isInstanceOf(ProviderMismatchException.class);
      assertThatThrownBy(() -> directory.move(f, null, f)).isInstanceOf(NullPointerException.class);
    }
    BasicFileAttributeView view = directory.getFileAttributeView(BasicFileAttributeView.class);
    directory.close();
    directory.close();
    assertThatThrownBy(() -> directory.deleteFile(f))
        .isInstanceOf(ClosedDirectoryStreamException.class);
    assertThatThrownBy(() -> directory.newDirectoryStream(f.toAbsolutePath()))
        .isInstanceOf(ClosedDirectoryStreamException.class);
    assertThatThrownBy(view::readAttributes).isInstanceOf(ClosedDirectoryStreamException.class);
    assertThatThrownBy(directory::iterator).isInstanceOf(IllegalStateException.class);
    assertThat(top.resolve("f")).exists();
  }

  @Test
  void twoCapioDirectories_areTwoFileSystems() throws IOException {
    Path top = WORKFLOW.directory(World.CAPIO);
    Path other = OTHER.directory(World.CAPIO);
    Files.createFile(top.resolve("f"));
    try (SecureDirectoryStream<Path> directory = open(top);
        SecureDirectoryStream<Path> theirs = open(other)) {
      assertThatThrownBy(() -> directory.move(name(top, "f"), theirs, name(other, "f")))
          .isInstanceOf(AtomicMoveNotSupportedException.class)
          .hasMessageStartingWith("f -> f");
    }
  }
}

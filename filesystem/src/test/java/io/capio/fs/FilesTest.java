package io.capio.fs;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FilesTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  private static Path directory(World world) {
    return WORKFLOW.directory(world);
  }

  @ParameterizedTest
  @EnumSource
  void wholeFileMethodsRoundTrip(World world) throws IOException {
    Path file = directory(world).resolve("gr\u00fc\u00df dich");
    Files.writeString(file, "one\ntwo\n");
    Files.write(file, List.of("three"), java.nio.file.StandardOpenOption.APPEND);
    assertThat(Files.readAllLines(file)).containsExactly("one", "two", "three");
    try (Stream<String> lines = Files.lines(file)) {
      assertThat(lines).hasSize(3);
    }
    assertThat(Files.size(file)).isEqualTo(14);
    assertThat(Files.mismatch(file, file)).isEqualTo(-1);
    assertThat(Files.isRegularFile(file)).isTrue();
    assertThat(Files.exists(file)).isTrue();
    assertThat(Files.notExists(file)).isFalse();
    assertThat(Files.isSymbolicLink(file)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void failuresHaveTheJdksTypes(World world) throws IOException {
    Path directory = directory(world);
    Path absent = directory.resolve("absent");
    Path file = Files.createFile(directory.resolve("f"));
    assertThatThrownBy(() -> Files.newInputStream(absent))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(absent.toString());
    assertThatThrownBy(() -> Files.createFile(file))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(file.toString());
    assertThatThrownBy(() -> Files.createDirectory(file))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> Files.createDirectory(absent.resolve("x")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.delete(absent)).isInstanceOf(NoSuchFileException.class);
    assertThat(Files.deleteIfExists(absent)).isFalse();
    assertThatThrownBy(() -> Files.delete(directory))
        .isInstanceOf(DirectoryNotEmptyException.class)
        .hasMessage(directory.toString());
    assertThatThrownBy(() -> Files.newDirectoryStream(file))
        .isInstanceOf(NotDirectoryException.class)
        .hasMessage(file.toString());
    assertThatThrownBy(() -> Files.newDirectoryStream(absent))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.readAllBytes(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Is a directory");
    assertThatThrownBy(() -> Files.newOutputStream(directory))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("Is a directory");
    assertThatThrownBy(() -> Files.newInputStream(file.resolve("below")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("Not a directory");
    assertThatThrownBy(() -> Files.readSymbolicLink(file)).isInstanceOf(NotLinkException.class);
    assertThatThrownBy(() -> Files.newInputStream(file, WRITE))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> Files.newOutputStream(file, java.nio.file.StandardOpenOption.READ))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> absent.toRealPath()).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> absent.toRealPath((LinkOption) null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(
            () ->
                absent
                    .getFileSystem()
                    .provider()
                    .checkAccess(absent, (java.nio.file.AccessMode[]) null))
        .isInstanceOf(NullPointerException.class);
  }

  @ParameterizedTest
  @EnumSource
  void closedStreamsFailAsInTheJdk(World world) throws IOException {
    Path file = directory(world).resolve("f");
    OutputStream out = Files.newOutputStream(file);
    out.write(new byte[] {1, 2, 3});
    out.flush();
    assertThat(Files.size(file)).isEqualTo(3);
    out.close();
    out.close();
    assertThatThrownBy(() -> out.write(1)).isInstanceOf(ClosedChannelException.class);
    InputStream in = Files.newInputStream(file);
    assertThat(in.skip(1)).isEqualTo(1);
    assertThat(in.available()).isEqualTo(2);
    assertThat(in.skip(10)).isEqualTo(2);
    assertThat(in.read()).isEqualTo(-1);
    in.close();
    assertThatThrownBy(in::read).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(in::available).isInstanceOf(ClosedChannelException.class);
  }

  @ParameterizedTest
  @EnumSource
  void directoryStreamsAreReadOnce(World world) throws IOException {
    Path directory = directory(world);
    Files.createFile(directory.resolve("a.txt"));
    Files.createFile(directory.resolve("b.bin"));
    Files.createDirectory(directory.resolve("c.txt"));
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "*.txt")) {
      assertThat(stream)
          .containsExactlyInAnyOrder(directory.resolve("a.txt"), directory.resolve("c.txt"));
      assertThatThrownBy(stream::iterator).isInstanceOf(IllegalStateException.class);
    }
    DirectoryStream<Path> closed;
    Iterator<Path> entries;
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      closed = stream;
      entries = stream.iterator();
    }
    closed.close();
    assertThatThrownBy(closed::iterator).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(entries::remove)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(null);
    try (Stream<Path> walk = Files.walk(directory)) {
      assertThat(walk).hasSize(4);
    }
    try (Stream<Path> found = Files.find(directory, 1, (p, a) -> a.isDirectory())) {
      assertThat(found).containsExactlyInAnyOrder(directory, directory.resolve("c.txt"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void directoriesAndTemporaryFilesAreMade(World world) throws IOException {
    Path directory = directory(world);
    Path deep = Files.createDirectories(directory.resolve("a/b/c"));
    assertThat(Files.isDirectory(deep)).isTrue();
    assertThat(Files.createDirectories(deep)).isEqualTo(deep);
    Path file = Files.createTempFile(deep, "x", ".y");
    assertThat(file.getParent()).isEqualTo(deep);
    assertThat(Files.size(file)).isZero();
    assertThat(Files.isDirectory(Files.createTempDirectory(deep, "z"))).isTrue();
    assertThat(Files.getFileStore(file).getTotalSpace()).isPositive();
    assertThatThrownBy(() -> Files.getFileStore(deep.resolve("absent")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @ParameterizedTest
  @EnumSource
  void attributesAreKept(World world) throws IOException {
    Path file = Files.createFile(directory(world).resolve("f"));
    FileTime time = FileTime.fromMillis(1_234_567_890_123L);
    Files.setLastModifiedTime(file, time);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    assertThat(PosixFilePermissions.toString(attributes.permissions())).isEqualTo("rwxr-x--x");
    assertThat(attributes.owner()).isEqualTo(Files.getOwner(WORKFLOW.base()));
    assertThat(attributes.isOther()).isFalse();
    assertThat(attributes.fileKey())
        .isEqualTo(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    Files.setOwner(file, attributes.owner());
    assertThat(Files.getFileAttributeView(file, PosixFileAttributeView.class).name())
        .isEqualTo("posix");
    FileOwnerAttributeView owner = Files.getFileAttributeView(file, FileOwnerAttributeView.class);
    assertThat(owner.name()).isEqualTo("owner");
    assertThat(owner.getOwner()).isEqualTo(attributes.owner());
    assertThatThrownBy(() -> Files.setAttribute(file, "posix:nonsense", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Files.setAttribute(file, "lastModifiedTime", "now"))
        .isInstanceOf(ClassCastException.class);
  }

  @ParameterizedTest
  @EnumSource
  void attributesHaveTheJdksNames(World world) throws IOException {
    Path file = directory(world).resolve("f");
    Files.writeString(file, "abc");
    assertThat(Files.getAttribute(file, "size")).isEqualTo(3L);
    assertThat(Files.readAttributes(file, "isRegularFile,isDirectory"))
        .isEqualTo(Map.of("isRegularFile", true, "isDirectory", false));
    assertThat(Files.readAttributes(file, "posix:*").keySet())
        .containsExactlyInAnyOrderElementsOf(
            Files.readAttributes(WORKFLOW.base(), "posix:*").keySet());
    Map<String, Object> unix = Files.readAttributes(file, "unix:*");
    assertThat(unix.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Files.readAttributes(WORKFLOW.base(), "unix:*").keySet());
    Files.readAttributes(WORKFLOW.base(), "unix:*")
        .forEach(
            (name, value) ->
                assertThat(unix.get(name).getClass().getSimpleName())
                    .as(name)
                    .satisfiesAnyOf(
                        type -> assertThat(type).isEqualTo(value.getClass().getSimpleName()),
                        type -> assertThat(name).isIn("fileKey", "owner", "group", "permissions")));
    Path plain = Files.createFile(WORKFLOW.directory(World.PLAIN).resolve("f"));
    assertThat(unix)
        .as("as the user's mask has it")
        .containsEntry("mode", Files.getAttribute(plain, "unix:mode"))
        .containsEntry("nlink", 1);
    assertThat(Files.getAttribute(file, "owner:owner")).isEqualTo(unix.get("owner"));
    assertThatThrownBy(() -> Files.readAttributes(file, "nonsense:*"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> Files.readAttributes(file, "posix:nonsense"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Files.readAttributes(file, "posix:"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void accessAndIdentityAreTold(World world) throws IOException {
    Path directory = directory(world);
    Path file = Files.createFile(directory.resolve(".f"));
    Path other = Files.createFile(directory.resolve("g"));
    assertThat(Files.isReadable(file)).isTrue();
    assertThat(Files.isWritable(file)).isTrue();
    assertThat(Files.isExecutable(file)).isFalse();
    assertThat(Files.isExecutable(directory)).isTrue();
    assertThat(Files.isHidden(file)).isTrue();
    assertThat(Files.isSameFile(file, directory.resolve("../" + directory.getFileName() + "/.f")))
        .isTrue();
    assertThat(Files.isSameFile(file, other)).isFalse();
    assertThatThrownBy(() -> Files.isSameFile(file, directory.resolve("absent")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(
            () ->
                file.getFileSystem().provider().checkAccess(file, java.nio.file.AccessMode.EXECUTE))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(file.toRealPath()).hasToString(file.toString());
    assertThat(file.toRealPath(LinkOption.NOFOLLOW_LINKS)).isEqualTo(file);
  }

  @ParameterizedTest
  @EnumSource
  void realPath_isFoundNameByName_howeverLongThePath(World world) throws IOException {
    Path file = Files.createFile(Files.createDirectory(directory(world).resolve("d")).resolve("f"));
    Path directory = file.getParent();
    assertThat(directory.resolve("./".repeat(2500) + "f").toRealPath()).isEqualTo(file);
    assertThat(directory.resolve("../d/".repeat(2500) + "f").toRealPath()).isEqualTo(file);
    String absent = "./".repeat(2500) + "absent/" + "./".repeat(2500);
    assertThatThrownBy(() -> directory.resolve(absent).toRealPath())
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(directory.resolve(absent).toString());
    assertThatThrownBy(() -> directory.resolve("f/" + "./".repeat(2500)).toRealPath())
        .isExactlyInstanceOf(FileSystemException.class)
        .hasMessageEndingWith("Not a directory");
  }

  @ParameterizedTest
  @EnumSource
  void deleteOnCloseLeavesNothing(World world) throws IOException {
    Path file = directory(world).resolve("f");
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE, DELETE_ON_CLOSE)) {
      channel.write(java.nio.ByteBuffer.allocate(3));
      assertThat(channel.size()).isEqualTo(3);
      assertThat(Files.exists(file)).isFalse();
    }
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void theCapioDirectoryIsADirectoryOfTheDisk() throws IOException {
    Path root = WORKFLOW.fileSystem().wrap(WORKFLOW.capioDirectory());
    assertThat(Files.isDirectory(root)).isTrue();
    assertThat(Files.readAttributes(root, PosixFileAttributes.class).fileKey())
        .isEqualTo(
            Files.readAttributes(WORKFLOW.capioDirectory(), PosixFileAttributes.class).fileKey());
    Files.createDirectory(root.resolve("entry"));
    assertThatThrownBy(() -> Files.delete(root)).isInstanceOf(DirectoryNotEmptyException.class);
    assertThatThrownBy(() -> Files.createDirectory(root))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> Files.move(root, root.resolveSibling("elsewhere")))
        .isInstanceOf(FileSystemException.class);
    assertThat(root.toRealPath()).isEqualTo(root);
  }

  @ParameterizedTest
  @EnumSource
  void aDirectoryGoesByNoNameOfDots(World world) throws IOException {
    Path directory = Files.createDirectory(WORKFLOW.directory(world).resolve("d"));
    Path file = Files.writeString(directory.resolveSibling("f"), "x");
    Path itself = directory.resolve(".");
    assertThatThrownBy(() -> Files.delete(itself))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(itself + ": Invalid argument");
    assertThatThrownBy(() -> Files.delete(directory.resolve("..")))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThatThrownBy(() -> Files.move(itself, directory.resolveSibling("e")))
        .hasMessageEndingWith("Device or resource busy");
    assertThatThrownBy(() -> Files.move(file, itself, StandardCopyOption.ATOMIC_MOVE))
        .hasMessageEndingWith("Device or resource busy");
    assertThatThrownBy(() -> Files.move(directory.resolve("../.."), file.resolve("below")))
        .hasMessageEndingWith("Not a directory");
    assertThat(directory).isEmptyDirectory();
    assertThat(file).exists();
  }
}

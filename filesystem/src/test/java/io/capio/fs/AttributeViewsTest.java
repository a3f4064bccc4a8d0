package io.capio.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The views of attributes beyond the posix ones, as a disk has them. */
class AttributeViewsTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  /** A file on a disk that keeps attributes of users. */
  private static Path file(World world) throws IOException {
    assumeThat(Files.getFileStore(WORKFLOW.base()).supportsFileAttributeView("user"))
        .as("the disk of %s keeps attributes of users", WORKFLOW.base())
        .isTrue();
    return Files.writeString(WORKFLOW.directory(world).resolve("f"), "content");
  }

  private static UserDefinedFileAttributeView user(Path file) {
    return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
  }

  @ParameterizedTest
  @EnumSource
  void attributesOfUsersOutliveRewriting(World world) throws IOException {
    Path file = file(world);
    user(file).write("author", UTF_8.encode("somebody"));
    Files.writeString(file, "other content");
    assertThat(user(file).list()).containsExactly("author");
    assertThat((byte[]) Files.getAttribute(file, "user:author"))
        .asString(UTF_8)
        .isEqualTo("somebody");
    assertThat(file).hasContent("other content");
    Files.setAttribute(file, "user:author", UTF_8.encode("else"));
    assertThat(user(file).size("author")).isEqualTo(4);
    user(file).delete("author");
    assertThat(user(file).list()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aFileOfTheLongestNameHasAttributes(World world) throws IOException {
    Path file = Files.createFile(file(world).resolveSibling("l".repeat(255)));
    user(file).write("author", UTF_8.encode("somebody"));
    assertThat(user(file).list()).containsExactly("author");
  }

  @ParameterizedTest
  @EnumSource
  void anotherFileOfTheSameNameHasNoAttributes(World world) throws IOException {
    Path file = file(world);
    user(file).write("author", UTF_8.encode("somebody"));
    Files.delete(file);
    Files.createFile(file);
    assertThat(user(file).list()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theFirstOfSeveralMistakesIsTold(World world) throws IOException {
    Path absent = file(world).resolveSibling("absent");
    ByteBuffer unwritable = ByteBuffer.allocate(1).asReadOnlyBuffer();
    assertThatThrownBy(() -> user(absent).read("author", unwritable))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> user(absent).size(null)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> user(absent).delete(null)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> user(absent).write(null, ByteBuffer.allocate(1)))
        .isInstanceOf(NoSuchFileException.class);
  }

  @ParameterizedTest
  @EnumSource
  void attributesOfDosAreKept(World world) throws IOException {
    Path file = file(world);
    DosFileAttributeView view = Files.getFileAttributeView(file, DosFileAttributeView.class);
    view.setReadOnly(true);
    Files.setAttribute(file, "dos:hidden", true);
    DosFileAttributes attributes = Files.readAttributes(file, DosFileAttributes.class);
    assertThat(attributes.fileKey()).isEqualTo(Files.getAttribute(file, "fileKey"));
    assertThat(attributes.isReadOnly()).isTrue();
    assertThat(attributes.isHidden()).isTrue();
    assertThat(attributes.isSystem()).isFalse();
    assertThat(Files.readAttributes(file, "dos:readonly,archive"))
        .containsEntry("readonly", true)
        .containsEntry("archive", false);
    view.setReadOnly(false);
    assertThat(view.readAttributes().isReadOnly()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatIsBeingWrittenTakesAndKeepsThem(World world) throws IOException {
    // not one that is on the disk from before, or may be by now
    Path file = file(world).resolveSibling("new");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(1);
      user(file).write("author", UTF_8.encode("somebody"));
      out.write(2);
    }
    user(file).write("place", UTF_8.encode("somewhere"));
    assertThat(user(file).list()).containsExactlyInAnyOrder("author", "place");
    assertThat(Files.size(file)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void basicAttributesAreNothingElse(World world) throws IOException {
    Path file = file(world);
    assertThat(Files.readAttributes(file, BasicFileAttributes.class))
        .isNotInstanceOf(PosixFileAttributes.class);
    assertThat(Files.getFileAttributeView(file, BasicFileAttributeView.class).readAttributes())
        .isNotInstanceOf(PosixFileAttributes.class);
  }

  @Test
  void viewsAreThoseOfTheDisk() {
    assertThat(WORKFLOW.fileSystem().supportedFileAttributeViews())
        .isEqualTo(WORKFLOW.base().getFileSystem().supportedFileAttributeViews());
  }

  @ParameterizedTest
  @EnumSource
  void noOptionIsNull(World world) throws IOException {
    Path file = file(world);
    LinkOption[] options = {null};
    assertThatThrownBy(() -> Files.readAttributes(file, "size", options))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> Files.readAttributes(file, BasicFileAttributes.class, options))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> Files.setAttribute(file, "lastModifiedTime", null, options))
        .isInstanceOf(NullPointerException.class);
  }

  @ParameterizedTest
  @EnumSource
  void noPermissionIsNull(World world) throws IOException {
    Path file = file(world);
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    Set<PosixFilePermission> unknown = Collections.singleton(null);
    assertThatThrownBy(() -> view.setPermissions(unknown)).isInstanceOf(NullPointerException.class);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoAttributeIsRefusedBeforeThereIsAFile(World world) {
    Path absent = WORKFLOW.directory(world).resolve("absent");
    UserPrincipal nobody = () -> "nobody";
    assertThatThrownBy(() -> Files.setOwner(absent, nobody))
        .isInstanceOf(ProviderMismatchException.class);
    assertThatThrownBy(() -> Files.setAttribute(absent, "user:author", "somebody"))
        .isInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> Files.setAttribute(absent, "dos:hidden", "yes"))
        .isInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> Files.setAttribute(absent, ":size", 1L))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Files.readAttributes(absent, ":*"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aLinkItselfHasNoAttributesOfUsers(World world) throws IOException {
    Path file = file(world);
    Path link =
        Files.createSymbolicLink(file.resolveSibling("l"), file.getFileSystem().getPath("absent"));
    assertThatThrownBy(
            () -> Files.setAttribute(link, "user:author", new byte[1], LinkOption.NOFOLLOW_LINKS))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("symbolic link");
    assertThatThrownBy(
            () ->
                Files.setAttribute(
                    file.resolve("below"), "user:author", new byte[1], LinkOption.NOFOLLOW_LINKS))
        .isInstanceOf(FileSystemException.class)
        .hasMessageEndingWith("Not a directory");
  }

  @ParameterizedTest
  @EnumSource
  void permissionsWithoutANameAreKept(World world) throws IOException {
    Path directory = Files.createDirectory(file(world).resolveSibling("d"));
    Files.setAttribute(directory, "unix:mode", 01755);
    assertThat(Files.getAttribute(directory, "unix:mode")).isEqualTo(041755);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getAttribute(directory, "unix:mode")).isEqualTo(040700);
  }

  @ParameterizedTest
  @EnumSource
  void aPartOfASecondBeforeTheEpochIsTheEpoch(World world) throws IOException {
    Path file = file(world);
    Files.setLastModifiedTime(file, FileTime.from(-1, TimeUnit.NANOSECONDS));
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.fromMillis(0));
    FileTime second = FileTime.from(-1, TimeUnit.SECONDS);
    Files.setLastModifiedTime(file, second);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(second);
  }

  @ParameterizedTest
  @EnumSource
  void attributesOfUsersHaveANameThatIsNotTooLong(World world) throws IOException {
    Path file = file(world).resolveSibling("new");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(1);
      assertThatThrownBy(() -> user(file).delete(""))
          .isInstanceOf(FileSystemException.class)
          .hasMessageEndingWith("Invalid argument");
      assertThatThrownBy(() -> user(file).size("x".repeat(260)))
          .isInstanceOf(FileSystemException.class)
          .hasMessageEndingWith("is too big");
    }
  }

  @ParameterizedTest
  @EnumSource
  void attributesOfUsersOfWhatHasNoneAreMissedAsOnADisk(World world) throws IOException {
    Path file = file(world);
    assertThat(Files.readAttributes(file, "user:*")).isEmpty();
    assertThatThrownBy(() -> Files.getAttribute(file, "user:author"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageEndingWith("'author': No data available");
    Path absent = file.resolveSibling("absent");
    assertThatThrownBy(() -> Files.readAttributes(absent, "user:*"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(absent.toString());
    assertThatThrownBy(() -> user(file.resolve("below")).list())
        .isInstanceOf(FileSystemException.class)
        .hasMessageEndingWith("Not a directory");
  }
}

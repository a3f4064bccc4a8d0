package io.capio.fs;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RelocationTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  private static Path directory(World world) {
    return WORKFLOW.directory(world);
  }

  @ParameterizedTest
  @CsvSource({"PLAIN,PLAIN", "CAPIO,CAPIO", "CAPIO,PLAIN", "PLAIN,CAPIO"})
  void copiesAcrossEveryBoundary(World from, World to) throws IOException {
    Path source = directory(from).resolve("s");
    Path target = directory(to).resolve("t");
    Files.writeString(source, "content");
    Files.setLastModifiedTime(source, FileTime.fromMillis(1_000_000));
    Files.copy(source, target);
    assertThat(target).hasContent("content");
    assertThatThrownBy(() -> Files.copy(source, target))
        .isInstanceOf(FileAlreadyExistsException.class);
    Files.copy(source, target, REPLACE_EXISTING, COPY_ATTRIBUTES);
    assertThat(Files.getLastModifiedTime(target)).isEqualTo(FileTime.fromMillis(1_000_000));
    Path moved = target.resolveSibling("m");
    Files.writeString(moved, "old");
    assertThatThrownBy(() -> Files.move(source, moved))
        .isInstanceOf(FileAlreadyExistsException.class);
    Files.move(source, moved, REPLACE_EXISTING);
    assertThat(Files.exists(source)).isFalse();
    assertThat(moved).hasContent("content");
    assertThatThrownBy(() -> Files.move(source, moved)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.copy(source, moved)).isInstanceOf(NoSuchFileException.class);
  }

  /** Newer JDKs say so of no other operation. */
  @ParameterizedTest
  @EnumSource
  void whatIsBelowALinkThatLeadsBelowAFileIsMovedOutOfNoDirectory(World world) throws IOException {
    Path file = Files.createTempFile(WORKFLOW.base(), "file", "");
    Path below = world == World.PLAIN ? file : WORKFLOW.fileSystem().wrap(file);
    Path link = WORKFLOW.directory(world).resolve("l");
    Files.createSymbolicLink(link, below.resolve("a"));
    assertThatThrownBy(() -> Files.move(link.resolve("b"), link, ATOMIC_MOVE))
        .isInstanceOf(FileSystemException.class)
        .hasMessageEndingWith("Not a directory");
  }

  @ParameterizedTest
  @EnumSource
  void copyMakesDirectoriesWithoutContent(World world) throws IOException {
    Path directory = directory(world);
    Path source = Files.createDirectory(directory.resolve("s"));
    // neither what the user's mask makes of all, nor anything that a mask takes away
    Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rwx------"));
    Files.createFile(source.resolve("f"));
    Path target = directory.resolve("t");
    Files.copy(source, target);
    assertThat(target).isEmptyDirectory();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rwx------");
    assertThatThrownBy(() -> Files.copy(directory.resolve("t"), source, REPLACE_EXISTING))
        .isInstanceOf(DirectoryNotEmptyException.class);
    Files.copy(source.resolve("f"), target, REPLACE_EXISTING);
    assertThat(target).isRegularFile();
    Files.copy(target, target);
    Files.copy(new ByteArrayInputStream(new byte[] {'x'}), target, REPLACE_EXISTING);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(Files.copy(target, out)).isEqualTo(1);
    assertThat(out).hasToString("x");
  }

  @ParameterizedTest
  @EnumSource
  void moveTakesTreesAlong(World world) throws IOException {
    Path directory = directory(world);
    Path source = Files.createDirectories(directory.resolve("s/a"));
    Files.writeString(source.resolve("f"), "x");
    Path target = directory.resolve("t");
    Files.move(directory.resolve("s"), target);
    assertThat(target.resolve("a/f")).hasContent("x");
    assertThat(Files.exists(directory.resolve("s"))).isFalse();
    Path full = Files.createDirectories(directory.resolve("full/x")).getParent();
    assertThatThrownBy(() -> Files.move(target, full, REPLACE_EXISTING))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThatThrownBy(() -> Files.move(target, target.resolve("inside")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("Invalid argument");
    Files.move(target, target);
    Files.move(target, full.resolve("x"), REPLACE_EXISTING);
    assertThat(full.resolve("x/a/f")).hasContent("x");
  }

  @ParameterizedTest
  @EnumSource
  void atomicMoveIsARename(World world) throws IOException {
    Path directory = directory(world);
    Path source = directory.resolve("s");
    Path target = directory.resolve("t");
    Files.writeString(source, "new");
    Files.writeString(target, "old");
    Files.move(source, target, ATOMIC_MOVE);
    assertThat(target).hasContent("new");
    assertThatThrownBy(() -> Files.move(source, target, ATOMIC_MOVE))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(source + " -> " + target);
    Path sub = Files.createDirectory(directory.resolve("d"));
    assertThatThrownBy(() -> Files.move(target, sub, ATOMIC_MOVE))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("Is a directory");
    CopyOption unknown = new CopyOption() {};
    assertThatThrownBy(() -> Files.move(target, source, unknown))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> Files.move(target, source, COPY_ATTRIBUTES))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> Files.copy(target, source, ATOMIC_MOVE))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void wrappedPathsOutsideAreMovedAsTreesButNotAtomically() throws IOException {
    CapioFileSystem fileSystem = WORKFLOW.fileSystem();
    Path outside = fileSystem.wrap(WORKFLOW.ordinary(World.PLAIN)).resolve("tree");
    Files.createDirectories(outside.resolve("a"));
    Files.writeString(outside.resolve("a/f"), "x");
    Path inside = directory(World.CAPIO).resolve("tree");
    assertThatThrownBy(() -> Files.move(outside, inside, ATOMIC_MOVE))
        .isInstanceOf(AtomicMoveNotSupportedException.class);
    Files.move(outside, inside);
    assertThat(Files.exists(outside)).isFalse();
    assertThat(inside.resolve("a/f")).hasContent("x");
    Files.move(inside, outside);
    assertThat(fileSystem.unwrap(outside).resolve("a/f")).hasContent("x");
  }

  @ParameterizedTest
  @EnumSource
  void aTargetThatALinkElsewhereLeadsTo_isInTheSourcesFileSystem(World world) throws IOException {
    Path source = Files.createDirectory(directory(world).resolve("looped"));
    Files.createFile(source.resolve("f"));
    Path above = Files.createTempDirectory("capio-link");
    Path link = source.getFileSystem().getPath(above.toString(), "link");
    Files.createSymbolicLink(above.resolve("link"), Path.of(source.toString()));
    try {
      assertThatThrownBy(() -> Files.move(source, link.resolve("below itself")))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("Invalid argument");
      Files.move(source.resolve("f"), link.resolve("g"), ATOMIC_MOVE);
      assertThat(source.resolve("g")).exists();
    } finally {
      Files.delete(above.resolve("link"));
      Files.delete(above);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsBelowAFileThatALinkLeadsTo_isNotMoved(World world) throws IOException {
    Path link = directory(world).resolve("link");
    Path other = Files.createFile(link.resolveSibling("other"));
    Path file = Files.createTempFile("capio-link", "");
    Files.createSymbolicLink(link, link.getFileSystem().getPath(file.toString()));
    try {
      assertThatThrownBy(() -> Files.move(link.resolve("below"), link, ATOMIC_MOVE))
          .isInstanceOf(FileSystemException.class)
          .hasMessageEndingWith("below -> " + link + ": Not a directory");
      assertThatThrownBy(() -> Files.move(other, link.resolve("below"), ATOMIC_MOVE))
          .isInstanceOf(FileSystemException.class)
          .hasMessageEndingWith("below: Not a directory");
      Path absent = link.resolveSibling("absent");
      assertThatThrownBy(() -> Files.move(absent.resolve("x"), link.resolve("y"), ATOMIC_MOVE))
          .isInstanceOf(NoSuchFileException.class);
    } finally {
      Files.delete(file);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMissingWayComesBeforeADirectoryThatCannotBeMoved(World world) throws IOException {
    Path directory = WORKFLOW.directory(world);
    Path outside = directory.getParent().getParent();
    Path dots = Files.createDirectory(directory.resolve("sub")).resolve("..");
    Path file = Files.createFile(directory.resolve("f"));
    for (Path to : new Path[] {outside.resolve("none/x"), directory.resolve("none/x")}) {
      assertThatThrownBy(() -> Files.move(dots, to)).isInstanceOf(NoSuchFileException.class);
    }
    assertThatThrownBy(() -> Files.move(dots, file.resolve("x")))
        .hasMessageEndingWith(": Not a directory");
    assertThatThrownBy(() -> Files.move(dots, outside.resolve("x")))
        .hasMessageEndingWith(": Device or resource busy");
  }
}

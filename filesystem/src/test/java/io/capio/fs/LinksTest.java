package io.capio.fs;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Symbolic links where they differ from those of a disk: in what is memory and who else looks. */
class LinksTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  /** Nothing is on the disk that is not outside. */
  @RegisterExtension static final Workflow MEMORY = new Workflow(Map.of("memOnly", "true"));

  @RegisterExtension
  static final Workflow WAITING = new Workflow(Map.of("stream", "true", "missing", "wait"));

  @Test
  void aLink_isOnTheDiskAtOnce_andGoesWithItsName() throws IOException {
    Path disk = WORKFLOW.ordinary(World.CAPIO);
    Path capio = WORKFLOW.fileSystem().wrap(disk);
    Files.createSymbolicLink(capio.resolve("l"), WORKFLOW.fileSystem().getPath("f"));
    assertThat(Files.readSymbolicLink(disk.resolve("l"))).hasToString("f");
    Files.move(capio.resolve("l"), capio.resolve("m"));
    assertThat(Files.isSymbolicLink(disk.resolve("l"))).isFalse();
    assertThat(Files.readSymbolicLink(disk.resolve("m"))).hasToString("f");
    Files.delete(capio.resolve("m"));
    assertThat(Files.isSymbolicLink(disk.resolve("m"))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDeletedOnClose_isTheLinkThatWasFollowed(World world) throws IOException {
    Path file = Files.createFile(WORKFLOW.directory(world).resolve("f"));
    Path link = Files.createSymbolicLink(file.resolveSibling("l"), file.getFileName());
    // only this option makes it follow a link, though it makes nothing without WRITE
    Files.newByteChannel(link, DELETE_ON_CLOSE, CREATE_NEW).close();
    assertThat(file).exists();
    assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void aLink_isMovedIntoTheDirectoryThatItLeadsTo() throws IOException {
    Path capio = WORKFLOW.fileSystem().wrap(WORKFLOW.ordinary(World.CAPIO));
    Path directory = Files.createDirectory(capio.resolve("d"));
    Path link = Files.createSymbolicLink(capio.resolve("l"), WORKFLOW.fileSystem().getPath("d"));
    Files.move(link, link.resolve("m"));
    assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(Files.readSymbolicLink(directory.resolve("m"))).hasToString("d");
  }

  @Test
  void aLinkOfTheDisk_leadsToWhatIsInMemory_alsoWhenItIsReplacedThere() throws IOException {
    Path disk = WORKFLOW.ordinary(World.CAPIO);
    Path capio = WORKFLOW.fileSystem().wrap(disk);
    Files.createSymbolicLink(disk.resolve("l"), Path.of("f"));
    try (OutputStream out = Files.newOutputStream(capio.resolve("l"))) {
      out.write(1);
      assertThat(Files.size(capio.resolve("f"))).isEqualTo(1);
      assertThat(capio.resolve("l").toRealPath()).isEqualTo(capio.resolve("f"));
      assertThat(WORKFLOW.io().getCanonicalPath(disk.resolve("l").toFile()))
          .isEqualTo(disk.resolve("f").toString());
    }
    Files.delete(disk.resolve("l"));
    Files.createSymbolicLink(disk.resolve("l"), Path.of("g"));
    assertThat(Files.readSymbolicLink(capio.resolve("l")).toString()).isEqualTo("g");
    assertThatThrownBy(() -> Files.size(capio.resolve("l")))
        .isInstanceOf(NoSuchFileException.class);
  }

  /** What is written is gathered by path, which must be one path for all names. */
  @Test
  void whatIsWrittenThroughALink_isSeenByEveryNameAtOnce() throws IOException {
    Path capio = WORKFLOW.directory(World.CAPIO);
    Files.createDirectory(capio.resolve("d"));
    Files.createSymbolicLink(capio.resolve("l"), capio.resolve("d"));
    try (OutputStream out = Files.newOutputStream(capio.resolve("l/f"))) {
      for (int i = 1; i <= 20; i++) {
        out.write(i);
        assertThat(Files.size(capio.resolve("d/f"))).isEqualTo(i);
        assertThat(Files.readAllBytes(capio.resolve("l/f"))).hasSize(i);
      }
    }
  }

  @Test
  void aCircle_isRefusedAsOnADisk_andLeavesTheServerAtWork() throws IOException {
    Path capio = WORKFLOW.directory(World.CAPIO);
    Files.createSymbolicLink(capio.resolve("a"), capio.resolve("b"));
    Files.createSymbolicLink(capio.resolve("b"), WORKFLOW.fileSystem().getPath("a"));
    Files.createSymbolicLink(capio.resolve("c"), WORKFLOW.fileSystem().getPath("c/../c/x"));
    for (String name : new String[] {"a", "a/x", "c", "c/x"}) {
      assertThatThrownBy(() -> Files.readString(capio.resolve(name)))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("Too many levels of symbolic links");
    }
    assertThat(Files.readString(Files.writeString(capio.resolve("f"), "still here")))
        .isEqualTo("still here");
    Files.createSymbolicLink(capio.resolve("up"), capio);
    assertThatThrownBy(
            () -> {
              try (Stream<Path> all = Files.walk(capio, FileVisitOption.FOLLOW_LINKS)) {
                all.forEach(path -> {});
              }
            })
        .hasCauseInstanceOf(FileSystemLoopException.class);
  }

  @Test
  void aLinkInMemory_leadsOutside() throws IOException {
    Path outside = Files.createTempDirectory(MEMORY.base(), "outside");
    Path capio = MEMORY.directory(World.CAPIO);
    Path link = Files.createSymbolicLink(capio.resolve("l"), MEMORY.fileSystem().wrap(outside));
    Files.writeString(link.resolve("f"), "outside");
    assertThat(outside.resolve("f")).hasContent("outside");
    assertThat(Files.readString(link.resolve("f"))).isEqualTo("outside");
    assertThat(MEMORY.io().length(file(link.resolve("f")))).isEqualTo(7);
    assertThat(MEMORY.io().list(file(link))).containsExactly("f");
    assertThat(link.resolve("f").toRealPath().toString())
        .isEqualTo(outside.resolve("f").toString());
    assertThat(MEMORY.io().getCanonicalPath(file(link.resolve("f"))))
        .isEqualTo(outside.resolve("f").toString());
    try (Stream<Path> entries = Files.list(link)) {
      assertThat(entries).containsExactly(link.resolve("f"));
    }
    assertThat(Files.readAttributes(link, "*", LinkOption.NOFOLLOW_LINKS))
        .containsEntry("isSymbolicLink", true)
        .containsEntry("size", (long) outside.toString().length());
    Files.move(link, capio.resolve("m"));
    Files.delete(capio.resolve("m/f"));
    assertThat(outside.resolve("f")).doesNotExist();
    Files.delete(capio.resolve("m"));
    assertThat(outside).exists();
    assertThat(Files.exists(capio.resolve("m"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  private static File file(Path capio) {
    return MEMORY.fileSystem().unwrap(capio).toFile();
  }

  /** Who waits for a file waits on where a link leads that is made meanwhile. */
  @Test
  void whoWaitsForAFile_getsItThroughALinkThatComesLater() throws Exception {
    Path disk = WAITING.ordinary(World.CAPIO);
    Path mine = WAITING.fileSystem().wrap(disk);
    Path theirs = WAITING.step("reader").wrap(disk);
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(theirs.resolve("latest/result"));
              } catch (IOException e) {
                return e.toString();
              }
            });
    Files.createDirectory(mine.resolve("run-1"));
    Files.createSymbolicLink(mine.resolve("latest"), WAITING.fileSystem().getPath("run-1"));
    Files.writeString(mine.resolve("run-1/result"), "done");
    assertThat(read.get()).isEqualTo("done");
  }

  @ParameterizedTest
  @EnumSource
  void permissionsOfALinkThatIsNotFollowedAreSetAsInThisJdk(World world) throws IOException {
    Path directory = WORKFLOW.directory(world);
    Path file = Files.writeString(directory.resolve("f"), "x");
    Path link =
        Files.createSymbolicLink(directory.resolve("l"), directory.getFileSystem().getPath("f"));
    PosixFileAttributeView view =
        Files.getFileAttributeView(link, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    Set<PosixFilePermission> wanted = PosixFilePermissions.fromString("r-x------");
    if (Runtime.version().feature() > 21) {
      view.setPermissions(wanted);
      assertThat(Files.getPosixFilePermissions(file)).isEqualTo(wanted);
    } else {
      assertThatThrownBy(() -> view.setPermissions(wanted)).isInstanceOf(IOException.class);
      assertThat(Files.getPosixFilePermissions(file)).isNotEqualTo(wanted);
    }
  }

  @ParameterizedTest
  @EnumSource
  void timesOfALinkItself_stayWhenItIsLookedAt(World world) throws IOException {
    Path directory = WORKFLOW.directory(world);
    Files.createFile(directory.resolve("f"));
    Path link =
        Files.createSymbolicLink(directory.resolve("l"), directory.getFileSystem().getPath("f"));
    BasicFileAttributeView view =
        Files.getFileAttributeView(link, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    FileTime modified = FileTime.fromMillis(1_000_000_060_000L);
    FileTime accessed = FileTime.fromMillis(1_000_000_120_000L);
    view.setTimes(modified, accessed, null);
    assertThat(view.readAttributes().lastModifiedTime()).isEqualTo(modified);
    assertThat(view.readAttributes().lastAccessTime()).isEqualTo(accessed);
  }

  @Test
  void timesOfALinkThatIsOnTheDiskStayToTheNanosecond() throws IOException {
    Path directory = WORKFLOW.ordinary(World.CAPIO);
    for (String name : new String[] {"l", "m", "\u00e4"}) {
      Path link = Files.createSymbolicLink(directory.resolve(name), Path.of("f"));
      BasicFileAttributes made =
          Files.readAttributes(link, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      assertThat(Files.exists(WORKFLOW.fileSystem().wrap(link))).isFalse();
      BasicFileAttributes seen =
          Files.readAttributes(link, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      assertThat(seen.lastModifiedTime()).isEqualTo(made.lastModifiedTime());
      assertThat(seen.lastAccessTime()).isEqualTo(made.lastAccessTime());
    }
  }
}

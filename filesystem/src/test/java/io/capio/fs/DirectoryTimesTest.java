package io.capio.fs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The time of a directory is that of the last entry that came or went, or what was set since. */
class DirectoryTimesTest {
  @RegisterExtension static final Workflow STREAMING = new Workflow(Map.of("stream", "true"));

  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  private static final FileTime OLD = FileTime.fromMillis(1_000_000);

  @ParameterizedTest
  @EnumSource
  void timeFollowsTheEntries(World world) throws IOException {
    Path directory = Files.createDirectory(WORKFLOW.directory(world).resolve("d"));
    Path file = directory.resolve("file");
    assertChanges(directory, () -> Files.createFile(file));
    assertChanges(directory, () -> Files.move(file, directory.resolve("other")));
    assertChanges(directory, () -> Files.delete(directory.resolve("other")));
    Files.writeString(file, "content");
    Files.setLastModifiedTime(directory, OLD);
    // also when the file goes to the disk afterwards
    Files.writeString(file, "other content");
    assertThat(Files.getLastModifiedTime(directory)).isEqualTo(OLD);
  }

  /** As programs do that unpack archives. */
  @Test
  void timeThatIsSetStaysWhileFilesGoToTheDisk() throws IOException {
    Path above = STREAMING.directory(World.CAPIO);
    for (int i = 0; i < 300; i++) {
      Path directory = Files.createDirectory(above.resolve("d" + i));
      Files.writeString(directory.resolve("file"), "content");
      Files.setLastModifiedTime(directory, OLD);
    }
    STREAMING.fileSystem().client().persist(STREAMING.capioDirectory().toString());
    for (int i = 0; i < 300; i++) {
      assertThat(Files.getLastModifiedTime(above.resolve("d" + i))).as("d%d", i).isEqualTo(OLD);
    }
  }

  private interface Change {
    void make() throws IOException;
  }

  private static void assertChanges(Path directory, Change change) throws IOException {
    Files.setLastModifiedTime(directory, OLD);
    change.make();
    assertThat(Files.getLastModifiedTime(directory)).isGreaterThan(OLD);
  }
}

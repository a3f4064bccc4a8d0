package io.capio.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Segments in mapped files of a hidden directory, for content beyond the memory limit. The files
 * are written before they are mapped, so that a full disk is an error here and not a fault later.
 */
public final class SpillSegments implements SegmentSource {
  private static final String PREFIX = ".capio-spill-";
  private static final int ZEROS = 1 << 20;

  private final Path directory;
  private int next;

  /**
   * Segments of this process, in a directory that is made when first needed and removed at the end.
   * What a dead process left there is removed now.
   *
   * @param above the CAPIO directory
   */
  public SpillSegments(Path above) {
    directory = above.resolve(PREFIX + ProcessHandle.current().pid());
    try (DirectoryStream<Path> left = Files.newDirectoryStream(above, PREFIX + "*")) {
      for (Path path : left) {
        String pid = path.getFileName().toString().substring(PREFIX.length());
        if (pid.matches("\\d{1,10}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
          remove(path);
        }
      }
    } catch (IOException e) {
      // what cannot be listed or removed is only wasted space
    }
  }

  @Override
  public ByteBuffer create(int bytes) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path file = directory.resolve("segment_" + next++);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS);
      for (long at = 0; at < bytes; at += channel.write(zeros.clear(), at)) {}
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  @Override
  public void close() {
    if (Files.isDirectory(directory)) {
      try {
        remove(directory);
      } catch (IOException e) {
        // the directory is hidden, and the next server here tries again
      }
    }
  }

  private static void remove(Path spilled) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(spilled)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(spilled);
  }
}

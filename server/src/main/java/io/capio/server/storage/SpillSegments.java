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
  private static final int ZEROS = 1 << 20;

  private final Path directory;
  private int next;

  /**
   * @param directory made when first needed, removed at the end
   */
  public SpillSegments(Path directory) {
    this.directory = directory;
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
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      // the directory is named after this process and hidden: what stays is only wasted space
    }
  }
}

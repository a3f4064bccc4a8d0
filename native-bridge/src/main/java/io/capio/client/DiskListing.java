package io.capio.client;

import io.capio.ipc.Disk;
import io.capio.ipc.Errno;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The entries of a directory of the disk. */
final class DiskListing {
  private DiskListing() {}

  static DirectoryListing of(String path) throws IOException {
    return new DirectoryListing(path, entries(path));
  }

  static List<DirectoryEntry> entries(String path) throws IOException {
    List<DirectoryEntry> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(Disk.path(path))) {
      for (Path entry : stream) {
        entries.add(new DirectoryEntry(entry.getFileName().toString(), kind(entry)));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NoSuchFileException e) {
      throw new CapioException(Errno.ENOENT, path, null);
    } catch (NotDirectoryException e) {
      throw new CapioException(Errno.ENOTDIR, path, null);
    }
    return entries;
  }

  private static DirectoryEntry.Kind kind(Path entry) {
    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      return DirectoryEntry.Kind.DIRECTORY;
    }
    return Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)
        ? DirectoryEntry.Kind.FILE
        : DirectoryEntry.Kind.OTHER;
  }
}

package io.capio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * One name that {@link CapioFiles#scan} has found, as PyCAPIO's {@code DirEntry}.
 *
 * <p>What it is, is read when it is first asked for and then kept: something deleted meanwhile is
 * nothing. None of the questions waits for the end of a file that is being written. Thread-safe.
 */
public final class CapioEntry {
  private final Path path;
  private volatile BasicFileAttributes attributes;

  CapioEntry(Path path) {
    this.path = path;
  }

  /** The name, without its directory. */
  public String name() {
    return path.getFileName().toString();
  }

  /** The path: the directory as it was given to the scan, and the name. */
  public Path path() {
    return path;
  }

  /** Whether it is a file; links are not followed. */
  public boolean isRegularFile() {
    BasicFileAttributes known = attributesOrNull();
    return known != null && known.isRegularFile();
  }

  /** Whether it is a directory; links are not followed. */
  public boolean isDirectory() {
    BasicFileAttributes known = attributesOrNull();
    return known != null && known.isDirectory();
  }

  /** Whether it is a symbolic link. */
  public boolean isSymbolicLink() {
    BasicFileAttributes known = attributesOrNull();
    return known != null && known.isSymbolicLink();
  }

  /**
   * What identifies the file, PyCAPIO's inode: equal for two names of one file.
   *
   * @return null if the file system has no such thing
   * @throws IOException if the file has gone
   */
  public Object fileKey() throws IOException {
    return attributes().fileKey();
  }

  private BasicFileAttributes attributesOrNull() {
    try {
      return attributes();
    } catch (IOException gone) {
      return null;
    }
  }

  private BasicFileAttributes attributes() throws IOException {
    BasicFileAttributes known = attributes;
    if (known == null) {
      known = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      attributes = known;
    }
    return known;
  }

  /** The path. */
  @Override
  public String toString() {
    return path.toString();
  }
}

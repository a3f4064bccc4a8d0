package io.capio.fs.attribute;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Attributes for who asked for the basic ones only: the JDK's are not more than that, and programs
 * test what they are. Thread-safe.
 *
 * @param all the attributes
 * @param creationTime the time of creation, instead of theirs
 */
public record BasicAttributes(BasicFileAttributes all, FileTime creationTime)
    implements BasicFileAttributes {
  /** Those of another object, all of them. */
  public BasicAttributes(BasicFileAttributes all) {
    this(all, all.creationTime());
  }

  @Override
  public FileTime lastModifiedTime() {
    return all.lastModifiedTime();
  }

  @Override
  public FileTime lastAccessTime() {
    return all.lastAccessTime();
  }

  @Override
  public boolean isRegularFile() {
    return all.isRegularFile();
  }

  @Override
  public boolean isDirectory() {
    return all.isDirectory();
  }

  @Override
  public boolean isSymbolicLink() {
    return all.isSymbolicLink();
  }

  @Override
  public boolean isOther() {
    return all.isOther();
  }

  @Override
  public long size() {
    return all.size();
  }

  @Override
  public Object fileKey() {
    return all.fileKey();
  }
}

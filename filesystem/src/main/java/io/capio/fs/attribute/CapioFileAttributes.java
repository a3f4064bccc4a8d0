package io.capio.fs.attribute;

import io.capio.client.FileStatus;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Attributes of a CAPIO file at one moment, but for the size of a file that somebody else is
 * writing: that is asked for when it is wanted, because the answer waits for the commit.
 * Thread-safe.
 */
public final class CapioFileAttributes implements PosixFileAttributes, DosFileAttributes {
  private final FileStatus status;
  private final LongSupplier finalSize;
  private final DosFileAttributes dos;

  /**
   * @param status what the server says
   * @param finalSize asks for the size again; may wait
   */
  public CapioFileAttributes(FileStatus status, LongSupplier finalSize) {
    this(status, finalSize, null);
  }

  private CapioFileAttributes(FileStatus status, LongSupplier finalSize, DosFileAttributes dos) {
    this.status = status;
    this.finalSize = finalSize;
    this.dos = dos;
  }

  /** The same with the attributes of DOS that a disk keeps for the file. */
  public CapioFileAttributes with(DosFileAttributes kept) {
    return new CapioFileAttributes(status, finalSize, kept);
  }

  FileStatus status() {
    return status;
  }

  private static FileTime time(long nanos) {
    return FileTime.from(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public FileTime lastModifiedTime() {
    return time(status.modifiedNanos());
  }

  @Override
  public FileTime lastAccessTime() {
    return time(status.accessedNanos());
  }

  @Override
  public FileTime creationTime() {
    return time(status.createdNanos());
  }

  @Override
  public boolean isRegularFile() {
    return !status.directory() && !status.link();
  }

  @Override
  public boolean isDirectory() {
    return status.directory();
  }

  @Override
  public boolean isSymbolicLink() {
    return status.link();
  }

  @Override
  public boolean isOther() {
    return false;
  }

  /**
   * The size; waits for the commit if somebody else is writing the file. If that wait fails, the
   * IOException comes undeclared, as {@code Files.size} expects it.
   */
  @Override
  public long size() {
    return status.directory() || status.state() == FileStatus.State.COMMITTED
        ? status.size()
        : finalSize.getAsLong();
  }

  @Override
  public Object fileKey() {
    return new FileKey(status.identity());
  }

  @Override
  public UserPrincipal owner() {
    return ProcessOwner.get().user();
  }

  @Override
  public GroupPrincipal group() {
    return ProcessOwner.get().group();
  }

  @Override
  public Set<PosixFilePermission> permissions() {
    return PosixMode.permissions(status.mode());
  }

  @Override
  public boolean isReadOnly() {
    return dos != null && dos.isReadOnly();
  }

  @Override
  public boolean isHidden() {
    return dos != null && dos.isHidden();
  }

  @Override
  public boolean isArchive() {
    return dos != null && dos.isArchive();
  }

  @Override
  public boolean isSystem() {
    return dos != null && dos.isSystem();
  }

  /** Equal for the same file. */
  private record FileKey(long capio) {}
}

package io.capio.fs.attribute;

import io.capio.client.AttributeChange;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The views {@code posix} and {@code owner} of a file. Thread-safe. */
public final class CapioAttributeView implements PosixFileAttributeView {
  private static final long SECOND = 1_000_000_000;

  private final String name;
  private final AttributeAccess access;

  /**
   * @param name the view's name
   * @param access the file
   */
  public CapioAttributeView(String name, AttributeAccess access) {
    this.name = name;
    this.access = access;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public PosixFileAttributes readAttributes() throws IOException {
    return access.read();
  }

  /** The time of creation cannot be set, as on Linux, and is ignored as there. */
  @Override
  public void setTimes(FileTime modified, FileTime accessed, FileTime created) throws IOException {
    if (modified != null || accessed != null) {
      boolean odd = isRefused(modified) || isRefused(accessed);
      access.change(
          new AttributeChange(OptionalInt.empty(), nanos(modified, odd), nanos(accessed, odd)));
    }
  }

  private static OptionalLong nanos(FileTime time, boolean sinceEpoch) {
    if (time == null) {
      return OptionalLong.empty();
    }
    long nanos = time.to(TimeUnit.NANOSECONDS);
    return OptionalLong.of(sinceEpoch ? Math.max(0, nanos) : nanos);
  }

  /** The JDK sets the epoch instead of what the system does not take: a part of a second before. */
  private static boolean isRefused(FileTime time) {
    return time != null && time.to(TimeUnit.NANOSECONDS) % SECOND < 0;
  }

  @Override
  public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
    setMode(PosixMode.bits(permissions));
  }

  /** Sets the bits that have a name and those that have none: set-user-id and its like. */
  void setMode(int mode) throws IOException {
    access.change(
        new AttributeChange(
            OptionalInt.of(mode & PosixMode.ALL), OptionalLong.empty(), OptionalLong.empty()));
  }

  void requireUser(int uid) throws IOException {
    access.setNumber("uid", uid, ProcessOwner.get().uid());
  }

  void requireGroup(int gid) throws IOException {
    access.setNumber("gid", gid, ProcessOwner.get().gid());
  }

  void setDosFlag(String flag, boolean value) throws IOException {
    access.setDosFlag(flag, value);
  }

  @Override
  public UserPrincipal getOwner() throws IOException {
    return access.read().owner();
  }

  @Override
  public void setOwner(UserPrincipal owner) throws IOException {
    access.setOwner(owner);
  }

  @Override
  public void setGroup(GroupPrincipal group) throws IOException {
    access.setGroup(group);
  }
}

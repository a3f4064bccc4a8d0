package io.capio.fs.attribute;

import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** Permission bits and the JDK's names for them. Stateless. */
public final class PosixMode {
  /** Of a new file, before the process's mask. */
  public static final int FILE = 0666;

  /** Of a new directory, before the process's mask. */
  public static final int DIRECTORY = 0777;

  /** All that a file may have. */
  static final int ALL = 07777;

  /** Of the first permission that the enum lists: the owner may read. */
  private static final int HIGHEST = 0400;

  private PosixMode() {}

  /** The permissions in some bits. */
  public static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    int bit = HIGHEST;
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      if ((mode & bit) != 0) {
        permissions.add(permission);
      }
      bit >>= 1;
    }
    return permissions;
  }

  /**
   * The bits of some permissions.
   *
   * @throws NullPointerException if null is among them
   */
  public static int bits(Set<PosixFilePermission> permissions) {
    int mode = 0;
    int bit = HIGHEST;
    permissions.forEach(Objects::requireNonNull);
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      if (permissions.contains(permission)) {
        mode |= bit;
      }
      bit >>= 1;
    }
    return mode;
  }

  /**
   * Permission bits of a new file or directory, the process's mask applied.
   *
   * @param usual the bits when no attribute says otherwise
   * @throws UnsupportedOperationException for an attribute that cannot be set at creation
   */
  @SuppressWarnings("unchecked")
  public static int ofNew(int usual, FileAttribute<?>... attributes) {
    int mode = usual;
    for (FileAttribute<?> attribute : attributes) {
      String name = attribute.name();
      if (name.equals("posix:permissions")) {
        mode = bits((Set<PosixFilePermission>) attribute.value());
      } else if (name.equals("unix:mode")) {
        mode = (Integer) attribute.value();
      } else {
        throw new UnsupportedOperationException(
            "'" + name + "' not supported as initial attribute");
      }
    }
    return mode & ~ProcessOwner.get().mask();
  }
}

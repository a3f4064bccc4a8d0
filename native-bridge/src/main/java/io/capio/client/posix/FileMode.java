package io.capio.client.posix;

import io.capio.client.OpenFlag;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a file is opened, in the names of open(2). Without one of the first three a file is opened
 * for reading; with more than one of them it is opened for both.
 */
public enum FileMode {
  /** For reading only. */
  O_RDONLY(OpenFlag.READ),
  /** For writing only. */
  O_WRONLY(OpenFlag.WRITE),
  /** For reading and writing. */
  O_RDWR(OpenFlag.READ, OpenFlag.WRITE),
  /** Created if absent. */
  O_CREAT(OpenFlag.CREATE),
  /** With {@link #O_CREAT}: an error if present. */
  O_EXCL(OpenFlag.EXCLUSIVE),
  /** Cut to length 0, if it is opened for writing. */
  O_TRUNC(OpenFlag.TRUNCATE),
  /** Every write goes to the end. */
  O_APPEND(OpenFlag.APPEND);

  private final OpenFlag flag;

  /** A second flag, or the same again. */
  private final OpenFlag other;

  FileMode(OpenFlag flag) {
    this(flag, flag);
  }

  FileMode(OpenFlag flag, OpenFlag other) {
    this.flag = flag;
    this.other = other;
  }

  static Set<OpenFlag> flags(FileMode... modes) {
    Set<OpenFlag> all = EnumSet.noneOf(OpenFlag.class);
    for (FileMode mode : modes) {
      all.add(mode.flag);
      all.add(mode.other);
    }
    if (!all.contains(OpenFlag.WRITE)) {
      all.add(OpenFlag.READ);
    }
    return all;
  }
}

package io.capio.fs.view;

import java.nio.file.CopyOption;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * The options of a copy or a move. Immutable.
 *
 * @param replace whether a target may be replaced
 * @param attributes whether times and permissions go along
 * @param atomic whether nobody may see a moment between
 */
record CopyPlan(boolean replace, boolean attributes, boolean atomic) {
  /** Interrupting a copy of CAPIO files is not offered, but asking for it does no harm. */
  private static final String INTERRUPTIBLE = "com.sun.nio.file.ExtendedCopyOption";

  /** Whether this JDK says which option it does not support. */
  private static final boolean NAMES_OPTION = Runtime.version().feature() >= 25;

  static CopyPlan ofCopy(CopyOption... options) {
    boolean replace = false;
    boolean attributes = false;
    for (CopyOption option : options) {
      if (option == StandardCopyOption.REPLACE_EXISTING) {
        replace = true;
      } else if (option == StandardCopyOption.COPY_ATTRIBUTES) {
        attributes = true;
      } else if (Objects.requireNonNull(option) != LinkOption.NOFOLLOW_LINKS
          && !option.getClass().getName().equals(INTERRUPTIBLE)) {
        throw unsupported("copy option", option);
      }
    }
    return new CopyPlan(replace, attributes, false);
  }

  static CopyPlan ofMove(CopyOption... options) {
    boolean replace = false;
    boolean atomic = false;
    for (CopyOption option : options) {
      if (option == StandardCopyOption.REPLACE_EXISTING) {
        replace = true;
      } else if (option == StandardCopyOption.ATOMIC_MOVE) {
        atomic = true;
      } else if (Objects.requireNonNull(option) != LinkOption.NOFOLLOW_LINKS) {
        throw unsupported("option", option);
      }
    }
    return new CopyPlan(replace, true, atomic);
  }

  private static UnsupportedOperationException unsupported(String kind, CopyOption option) {
    return new UnsupportedOperationException(
        NAMES_OPTION ? "Unsupported " + kind + ": " + option : "Unsupported copy option");
  }
}

package io.capio.fs;

import java.io.File;
import java.io.IOException;
import java.security.SecureRandom;

/** {@code File.createTempFile} in a CAPIO directory. Stateless. */
final class TemporaryNames {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Longest name that disks take, and so the longest that can be persisted. */
  private static final int NAME_MAX = 255;

  private static final int MIN_PREFIX = 3;
  private static final int MIN_SUFFIX = 3;

  private TemporaryNames() {}

  static File create(JavaIoFile io, String prefix, String suffix, File directory)
      throws IOException {
    if (prefix.length() < MIN_PREFIX) {
      throw new IllegalArgumentException(
          "Prefix string \"" + prefix + "\" too short: length must be at least 3");
    }
    File parent = directory != null ? directory : new File(System.getProperty("java.io.tmpdir"));
    String end = suffix == null ? ".tmp" : suffix;
    while (true) {
      String name = new File(name(new File(prefix).getName(), end)).getPath();
      File file = new File(parent, name);
      if (!name.equals(file.getName()) || file.getPath().indexOf('\0') >= 0) {
        throw new IOException("Unable to create temporary file, " + name);
      }
      if (io.createNewFile(file)) {
        return file;
      }
    }
  }

  /** As the JDK, an overlong prefix is cut first, then the suffix. */
  private static String name(String prefix, String suffix) {
    String random = Long.toUnsignedString(RANDOM.nextLong());
    int excess = prefix.length() + random.length() + suffix.length() - NAME_MAX;
    String start = prefix;
    String end = suffix;
    if (excess > 0) {
      start = prefix.substring(0, Math.max(MIN_PREFIX, prefix.length() - excess));
      excess -= prefix.length() - start.length();
    }
    if (excess > 0) {
      end = suffix.substring(0, Math.max(MIN_SUFFIX, suffix.length() - excess));
    }
    return start + random + end;
  }
}

package io.capio.fs.view;

import io.capio.ipc.Disk;
import java.nio.file.Path;

/**
 * The paths under the CAPIO directory, in its two spellings: as the user gave it and the real path.
 * Decides without asking the disk. Immutable.
 */
final class Territory {
  private final String real;
  private final String lexical;

  Territory(Path real, Path lexical) {
    this.real = real.toString();
    this.lexical = lexical.toString();
  }

  /** The server's name of a path, or null if the path is not CAPIO's. */
  String toServer(String path) {
    String absolute = isNormal(path) ? path : normalize(path);
    if (isAtOrBelow(absolute, real)) {
      return absolute;
    }
    if (isAtOrBelow(absolute, lexical)) {
      String rest = absolute.substring(lexical.length());
      return real.equals("/") ? (rest.isEmpty() ? "/" : rest) : real + rest;
    }
    return null;
  }

  boolean isRoot(String server) {
    return server.equals(real);
  }

  String root() {
    return real;
  }

  static boolean isAtOrBelow(String path, String directory) {
    return path.startsWith(directory)
        && (path.length() == directory.length()
            || directory.length() == 1
            || path.charAt(directory.length()) == '/');
  }

  /** Whether a path is absolute and has no element that normalising removes. */
  static boolean isNormal(String path) {
    return path.startsWith("/")
        && !path.contains("/.")
        && !path.contains("//")
        && (path.length() == 1 || !path.endsWith("/"));
  }

  /**
   * The absolute form without {@code .} and {@code ..}, resolved against the directory that the JVM
   * was started in, as the JDK does. Works on text: java.io takes names that a Path cannot have.
   */
  static String normalize(String path) {
    String absolute =
        path.startsWith("/") ? path : Disk.fileSystem().getPath("").toAbsolutePath() + "/" + path;
    StringBuilder normal = new StringBuilder(absolute.length());
    for (String element : absolute.split("/", -1)) {
      if (element.equals("..")) {
        normal.setLength(Math.max(0, normal.lastIndexOf("/")));
      } else if (!element.isEmpty() && !element.equals(".")) {
        normal.append('/').append(element);
      }
    }
    return normal.length() == 0 ? "/" : normal.toString();
  }
}

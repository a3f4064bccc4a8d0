package io.capio.fs.view;

import io.capio.fs.channel.OpenFile;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files that this process has open for writing, by the server's name: their size is what it is
 * now, nobody has to be waited for. Thread-safe.
 */
final class OwnWriters {
  private final Map<OpenFile, String> paths = new ConcurrentHashMap<>();

  void add(OpenFile file) {
    paths.put(file, file.path());
  }

  void remove(OpenFile file) {
    paths.remove(file);
  }

  boolean has(String path) {
    return paths.containsValue(path);
  }

  /** Follows a rename of a file, or of a directory above some. */
  void renamed(String from, String to) {
    paths.replaceAll((file, path) -> renamed(path, from, to));
  }

  private static String renamed(String path, String from, String to) {
    boolean moved = path.equals(from) || path.startsWith(from + "/");
    return moved ? to + path.substring(from.length()) : path;
  }

  /** A deleted name may be given to another file. */
  void deleted(String path) {
    paths.values().removeIf(path::equals);
  }
}

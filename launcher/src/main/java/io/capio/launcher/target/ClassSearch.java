package io.capio.launcher.target;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * Looks a class up on a class path, so that a misspelt one is reported before a server is started.
 *
 * @param classPath entries between colons: directories, jars, and {@code DIR/*} for its jars
 */
record ClassSearch(String classPath) {
  boolean finds(String className) {
    String file = className.replace('.', '/') + ".class";
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      for (Path place : places(entry.isEmpty() ? "." : entry)) {
        if (holds(place, file)) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<Path> places(String entry) {
    try {
      if (!entry.equals("*") && !entry.endsWith("/*")) {
        return List.of(Path.of(entry));
      }
      Path folder = Path.of(entry.equals("*") ? "." : entry.substring(0, entry.length() - 1));
      List<Path> jars = new ArrayList<>();
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.{jar,JAR}")) {
        found.forEach(jars::add);
      }
      return jars;
    } catch (InvalidPathException | IOException e) {
      // a JVM ignores such an entry, too
      return List.of();
    }
  }

  private static boolean holds(Path place, String file) {
    if (Files.isDirectory(place)) {
      return Files.isRegularFile(place.resolve(file));
    }
    if (!Files.isRegularFile(place)) {
      return false;
    }
    try (ZipFile jar = new ZipFile(place.toFile())) {
      return jar.getEntry(file) != null;
    } catch (IOException noJar) {
      return false;
    }
  }
}

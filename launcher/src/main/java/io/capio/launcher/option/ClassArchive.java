package io.capio.launcher.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The archive of loaded classes that the build makes beside a jar. It is of use only to the JDK
 * that made it: others must not be told of it, because some then do without their own archive, too.
 */
final class ClassArchive {
  private ClassArchive() {}

  /** Options of the JVM that runs the jar on this JDK; none if there is no archive for it. */
  static List<String> options(Path jar) {
    String name = jar.getFileName().toString().replaceAll("\\.jar$", "");
    Path archive = jar.resolveSibling(name + ".jsa");
    Path maker = jar.resolveSibling(name + ".jsa.jdk");
    Path release = Path.of(System.getProperty("java.home"), "release");
    try {
      if (Files.isRegularFile(archive)
          && Files.isRegularFile(maker)
          && Files.mismatch(maker, release) == -1) {
        // silent, because a jar that has been moved does not fit any more
        return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
      }
    } catch (IOException e) {
      return List.of();
    }
    return List.of();
  }
}

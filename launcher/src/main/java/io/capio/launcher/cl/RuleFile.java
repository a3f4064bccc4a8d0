package io.capio.launcher.cl;

import io.capio.cl.CapioClFile;
import io.capio.cl.ParseOptions;
import io.capio.cl.RuleEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A CAPIO-CL file as the server of a directory understands it.
 *
 * @param engine its rules
 * @param directory the CAPIO directory, its real path if it exists
 */
record RuleFile(RuleEngine engine, Path directory) {
  static RuleFile read(Path file, Path directory, String resolvePrefix) throws IOException {
    Path real = Files.isDirectory(directory) ? directory.toRealPath() : directory;
    ParseOptions names =
        ParseOptions.defaults().withResolvePrefix(resolvePrefix).withCapioDirectory(real);
    return new RuleFile(CapioClFile.parse(file, names), real);
  }

  /** A path as a program names it or, if that is not in the CAPIO directory, relative to this. */
  String resolve(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent != null && Files.isDirectory(parent)) {
      absolute = parent.toRealPath().resolve(absolute.getFileName());
    }
    return (absolute.startsWith(directory) || path.isAbsolute()
            ? absolute
            : directory.resolve(path).normalize())
        .toString();
  }
}

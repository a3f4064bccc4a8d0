package io.capio.server;

import io.capio.cl.CapioClException;
import io.capio.cl.CapioClFile;
import io.capio.cl.ParseOptions;
import io.capio.cl.RuleEngine;
import io.capio.ipc.ServedRules;
import java.io.IOException;
import java.nio.file.Path;

/** Where the workflow's rules come from. */
final class RuleSource {
  private RuleSource() {}

  /**
   * The engine that the options ask for.
   *
   * @param directory real path of the CAPIO directory
   * @throws StartException if the CAPIO-CL file is wrong
   */
  static RuleEngine engine(ServerOptions options, Path directory) throws StartException {
    if (options.configuration() == null) {
      return options.streaming()
          ? RuleEngine.streaming(options.workflow())
          : RuleEngine.defaults(options.workflow());
    }
    try {
      return CapioClFile.parse(
          options.configuration(), names(options, directory).withMemOnly(options.memoryOnly()));
    } catch (CapioClException e) {
      throw new StartException(StartException.BAD_FILE, e.getMessage());
    } catch (IOException e) {
      throw new StartException(
          StartException.BAD_FILE, "cannot read " + options.configuration() + ": " + e);
    }
  }

  /** The same, as far as clients need to know. */
  static ServedRules announced(ServerOptions options) throws IOException {
    if (options.configuration() != null) {
      return ServedRules.of(options.configuration(), options.memoryOnly());
    }
    return options.streaming()
        ? ServedRules.streaming(options.memoryOnly())
        : ServedRules.none(options.memoryOnly());
  }

  /** How names in rules become paths, in a file and at run time. */
  static ParseOptions names(ServerOptions options, Path directory) {
    return ParseOptions.defaults()
        .withResolvePrefix(options.resolvePrefix())
        .withCapioDirectory(directory);
  }
}

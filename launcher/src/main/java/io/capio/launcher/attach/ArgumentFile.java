package io.capio.launcher.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Hands arguments to an agent as they are, or, since a JVM takes about a thousand characters only,
 * in a file that exists as long as the agent reads it.
 */
final class ArgumentFile {
  /** The JVM's limit is 1024 for the arguments together with the path of the agent. */
  private static final int SHORT = 400;

  private ArgumentFile() {}

  /** What is done with the arguments. */
  @FunctionalInterface
  interface Loading<T> {
    /** Does it. */
    T with(String arguments) throws IOException;
  }

  static <T> T during(String arguments, Loading<T> loading) throws IOException {
    if (arguments.length() <= SHORT) {
      return loading.with(arguments);
    }
    Path file = Files.createTempFile("capio-attach-", ".args");
    try {
      Files.writeString(file, arguments);
      return loading.with("arguments=" + file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}

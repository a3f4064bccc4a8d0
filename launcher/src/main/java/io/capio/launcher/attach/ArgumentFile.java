package io.capio.launcher.attach;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.launcher.run.ProgramCommand;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Hands settings to an agent as its arguments or, since a JVM takes about a thousand characters
 * only, in a properties file that exists as long as the agent reads it.
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

  static <T> T during(Settings settings, Loading<T> loading) throws IOException {
    String arguments = ProgramCommand.agentArguments(settings);
    // a JVM garbles characters beyond U+FFFF
    if (arguments.length() <= SHORT && arguments.chars().noneMatch(c -> c >= 0xd800)) {
      return loading.with(arguments);
    }
    Properties values = new Properties();
    values.putAll(ProgramCommand.agentValues(settings));
    Path file = Files.createTempFile("capio-attach-", ".properties");
    try {
      try (Writer out = Files.newBufferedWriter(file)) {
        values.store(out, null);
      }
      return loading.with(Setting.CONFIG.key() + "=" + file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}

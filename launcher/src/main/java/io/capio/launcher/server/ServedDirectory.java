package io.capio.launcher.server;

import io.capio.client.Setting;
import io.capio.client.Settings;
import io.capio.launcher.option.SettingOptions;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The directory that a workflow's server announces (docs/extensions.md): who asks a server by its
 * workflow's name should not have to repeat it.
 */
final class ServedDirectory {
  private ServedDirectory() {}

  /** The settings, with the server's directory unless the command line names one. */
  static Settings adopt(SettingOptions options) throws IOException {
    Settings settings = options.settings();
    Path announcement = Path.of("/dev/shm", settings.workflowName() + "_server");
    if (options.isGiven(Setting.CAPIO_DIR) || !Files.isReadable(announcement)) {
      return settings;
    }
    Properties text = new Properties();
    try (Reader in = Files.newBufferedReader(announcement)) {
      text.load(in);
    }
    String directory = text.getProperty("directory");
    if (directory != null) {
      options.override(Setting.CAPIO_DIR, directory);
    }
    return options.settings();
  }
}

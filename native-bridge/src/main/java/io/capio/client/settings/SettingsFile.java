package io.capio.client.settings;

import io.capio.ipc.Disk;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

/** The properties file that {@link Setting#CONFIG} names. */
final class SettingsFile {
  private SettingsFile() {}

  /**
   * Adds what the file says to the values that were given explicitly, which win.
   *
   * @throws IllegalArgumentException if the file cannot be read or has an unknown key
   */
  static Map<String, String> complete(
      Map<String, String> explicit, Function<String, String> properties) {
    String key = Setting.CONFIG.key();
    String file = explicit.getOrDefault(key, properties.apply("capio." + key));
    if (file == null || file.isEmpty()) {
      return explicit;
    }
    Map<String, String> all = new HashMap<>();
    Properties read = read(file);
    for (String name : read.stringPropertyNames()) {
      requireKnown(file, name);
      all.put(name, read.getProperty(name).strip());
    }
    all.putAll(explicit);
    return all;
  }

  private static Properties read(String file) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(Disk.path(file))) {
      properties.load(in);
      return properties;
    } catch (NoSuchFileException absent) {
      throw new IllegalArgumentException("config names " + file + ", which does not exist", absent);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "config names " + file + ", which is not a readable properties file: " + e.getMessage(),
          e);
    }
  }

  private static void requireKnown(String file, String name) {
    if (name.equals(Setting.CONFIG.key())) {
      throw new IllegalArgumentException(file + " names another file with config; one is enough");
    }
    try {
      Setting.named(name);
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(file + ": " + unknown.getMessage(), unknown);
    }
  }
}

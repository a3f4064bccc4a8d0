package io.capio.client.settings;

import io.capio.ipc.ObjectNames;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts of all settings, what is allowed in them, and what they mean. Immutable. */
final class SettingValues {
  private final Map<Setting, String> texts;

  SettingValues(Map<Setting, String> texts) {
    this.texts = new EnumMap<>(texts);
  }

  SettingValues with(Setting setting, String text) {
    SettingValues changed = new SettingValues(texts);
    changed.texts.put(setting, text);
    return changed;
  }

  /**
   * Looks at all of them.
   *
   * @throws IllegalArgumentException that names the setting and what is allowed
   */
  void validate() {
    new ObjectNames(text(Setting.WORKFLOW_NAME));
    for (Setting setting : Setting.values()) {
      if (setting.isFlag()) {
        oneOf(setting, List.of("true", "false"));
      }
    }
    oneOf(Setting.MISSING, List.of("auto", "wait", "fail"));
    oneOf(Setting.SIZE, List.of("final", "current"));
    oneOf(Setting.SCOPE, List.of("all", "annotated"));
    words(Setting.SERVER_COMMAND);
    seconds(Setting.AWAIT_SERVER_TIMEOUT_SECONDS);
    seconds(Setting.TIMEOUT_SECONDS);
    if (flag(Setting.STREAM) && !text(Setting.CAPIO_CL).isEmpty()) {
      throw new IllegalArgumentException(
          "stream and capioCl exclude each other: a CAPIO-CL file has rules of its own");
    }
  }

  private void oneOf(Setting setting, List<String> allowed) {
    String text = text(setting);
    if (!allowed.contains(text)) {
      throw new IllegalArgumentException(
          setting.key() + " is \"" + text + "\"; it must be one of " + String.join(", ", allowed));
    }
  }

  /** As it was given, or null for one that has neither a value nor a default. */
  String text(Setting setting) {
    return texts.get(setting);
  }

  boolean flag(Setting setting) {
    return Boolean.parseBoolean(text(setting));
  }

  Duration seconds(Setting setting) {
    String text = text(setting);
    double seconds;
    try {
      seconds = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          setting.key() + " is \"" + text + "\"; it must be a number of seconds", e);
    }
    if (!(seconds >= 0 && seconds <= 1e9)) {
      throw new IllegalArgumentException(
          setting.key() + " is " + text + "; it must be from 0 to 1000000000 seconds");
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /** A command line, taken apart as a shell does. */
  List<String> words(Setting setting) {
    try {
      return CommandWords.split(text(setting));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          setting.key() + " is <" + text(setting) + ">; " + e.getMessage(), e);
    }
  }

  /** Those that differ from the defaults, by key. */
  Map<String, String> nonDefault() {
    Map<String, String> map = new LinkedHashMap<>();
    texts.forEach(
        (setting, text) -> {
          if (!text.equals(setting.defaultValue()) && setting != Setting.CONFIG) {
            map.put(setting.key(), text);
          }
        });
    return map;
  }
}

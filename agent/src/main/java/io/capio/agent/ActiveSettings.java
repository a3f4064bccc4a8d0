package io.capio.agent;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.ipc.Disk;
import java.util.LinkedHashMap;
import java.util.Map;

/** What of the settings matters for whether two are the same. Immutable. */
final class ActiveSettings {

  private final Map<String, String> values = new LinkedHashMap<>();
  private final String summary;

  ActiveSettings(Settings settings) {
    for (Setting setting : Setting.values()) {
      String given = settings.get(setting);
      String value = given == null ? "" : given;
      if (matters(setting)) {
        boolean path =
            setting == Setting.CAPIO_DIR || (setting == Setting.CAPIO_CL && !value.isEmpty());
        values.put(
            setting.key(), path ? Disk.path(value).toAbsolutePath().normalize().toString() : value);
      }
    }
    summary =
        "workflow "
            .concat(settings.workflowName())
            .concat(", directory ")
            .concat(values.get(Setting.CAPIO_DIR.key()));
  }

  /** How the agent starts and what it tells does not matter once it is active. */
  private static boolean matters(Setting setting) {
    return setting != Setting.VERBOSE
        && setting != Setting.CONFIG
        && setting != Setting.REQUIRED
        && setting != Setting.AWAIT_SERVER_TIMEOUT_SECONDS;
  }

  /** Returns those of these values that others do not share, as the agent takes them. */
  String differences(ActiveSettings other) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      if (!entry.getValue().equals(other.values.get(entry.getKey()))) {
        text.append(text.length() == 0 ? "" : ",");
        text.append(entry.getKey()).append('=').append(entry.getValue());
      }
    }
    return text.toString();
  }

  /** Returns the workflow and the directory, for a human. */
  String summary() {
    return summary;
  }
}

package io.capio.launcher.server;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.ServerAnnouncement;
import io.capio.launcher.option.SettingOptions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;

/**
 * The directory that a workflow's server announces: who asks a server by its workflow's name should
 * not have to repeat it.
 */
public final class ServedDirectory {
  private ServedDirectory() {}

  /** The settings, with the server's directory unless the command line names one. */
  public static Settings adopt(SettingOptions options) throws IOException {
    Settings settings = options.settings();
    if (options.isGiven(Setting.CAPIO_DIR)) {
      return settings;
    }
    server(settings)
        .ifPresent(
            announced -> options.override(Setting.CAPIO_DIR, announced.directory().toString()));
    return options.settings();
  }

  private static Optional<ServerAnnouncement> server(Settings settings) throws IOException {
    try {
      return ServerAnnouncement.read(new ObjectNames(settings.workflowName()));
    } catch (AccessDeniedException foreign) {
      // whoever connects is told whose it is and what to do
      return Optional.empty();
    }
  }
}

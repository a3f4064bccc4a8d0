package io.capio.bench;

import io.capio.client.CapioClient;
import io.capio.client.ServerControl;
import io.capio.client.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A server of its own in a temporary directory, memory only, so that no disk is measured. */
final class Workflow implements AutoCloseable {
  private final Path directory;
  private final Settings settings;
  private final CapioClient client;

  Workflow(String app) throws IOException {
    directory = Files.createTempDirectory("capio-bench-");
    settings =
        Settings.resolve(
            Map.of(
                "capioDir",
                directory.toString(),
                "workflowName",
                "bench-" + ProcessHandle.current().pid(),
                "appName",
                app,
                "memOnly",
                "true",
                "stream",
                "true"));
    client = CapioClient.connect(settings);
  }

  CapioClient client() {
    return client;
  }

  /** A second step of the same workflow. */
  CapioClient connect(String app) throws IOException {
    return CapioClient.connect(
        Settings.resolve(
            Map.of(
                "capioDir",
                directory.toString(),
                "workflowName",
                settings.workflowName(),
                "appName",
                app,
                "memOnly",
                "true",
                "stream",
                "true")));
  }

  String path(String name) {
    return client.directory().resolve(name).toString();
  }

  @Override
  public void close() throws IOException {
    client.close();
    try (ServerControl control = ServerControl.connect(settings)) {
      control.stop(true, false);
    }
    Files.deleteIfExists(directory);
  }
}

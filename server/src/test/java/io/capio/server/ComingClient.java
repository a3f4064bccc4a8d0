package io.capio.server;

import io.capio.client.CapioClient;
import io.capio.client.settings.Settings;
import java.io.IOException;
import java.util.Map;

/** A program that comes and goes: its arguments are directory, workflow, and how often. */
final class ComingClient {
  private ComingClient() {}

  public static void main(String[] args) throws IOException {
    Settings settings =
        Settings.resolve(
            Map.of(
                "capioDir", args[0], "workflowName", args[1], "awaitServerTimeoutSeconds", "120"));
    int times = Integer.parseInt(args[2]);
    for (int i = 0; i < times; i++) {
      try (CapioClient client = CapioClient.connect(settings)) {
        client.makeDirectory(args[0] + "/d" + i, 0755);
      }
      System.out.println("came " + i);
    }
    System.out.println("done");
  }
}

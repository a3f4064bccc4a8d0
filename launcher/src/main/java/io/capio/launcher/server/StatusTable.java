package io.capio.launcher.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.capio.client.ServerControl;
import io.capio.launcher.option.PlainTable;
import io.capio.launcher.status.ServerStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays the status document of a server out for a human. */
final class StatusTable {
  private static final List<String> HEADINGS =
      List.of("FILE", "SIZE", "RULE", "STATE", "WRITTEN BY", "WAITING");

  private StatusTable() {}

  static String of(String json) {
    JsonNode status = ServerStatus.parse(json).document();
    List<String[]> rows = new ArrayList<>();
    rows.add(HEADINGS.toArray(String[]::new));
    for (JsonNode file : status.path("files")) {
      rows.add(row(file));
    }
    String head =
        String.format(
            "workflow %s, server %s, directory %s%n%s%n%s",
            status.path("workflow").asText(),
            status.path("pid").asText(),
            status.path("directory").asText(),
            steps(status.path("clients")),
            load(status));
    return head + System.lineSeparator() + (rows.size() == 1 ? "no files" : PlainTable.of(rows));
  }

  private static String load(JsonNode status) {
    JsonNode memory = status.path("memory");
    return String.format(
        Locale.ROOT,
        "memory %s of %s, %s spilled to the disk; %d requests, %d per second",
        size(memory.path("used").asLong()),
        size(memory.path("limit").asLong()),
        size(memory.path("spilled").asLong()),
        status.path("requests").asLong(),
        status.path("requestsPerSecond").asLong());
  }

  private static String size(long bytes) {
    return bytes < 1 << 20
        ? bytes + " B"
        : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
  }

  private static String steps(JsonNode clients) {
    List<String> steps = new ArrayList<>();
    for (JsonNode client : clients) {
      if (!client.path("app").asText().equals(ServerControl.APPLICATION)) {
        steps.add(client.path("app").asText() + " (" + client.path("pid").asText() + ")");
      }
    }
    return steps.isEmpty() ? "no programs" : "programs " + String.join(", ", steps);
  }

  private static String[] row(JsonNode file) {
    List<String> producers = new ArrayList<>();
    file.path("producers").forEach(name -> producers.add(name.asText()));
    List<String> waiting = new ArrayList<>();
    for (JsonNode waiter : file.path("waiting")) {
      waiting.add(
          waiter.path("app").asText()
              + " ("
              + waiter.path("pid").asText()
              + "): "
              + waiter.path("what").asText()
              + Seconds.since(waiter));
    }
    return new String[] {
      file.path("path").asText(),
      file.path("directory").asBoolean()
          ? file.path("entries").asText() + " entries"
          : file.path("size").asText(),
      file.path("rule").asText() + " " + file.path("fire").asText(),
      file.path("state").asText() + (file.path("onDisk").asBoolean() ? ", on disk" : ""),
      String.join(" ", producers),
      String.join("; ", waiting)
    };
  }
}

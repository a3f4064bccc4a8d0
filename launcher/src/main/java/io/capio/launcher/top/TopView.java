package io.capio.launcher.top;

import com.fasterxml.jackson.databind.JsonNode;
import io.capio.client.ServerControl;
import io.capio.launcher.option.PlainTable;
import io.capio.launcher.status.Amount;
import io.capio.launcher.status.ServerStatus;
import io.capio.launcher.status.ServerStatus.Traffic;
import io.capio.launcher.status.ServerStatus.Wait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Lays a status out in lines, with rates since the one before it. Not thread-safe. */
final class TopView {
  private Map<String, Traffic> before = Map.of();
  private long beforeNanos;

  List<String> lines(ServerStatus status, long nowNanos) {
    List<String> lines = new ArrayList<>();
    lines.add(head(status.document()));
    lines.add(memory(status.document()));
    lines.add("");
    lines.addAll(programs(status, nowNanos));
    lines.add("");
    lines.addAll(files(status));
    return lines;
  }

  private static String head(JsonNode status) {
    return String.format(
        Locale.ROOT,
        "workflow %s   server %d   up %s   %s",
        status.path("workflow").asText(),
        status.path("pid").asLong(),
        Amount.seconds(status.path("uptimeMillis").asLong() / 1e3),
        status.path("directory").asText());
  }

  private static String memory(JsonNode status) {
    JsonNode memory = status.path("memory");
    return String.format(
        Locale.ROOT,
        "memory %s of %s   spilled %s   %d requests, %d per second",
        Amount.bytes(memory.path("used").asLong()),
        Amount.bytes(memory.path("limit").asLong()),
        Amount.bytes(memory.path("spilled").asLong()),
        status.path("requests").asLong(),
        status.path("requestsPerSecond").asLong());
  }

  private List<String> programs(ServerStatus status, long nowNanos) {
    Map<String, List<String>> pids = new TreeMap<>();
    status.traffic().keySet().forEach(app -> pids.put(app, new ArrayList<>()));
    for (JsonNode client : status.document().path("clients")) {
      pids.computeIfAbsent(client.path("app").asText(), app -> new ArrayList<>())
          .add(client.path("pid").asText());
    }
    pids.remove(ServerControl.APPLICATION);
    double seconds = before.isEmpty() ? 0 : (nowNanos - beforeNanos) / 1e9;
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"PROGRAM", "PROCESS", "WRITTEN", "PER S", "READ", "PER S", "WAITS FOR"});
    pids.forEach(
        (app, processes) -> {
          Traffic traffic = status.traffic().getOrDefault(app, Traffic.NONE);
          Traffic earlier = before.getOrDefault(app, Traffic.NONE);
          rows.add(
              new String[] {
                app,
                processes.isEmpty() ? "ended" : String.join(" ", processes),
                Amount.bytes(traffic.written()),
                rate(traffic.written() - earlier.written(), seconds),
                Amount.bytes(traffic.read()),
                rate(traffic.read() - earlier.read(), seconds),
                waits(status.waits(), app)
              });
        });
    before = status.traffic();
    beforeNanos = nowNanos;
    return rows.size() == 1 ? List.of("no programs") : PlainTable.of(rows).lines().toList();
  }

  private static String rate(long bytes, double seconds) {
    return seconds <= 0 ? "-" : Amount.bytes(Math.round(bytes / seconds));
  }

  private static String waits(List<Wait> waits, String app) {
    return waits.stream()
        .filter(wait -> wait.app().equals(app))
        .findFirst()
        .map(wait -> wait.what() + ", " + Amount.seconds(wait.millis() / 1e3))
        .orElse("");
  }

  private static List<String> files(ServerStatus status) {
    List<JsonNode> files = new ArrayList<>();
    status.document().path("files").forEach(files::add);
    // what is waited for first, then what is being written: the rest is history
    files.sort(
        Comparator.comparingInt((JsonNode file) -> -file.path("waiting").size())
            .thenComparing(file -> !file.path("state").asText().equals("open"))
            .thenComparing(file -> file.path("path").asText()));
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"FILE", "SIZE", "STATE", "WRITERS", "READERS", "WAITING"});
    for (JsonNode file : files) {
      rows.add(
          new String[] {
            file.path("path").asText().replace(status.directory() + "/", ""),
            file.path("directory").asBoolean()
                ? file.path("entries").asText() + " entries"
                : file.has("size") ? Amount.bytes(file.path("size").asLong()) : "",
            file.path("state").asText() + (file.path("onDisk").asBoolean() ? ", on disk" : ""),
            file.path("writers").asText(),
            file.path("readers").asText(),
            file.path("waiting").isEmpty() ? "" : Integer.toString(file.path("waiting").size())
          });
    }
    return rows.size() == 1 ? List.of("no files") : PlainTable.of(rows).lines().toList();
  }
}

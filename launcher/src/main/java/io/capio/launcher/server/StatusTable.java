package io.capio.launcher.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.capio.client.ServerControl;
import io.capio.launcher.option.LauncherException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/** Lays the status document of a server out for a human. */
final class StatusTable {
  private static final List<String> HEADINGS =
      List.of("FILE", "SIZE", "RULE", "STATE", "WRITTEN BY", "WAITING");
  private static final int GAP = 2;

  private StatusTable() {}

  static String of(String json) {
    JsonNode status;
    try {
      status = new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw LauncherException.internal("the server's status is not readable; see --json", e);
    }
    List<String[]> rows = new ArrayList<>();
    rows.add(HEADINGS.toArray(String[]::new));
    for (JsonNode file : status.path("files")) {
      rows.add(row(file));
    }
    String head =
        String.format(
            "workflow %s, server %s, directory %s%n%s",
            status.path("workflow").asText(),
            status.path("pid").asText(),
            status.path("directory").asText(),
            steps(status.path("clients")));
    return head + System.lineSeparator() + (rows.size() == 1 ? "no files" : table(rows));
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
    file.path("waiting")
        .forEach(
            waiter ->
                waiting.add(waiter.path("app").asText() + ": " + waiter.path("what").asText()));
    return new String[] {
      file.path("path").asText(),
      file.path("size").asText(),
      file.path("rule").asText() + " " + file.path("fire").asText(),
      file.path("state").asText() + (file.path("onDisk").asBoolean() ? ", on disk" : ""),
      String.join(" ", producers),
      String.join("; ", waiting)
    };
  }

  private static String table(List<String[]> rows) {
    Column[] columns = new Column[HEADINGS.size()];
    for (int i = 0; i < columns.length; i++) {
      int widest = 0;
      for (String[] row : rows) {
        widest = Math.max(widest, row[i].length());
      }
      columns[i] = new Column(widest + GAP, 0, Column.Overflow.TRUNCATE);
    }
    ColorScheme plain = Help.defaultColorScheme(Ansi.OFF);
    TextTable table = TextTable.forColumns(plain, columns);
    rows.forEach(table::addRowValues);
    return table.toString().stripTrailing();
  }
}

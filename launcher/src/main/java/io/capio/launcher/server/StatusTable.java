package io.capio.launcher.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
      List.of("FILE", "SIZE", "RULE", "STATE", "WRITTEN BY", "WAITED FOR BY");
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
            "workflow %s, server %s, directory %s",
            status.path("workflow").asText(),
            status.path("pid").asText(),
            status.path("directory").asText());
    return head + System.lineSeparator() + (rows.size() == 1 ? "no files" : table(rows));
  }

  private static String[] row(JsonNode file) {
    return new String[] {
      file.path("path").asText(),
      file.path("size").asText(),
      file.path("rule").asText(),
      file.path("state").asText(),
      words(file.path("writers")),
      words(file.path("waiting"))
    };
  }

  private static String words(JsonNode names) {
    List<String> words = new ArrayList<>();
    names.forEach(name -> words.add(name.asText()));
    return String.join(" ", words);
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

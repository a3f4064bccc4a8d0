package io.capio.launcher.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.capio.launcher.status.ServerStatus;
import java.util.ArrayList;
import java.util.List;

/** Says from a status document why readers of one path wait. */
final class WaitReport {
  private WaitReport() {}

  static String of(String json, String path) {
    JsonNode status = ServerStatus.parse(json).document();
    for (JsonNode file : status.path("files")) {
      if (file.path("path").asText().equals(path)) {
        return path + ": " + String.join(System.lineSeparator() + "  ", sentences(file, status));
      }
    }
    return path + ": the workflow has no such file, and nobody waits for it";
  }

  private static List<String> sentences(JsonNode file, JsonNode status) {
    List<String> said = new ArrayList<>();
    said.add(
        switch (file.path("state").asText()) {
          case "absent" ->
              "nobody has created it yet" + declared(file, status) + "; opens wait until it exists";
          case "committed" -> "committed, nobody has to wait";
          case "failed" -> file.path("failure").asText() + "; reads fail";
          default -> unfinished(file);
        });
    for (JsonNode waiter : file.path("waiting")) {
      said.add(
          waiter.path("app").asText()
              + " ("
              + waiter.path("pid").asText()
              + ") waits for "
              + waiter.path("what").asText()
              + Seconds.since(waiter));
    }
    return said;
  }

  /** A producer that has ended may be run again, so that opens go on waiting. */
  private static String declared(JsonNode file, JsonNode status) {
    List<String> producers = names(file.path("declaredProducers"), "");
    if (producers.isEmpty()) {
      return ", and no step is declared to";
    }
    List<String> ended = new ArrayList<>(names(status.path("traffic"), "app"));
    ended.removeAll(names(status.path("clients"), "app"));
    ended.retainAll(producers);
    return ", which "
        + String.join(", ", producers)
        + " is declared to"
        + (ended.isEmpty() ? "" : ", but " + String.join(", ", ended) + " has ended");
  }

  private static List<String> names(JsonNode list, String member) {
    List<String> names = new ArrayList<>();
    list.forEach(each -> names.add((member.isEmpty() ? each : each.path(member)).asText()));
    return names;
  }

  private static String unfinished(JsonNode file) {
    boolean streams = file.path("fire").asText().equals("no_update");
    String what = file.path("directory").asBoolean() ? "lists" : "reads";
    return "not committed: "
        + commit(file)
        + "; "
        + (streams
            ? what + " wait for what is not there yet"
            : what + " wait until then, because its mode is update");
  }

  private static String commit(JsonNode file) {
    String rule = file.path("rule").asText();
    String writers = running(file);
    if (rule.equals("on_file")) {
      return rule + " waits for " + join(file.path("dependsOn"));
    }
    if (rule.equals("on_n_files") && file.has("expectedEntries")) {
      return rule
          + " wants "
          + file.path("expectedEntries").asText()
          + " entries, there are "
          + file.path("entries").asText();
    }
    if (rule.equals("on_close")) {
      int open = file.path("writers").asInt();
      return open == 0
          ? "on_close, and nobody has written and closed it yet"
          : "on_close, writing handles still open: " + open + writers;
    }
    return rule.startsWith("on_close")
        ? rule + " wants more closes" + writers
        : rule + (writers.isEmpty() ? ", and no step has written it yet" : writers);
  }

  private static String running(JsonNode file) {
    List<String> steps = new ArrayList<>();
    for (JsonNode step : file.path("running")) {
      steps.add(step.path("app").asText() + " (" + step.path("pid").asText() + ")");
    }
    return steps.isEmpty() ? "" : ", and " + String.join(", ", steps) + " still runs";
  }

  private static String join(JsonNode names) {
    return String.join(", ", names(names, ""));
  }
}

package io.capio.cl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The TOML file that a document of version 1.1 may name. It sets up monitors, which share commits
 * between engines over multicast or marker files. It is checked as upstream does, so that a
 * document is accepted by both or by neither, but no monitor is started: the server commits by
 * itself, as {@code capio_server} does, and an embedded server has no business joining multicast
 * groups.
 */
final class TomlConfiguration {
  private static final List<String> MULTICAST_ADDRESSES =
      List.of(
          "monitor.mcast.commit.ip",
          "monitor.mcast.commit.port",
          "monitor.mcast.homenode.ip",
          "monitor.mcast.homenode.port",
          "monitor.mcast.delay_ms");

  private final Map<String, String> values = new TreeMap<>();

  private TomlConfiguration() {}

  static TomlConfiguration read(Path file) throws IOException {
    String source = DocumentReader.nameOf(file);
    TomlConfiguration configuration = new TomlConfiguration();
    try {
      configuration.flatten(source, "", new TomlMapper().readTree(DocumentReader.content(file)));
    } catch (JsonProcessingException e) {
      throw DocumentReader.syntaxError(source, "TOML", e);
    }
    configuration.checkMulticast(source);
    return configuration;
  }

  /** The monitors that the file switches on. */
  List<String> enabledMonitors() {
    return List.of("monitor.mcast", "monitor.filesystem").stream()
        .filter(monitor -> "true".equals(values.get(monitor + ".enabled")))
        .toList();
  }

  private void flatten(String source, String key, JsonNode node) throws CapioClException {
    if (node.isObject()) {
      Map<String, JsonNode> members = new LinkedHashMap<>();
      node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
      for (Map.Entry<String, JsonNode> member : members.entrySet()) {
        String name = member.getKey();
        flatten(source, key.isEmpty() ? name : key + "." + name, member.getValue());
      }
    } else if (node.isTextual() || node.isBoolean() || node.isIntegralNumber()) {
      values.put(key, node.asText());
    } else {
      throw new CapioClException(
          source, key, "a string, a boolean or an integer", DocumentReader.describe(node));
    }
  }

  private void checkMulticast(String source) throws CapioClException {
    if (!"true".equals(values.get("monitor.mcast.enabled"))) {
      return;
    }
    for (String key : MULTICAST_ADDRESSES) {
      String value = values.get(key);
      if (value == null) {
        throw new CapioClException(
            source, key, "a value, because monitor.mcast.enabled is true", "nothing");
      }
      if (!key.endsWith(".ip") && !value.matches("[+-]?[0-9]{1,9}")) {
        throw new CapioClException(source, key, "an integer", DocumentReader.quoted(value));
      }
    }
  }
}

package io.capio.cl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes entries from a validated document. The order of the steps is upstream's and matters: a path
 * that is named for the first time starts as a copy of what matches it at that moment.
 */
final class GraphLoader {
  private final String source;
  private final NameResolver names;
  private final EntryTable table;

  GraphLoader(String source, NameResolver names, EntryTable table) {
    this.source = source;
    this.names = names;
    this.table = table;
  }

  void load(JsonNode document) throws CapioClException {
    JsonNode graph = document.get("IO_Graph");
    for (int i = 0; i < graph.size(); i++) {
      loadApplication(graph.get(i), "$.IO_Graph[" + i + "]");
    }
    resolved(document.path("permanent")).forEach(path -> obtain(path).permanent = true);
    resolved(document.path("exclude")).forEach(path -> obtain(path).excluded = true);
    JsonNode storage = document.path("storage");
    stored(storage.path("memory")).forEach(path -> obtain(path).inMemory = true);
    stored(storage.path("fs")).forEach(path -> obtain(path).inMemory = false);
  }

  private void loadApplication(JsonNode application, String place) throws CapioClException {
    List<String> name = List.of(withoutBlanks(application.get("name").textValue()));
    for (String path : resolved(application.get("input_stream"))) {
      Entry.addMissing(obtain(path).consumers, name);
    }
    for (String path : resolved(application.get("output_stream"))) {
      Entry.addMissing(obtain(path).producers, name);
    }
    JsonNode rules = application.path("streaming");
    for (int i = 0; i < rules.size(); i++) {
      loadRule(rules.get(i), place + ".streaming[" + i + "]");
    }
  }

  private void loadRule(JsonNode json, String place) throws CapioClException {
    StreamingRule rule = StreamingRule.of(json, source, place);
    List<String> dependencies = names.resolve(rule.fileDependencies());
    for (String path : resolved(json.get(rule.directory() ? "dirname" : "name"))) {
      Entry entry = obtain(path);
      if (rule.directoryChildren() != 0) {
        entry.directoryChildren = rule.directoryChildren();
        entry.countsChildren = false;
      }
      entry.file = !rule.directory();
      entry.commitRule = rule.commitRule();
      entry.fireRule = rule.fireRule();
      entry.closeCount = rule.closeCount();
      if (!dependencies.isEmpty()) {
        dependencies.forEach(this::obtain);
        entry.fileDependencies.clear();
        entry.fileDependencies.addAll(dependencies);
      }
    }
  }

  /** The entry to set something on; one that the engine never sees for the empty name. */
  private Entry obtain(String path) {
    return path.isEmpty() ? new Entry() : table.obtain(path);
  }

  private List<String> resolved(JsonNode array) {
    return names.resolve(texts(array));
  }

  private List<String> stored(JsonNode array) {
    return names.resolveStorage(texts(array));
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.textValue()));
    return texts;
  }

  /** An application's name as the engine compares it. */
  static String withoutBlanks(String application) {
    return application.replaceAll("[ \\t\\n\\x0B\\f\\r]", "");
  }
}

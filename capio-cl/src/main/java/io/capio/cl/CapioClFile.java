package io.capio.cl;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads CAPIO-CL documents. */
public final class CapioClFile {
  private CapioClFile() {}

  /**
   * Reads, validates and resolves a document of version 1 or 1.1. A TOML file that it names is
   * looked for in the working directory, as upstream does, and checked.
   *
   * @param file the document
   * @param options how its names become paths
   * @return the engine that answers from it
   * @throws CapioClException if the file is missing, is no JSON, violates the schema of its
   *     version, or names a TOML file that is missing or wrong
   * @throws IOException if the file cannot be read for another reason
   */
  public static RuleEngine parse(Path file, ParseOptions options) throws IOException {
    JsonNode document = DocumentReader.read(file);
    String source = DocumentReader.nameOf(file);
    List<String> notes = new ArrayList<>();
    if (document.has("configuration")) {
      noteConfiguration(source, document.get("configuration").textValue(), notes);
    }
    Map<String, List<String>> aliases = aliases(document);
    if (!aliases.isEmpty() && !options.expandAliases()) {
      notes.add("$.aliases: group names are not expanded, each is taken as the name of a file");
    }
    if (!document.path("home_node_policies").isEmpty()) {
      notes.add("$.home_node_policies: without meaning, because there is one node");
    }
    EntryTable table = new EntryTable(new Entry());
    NameResolver names = new NameResolver(options, options.expandAliases() ? aliases : Map.of());
    new GraphLoader(source, names, table).load(document);
    if (options.memOnly()) {
      table.keepAllInMemory();
    }
    return new RuleEngine(document.get("name").textValue(), true, table, notes);
  }

  /** Loads what {@link #parse} needs and takes long: for a thread that has nothing better to do. */
  public static void prepare() {
    SchemaCheck.forVersion("1");
  }

  private static void noteConfiguration(String source, String name, List<String> notes)
      throws IOException {
    Path file = tomlFile(source, name);
    for (String monitor : TomlConfiguration.read(file).enabledMonitors()) {
      notes.add("$.configuration: " + monitor + " is not started, the server commits by itself");
    }
  }

  private static Path tomlFile(String source, String name) throws CapioClException {
    try {
      Path file = Path.of(name);
      if (Files.isReadable(file) && !Files.isDirectory(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      // Falls through: to the author of the document it is one more name without a file.
    }
    throw new CapioClException(
        source, "$.configuration", "the path of a readable TOML file", DocumentReader.quoted(name));
  }

  private static Map<String, List<String>> aliases(JsonNode document) {
    Map<String, List<String>> aliases = new HashMap<>();
    for (JsonNode alias : document.path("aliases")) {
      aliases
          .computeIfAbsent(alias.get("group_name").textValue(), name -> new ArrayList<>())
          .addAll(GraphLoader.texts(alias.get("files")));
    }
    return aliases;
  }
}

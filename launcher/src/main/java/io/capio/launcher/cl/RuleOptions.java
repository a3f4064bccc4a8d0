package io.capio.launcher.cl;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.capio.launcher.option.LauncherException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A rule given on the command line, in the words of CAPIO-CL. */
final class RuleOptions {
  private static final String COUNTED = "on_close:";

  @Parameters(
      paramLabel = "PATH",
      description = "path or pattern as in a CAPIO-CL file; relative to the CAPIO directory")
  private String path;

  @Option(names = "--producer", paramLabel = "APP", description = "step that writes it")
  private List<String> producers = new ArrayList<>();

  @Option(names = "--consumer", paramLabel = "APP", description = "step that reads it")
  private List<String> consumers = new ArrayList<>();

  @Option(
      names = "--committed",
      paramLabel = "RULE",
      description = "on_close, on_close:N, on_termination, on_file or on_n_files")
  private String committed;

  @Option(names = "--mode", paramLabel = "MODE", description = "update or no_update")
  private String mode;

  @Option(names = "--file-dep", paramLabel = "FILE", description = "file that on_file waits for")
  private List<String> dependencies = new ArrayList<>();

  @Option(names = "--n-files", paramLabel = "N", description = "entries that on_n_files waits for")
  private int entries;

  @Option(names = "--directory", description = "it is a directory")
  private boolean directory;

  @Option(names = "--permanent", description = "it is to be on the disk at the end")
  private boolean permanent;

  @Option(names = "--exclude", description = "CAPIO leaves it to the disk")
  private boolean excluded;

  /** The message for a server, in one line. */
  String message(String workflow, String operation) {
    ObjectMapper json = new ObjectMapper();
    ObjectNode message = json.createObjectNode();
    message.put("operation", operation).put("path", path).put("workflow_name", workflow);
    ObjectNode entry = message.putObject("CapioClEntry");
    addAll(entry, "producers", producers);
    addAll(entry, "consumers", consumers);
    addAll(entry, "file_dependencies", dependencies);
    if (committed != null) {
      commit(entry);
    }
    if (mode != null) {
      entry.put("fire_rule", mode);
    }
    if (entries != 0) {
      entry.put("directory_children_count", entries);
    }
    if (directory) {
      entry.put("is_file", false);
    }
    if (permanent) {
      entry.put("permanent", true);
    }
    if (excluded) {
      entry.put("excluded", true);
    }
    return message.toString();
  }

  private void commit(ObjectNode entry) {
    if (!committed.startsWith(COUNTED)) {
      entry.put("commit_rule", committed);
      return;
    }
    try {
      entry.put("commit_rule", "on_close");
      entry.put("commit_on_close_count", Integer.parseInt(committed.substring(COUNTED.length())));
    } catch (NumberFormatException e) {
      throw LauncherException.usage(
          "--committed is \"" + committed + "\"; on_close:N needs a number", e);
    }
  }

  private static void addAll(ObjectNode entry, String member, List<String> values) {
    if (!values.isEmpty()) {
      values.forEach(entry.putArray(member)::add);
    }
  }
}

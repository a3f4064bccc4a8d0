package io.capio.cl;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A message that changes rules at run time, in the form of upstream's dynamic configuration: a JSON
 * object with the members {@code path}, {@code workflow_name} and {@code CapioClEntry}. A member
 * {@code operation}, which upstream does not know, is {@code add} (the default) or {@code set}.
 * Immutable.
 *
 * @param path the path or pattern; not empty
 * @param workflowName the workflow that is meant; the receiver ignores messages for others
 * @param change what to change
 * @param replaces true if nothing of a rule that the path has remains ({@code set}), false if the
 *     change is merged into it
 */
public record RuleUpdate(String path, String workflowName, RuleChange change, boolean replaces) {
  private static final String ENTRY = "CapioClEntry";
  private static final String OPERATION = "operation";
  private static final Set<String> MESSAGE_MEMBERS =
      Set.of("path", "workflow_name", ENTRY, OPERATION);
  private static final Set<String> ENTRY_MEMBERS =
      Set.of(
          "producers",
          "consumers",
          "file_dependencies",
          "commit_rule",
          "fire_rule",
          "directory_children_count",
          "commit_on_close_count",
          "enable_directory_count_update",
          "store_in_memory",
          "permanent",
          "excluded",
          "is_file");

  /**
   * Reads a message. Unlike upstream, which drops silently what it does not understand, this says
   * what is wrong, also of a member or word that does not exist.
   *
   * @param json the message; its entry may be an object or a string that holds one
   * @return the update
   * @throws CapioClException if the text is no such message
   */
  public static RuleUpdate parse(String json) throws CapioClException {
    JsonMembers message = JsonMembers.of("run-time rule", "$", tree("$", json));
    message.allowOnly(MESSAGE_MEMBERS);
    String path = message.text("path");
    if (path.isEmpty()) {
      throw message.rejection("path", "a path or pattern");
    }
    String workflow = message.text("workflow_name");
    JsonNode entry = message.member(ENTRY);
    String place = "$." + ENTRY;
    JsonNode rule = entry.isTextual() ? tree(place, entry.textValue()) : entry;
    return new RuleUpdate(
        path, workflow, change(JsonMembers.of("run-time rule", place, rule)), replaces(message));
  }

  private static boolean replaces(JsonMembers message) throws CapioClException {
    if (message.lacks(OPERATION)) {
      return false;
    }
    String operation = message.text(OPERATION);
    if (!operation.equals("add") && !operation.equals("set")) {
      throw message.rejection(OPERATION, "add or set");
    }
    return operation.equals("set");
  }

  /**
   * The same update with its names made into paths, as those of a document are.
   *
   * @param options how; aliases do not exist here
   * @return the update for {@link #applyTo}
   */
  public RuleUpdate resolved(ParseOptions options) {
    NameResolver names = new NameResolver(options, Map.of());
    return new RuleUpdate(
        names.resolve(List.of(path)).get(0),
        workflowName,
        change.withFileDependencies(names.resolve(change.fileDependencies())),
        replaces);
  }

  /**
   * Carries the update out.
   *
   * @param engine the engine of the workflow
   */
  public void applyTo(RuleEngine engine) {
    if (replaces) {
      engine.replace(path, change);
    } else {
      engine.merge(path, change);
    }
  }

  private static JsonNode tree(String place, String json) throws CapioClException {
    String source = place.equals("$") ? "run-time rule" : "run-time rule, " + place;
    return DocumentReader.tree(source, json.getBytes(StandardCharsets.UTF_8));
  }

  private static RuleChange change(JsonMembers rule) throws CapioClException {
    rule.allowOnly(ENTRY_MEMBERS);
    return new RuleChange(
        rule.texts("producers"),
        rule.texts("consumers"),
        rule.texts("file_dependencies"),
        commitRule(rule),
        fireRule(rule),
        rule.count("directory_children_count"),
        rule.count("commit_on_close_count"),
        rule.flag("enable_directory_count_update"),
        rule.flag("store_in_memory").orElse(false),
        rule.flag("permanent").orElse(false),
        rule.flag("excluded").orElse(false),
        rule.flag("is_file").orElse(true));
  }

  private static Optional<CommitRule> commitRule(JsonMembers rule) throws CapioClException {
    if (rule.lacks("commit_rule")) {
      return Optional.empty();
    }
    Optional<CommitRule> known = CommitRule.ofWord(rule.text("commit_rule"));
    if (known.isEmpty()) {
      throw rule.rejection("commit_rule", "on_close, on_termination, on_file or on_n_files");
    }
    return known;
  }

  private static Optional<FireRule> fireRule(JsonMembers rule) throws CapioClException {
    if (rule.lacks("fire_rule")) {
      return Optional.empty();
    }
    Optional<FireRule> known = FireRule.ofWord(rule.text("fire_rule"));
    if (known.isEmpty()) {
      throw rule.rejection("fire_rule", "update or no_update");
    }
    return known;
  }
}

package io.capio.cl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers what CAPIO-CL says about a path. Paths are compared as text with the names and patterns
 * of the document, so callers pass the absolute, normalized paths that clients send.
 *
 * <p>Only {@link #rule}, {@link #merge} and {@link #replace} change the engine; all other queries
 * leave it as it is. Queries about the empty path answer as upstream's engine does: it is
 * permanent, excluded and firable, and every application produces and consumes it.
 *
 * <p>Not thread-safe: not even two queries may run at once, because answers are cached.
 */
public final class RuleEngine {
  private static final Rule EMPTY_PATH = emptyPath();

  private final String workflowName;
  private final boolean configured;
  private final EntryTable table;
  private final List<String> notes;
  private final Decisions decisions;

  RuleEngine(String workflowName, boolean configured, EntryTable table, List<String> notes) {
    this.workflowName = workflowName;
    this.configured = configured;
    this.table = table;
    this.decisions = new Decisions(table);
    this.notes = List.copyOf(notes);
  }

  /**
   * The engine of a workflow without configuration: nothing is declared, every path is committed
   * {@code on_termination} and read after its commit.
   *
   * @param workflowName the name of the workflow
   * @return a new engine
   */
  public static RuleEngine defaults(String workflowName) {
    return new RuleEngine(workflowName, false, new EntryTable(new Entry()), List.of());
  }

  /**
   * The engine of a workflow that streams without configuration: nothing is declared, every path is
   * committed {@code on_close} and read as it is written.
   *
   * @param workflowName the name of the workflow
   * @return a new engine
   */
  public static RuleEngine streaming(String workflowName) {
    Entry streaming = new Entry();
    streaming.commitRule = CommitRule.ON_CLOSE;
    streaming.fireRule = FireRule.NO_UPDATE;
    return new RuleEngine(workflowName, false, new EntryTable(streaming), List.of());
  }

  private static Rule emptyPath() {
    Entry entry = new Entry();
    entry.fireRule = FireRule.NO_UPDATE;
    entry.permanent = true;
    entry.excluded = true;
    entry.inMemory = true;
    return entry.snapshot();
  }

  /**
   * The name of the workflow.
   *
   * @return the {@code name} of the document, which may be empty, or what the factory was given
   */
  public String workflowName() {
    return workflowName;
  }

  /**
   * Whether the engine comes from a document.
   *
   * @return false for {@link #defaults} and {@link #streaming}, also after a {@link #merge}
   */
  public boolean hasConfiguration() {
    return configured;
  }

  /**
   * What the document says and this implementation does not act on.
   *
   * @return one sentence each, naming the JSON path; immutable
   */
  public List<String> notes() {
    return notes;
  }

  /**
   * The rule of a path, by upstream's first sight: a path without entry gets one, a copy of what
   * decides for it now, and its parent counts it as a child. Later changes of a pattern do not
   * reach the copy. The embedded server asks {@link #decide} instead, so that probing paths neither
   * grows the engine nor changes what directories wait for.
   *
   * @param path the path
   * @return the rule of its entry
   */
  public Rule rule(String path) {
    if (path.isEmpty()) {
      return EMPTY_PATH;
    }
    if (table.exact(path).isEmpty()) {
      decisions.forget();
    }
    return table.obtain(path).snapshot();
  }

  /**
   * The rule of a path: that of its own entry, else of the longest pattern that matches, else the
   * default rule. Changes nothing.
   *
   * @param path the path
   * @return the rule
   */
  public Rule decide(String path) {
    return path.isEmpty() ? EMPTY_PATH : decisions.of(path).rule();
  }

  /**
   * The entry that decides for a path.
   *
   * @param path the path
   * @return the path or pattern as the engine holds it; empty if the default rule decides
   */
  public Optional<String> matchingEntry(String path) {
    return path.isEmpty() ? Optional.empty() : decisions.of(path).text();
  }

  /**
   * Whether any entry matches the path.
   *
   * @param path the path
   * @return true if something other than the default rule decides
   */
  public boolean contains(String path) {
    return matchingEntry(path).isPresent();
  }

  /**
   * Whether an application produces a path by any matching entry, not only by the deciding one.
   *
   * @param path the path
   * @param application its name; blanks are ignored, as in the document
   * @return true if an entry lists it
   */
  public boolean isProducer(String path, String application) {
    return path.isEmpty()
        || decisions.of(path).producers().contains(GraphLoader.withoutBlanks(application));
  }

  /**
   * Whether an application consumes a path by any matching entry, not only by the deciding one.
   *
   * @param path the path
   * @param application its name; blanks are ignored, as in the document
   * @return true if an entry lists it
   */
  public boolean isConsumer(String path, String application) {
    return path.isEmpty()
        || decisions.of(path).consumers().contains(GraphLoader.withoutBlanks(application));
  }

  /**
   * The applications that any matching entry lists as producers.
   *
   * @param path the path
   * @return their names; immutable
   */
  public Set<String> declaredProducers(String path) {
    return path.isEmpty() ? Set.of() : decisions.of(path).producers();
  }

  /**
   * The applications that any matching entry lists as consumers.
   *
   * @param path the path
   * @return their names; immutable
   */
  public Set<String> declaredConsumers(String path) {
    return path.isEmpty() ? Set.of() : decisions.of(path).consumers();
  }

  /**
   * Whether some application declares the path as output.
   *
   * @param path the path
   * @return true if {@link #declaredProducers} has any
   */
  public boolean isDeclaredOutput(String path) {
    return !declaredProducers(path).isEmpty();
  }

  /**
   * Whether some application declares the path as input.
   *
   * @param path the path
   * @return true if {@link #declaredConsumers} has any
   */
  public boolean isDeclaredInput(String path) {
    return !declaredConsumers(path).isEmpty();
  }

  /**
   * Whether CAPIO is to ignore the path.
   *
   * @param path the path
   * @return {@link Rule#excluded} of {@link #decide}
   */
  public boolean isExcluded(String path) {
    return decide(path).excluded();
  }

  /**
   * Whether the path must be on disk after the workflow.
   *
   * @param path the path
   * @return {@link Rule#permanent} of {@link #decide}
   */
  public boolean isPermanent(String path) {
    return decide(path).permanent();
  }

  /**
   * All entries in the order in which they were made.
   *
   * @return an immutable snapshot from path or pattern to rule
   */
  public Map<String, Rule> entries() {
    Map<String, Rule> rules = new LinkedHashMap<>();
    table.all().forEach((text, entry) -> rules.put(text, entry.snapshot()));
    return Collections.unmodifiableMap(rules);
  }

  /**
   * Applies a rule given at run time. What the change leaves out stays as it is: lists grow, counts
   * are added, flags are only ever raised, and a commit or firing rule that is given replaces the
   * old one. A path or pattern without entry becomes one, starting from the rule that held for it
   * so far, without counting as a child of its parent; counts and dependencies that are given then
   * replace those of the other entry.
   *
   * @param path a path or pattern; nothing happens for an empty one
   * @param change what to change
   */
  public void merge(String path, RuleChange change) {
    if (path.isEmpty()) {
      return;
    }
    Optional<Entry> known = table.exact(path);
    if (known.isPresent()) {
      change.mergeInto(known.get());
    } else {
      Entry entry = table.copyFor(path);
      change.startWith(entry);
      table.insert(path, entry);
    }
    decisions.forget();
  }

  /**
   * Gives a path or pattern the rule that a change describes and nothing else: what it leaves out
   * is as in the default rule, whatever the entry or a pattern said before.
   *
   * @param path a path or pattern; nothing happens for an empty one
   * @param change the rule
   */
  public void replace(String path, RuleChange change) {
    if (path.isEmpty()) {
      return;
    }
    Entry entry = table.defaultEntry();
    change.startWith(entry);
    table.put(path, entry);
    decisions.forget();
  }
}

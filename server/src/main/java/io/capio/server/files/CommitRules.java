package io.capio.server.files;

import io.capio.cl.CommitRule;
import io.capio.cl.Rule;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Decides whether a file or directory is final, from what has happened to it so far. */
final class CommitRules {
  private final Namespace namespace;

  /** Files whose commit depends on others ({@code on_file}), by the path they depend on. */
  private final Map<String, Set<FileNode>> dependents = new HashMap<>();

  /**
   * @param namespace where the files are that {@code on_file} depends on
   */
  CommitRules(Namespace namespace) {
    this.namespace = namespace;
  }

  /** Remembers a file whose rule names others that it depends on. */
  void watch(FileNode file) {
    for (String path : file.rule().fileDependencies()) {
      dependents.computeIfAbsent(path, key -> new LinkedHashSet<>()).add(file);
    }
  }

  /** Forgets a file that loses its path. */
  void forget(FileNode file) {
    for (String path : file.rule().fileDependencies()) {
      Set<FileNode> waiting = dependents.get(path);
      if (waiting != null) {
        waiting.remove(file);
      }
    }
  }

  /** Forgets all files, whose rules are about to change. */
  void forgetAll() {
    dependents.clear();
  }

  /** The files that are not final yet and depend on that path. */
  Set<FileNode> dependentsOf(String path) {
    Set<FileNode> waiting = dependents.getOrDefault(path, new LinkedHashSet<>());
    waiting.removeIf(file -> file.state() != FileState.OPEN);
    return Set.copyOf(waiting);
  }

  /** Whether the end of steps decides. */
  static boolean isByTermination(Rule rule) {
    return rule.commitRule() == CommitRule.ON_TERMINATION
        || rule.commitRule() == CommitRule.ON_N_FILES;
  }

  /** Whether nobody is left who could finish a file that a producer died on. */
  static boolean isAbandoned(FileNode file) {
    boolean awaitsSteps = isByTermination(file.rule()) || file.rule().closeCount() > 0;
    return file.writers() == 0 && (!awaitsSteps || file.running().isEmpty());
  }

  /** Whether a file's rule says that it is final. */
  boolean isFulfilled(FileNode file) {
    Rule rule = file.rule();
    return switch (rule.commitRule()) {
      case ON_CLOSE ->
          rule.closeCount() > 0
              ? file.closes() >= rule.closeCount()
              : file.closes() > 0 && file.writers() == 0;
      // a file cannot hold entries: the rule of its directory was meant
      case ON_TERMINATION, ON_N_FILES -> isTerminated(file);
      case ON_FILE -> rule.fileDependencies().stream().allMatch(this::isCommitted);
    };
  }

  /** Whether a directory's rule says that no entry will come any more. */
  boolean isFulfilled(DirectoryNode directory) {
    Rule rule = directory.rule();
    return switch (rule.commitRule()) {
      case ON_N_FILES ->
          rule.childrenConfigured()
              ? directory.children().size() >= rule.directoryChildren()
              : isTerminated(directory);
      case ON_FILE -> rule.fileDependencies().stream().allMatch(this::isCommitted);
      case ON_CLOSE, ON_TERMINATION -> isTerminated(directory);
    };
  }

  private static boolean isTerminated(Node node) {
    return node.running().isEmpty() && !node.producers().isEmpty();
  }

  private boolean isCommitted(String path) {
    Node node = namespace.contains(path) ? namespace.find(path) : null;
    return node != null && node.state() == FileState.COMMITTED;
  }

  /** Whether a step that died without an open handle had still something to do for the file. */
  static boolean owes(FileNode file) {
    boolean lastOfClosers =
        file.rule().closeCount() > 0 && file.running().isEmpty() && file.writers() == 0;
    return isByTermination(file.rule()) || lastOfClosers;
  }
}

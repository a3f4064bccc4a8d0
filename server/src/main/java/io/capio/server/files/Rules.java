package io.capio.server.files;

import io.capio.cl.CommitRule;
import io.capio.cl.Rule;
import io.capio.cl.RuleEngine;
import java.util.Set;

/** What the workflow's rules say about paths, with the server's own options taken into account. */
public final class Rules {
  private final RuleEngine engine;
  private final boolean memoryOnly;
  private final Set<Long> starters;
  private boolean startedByBaseClient;

  /**
   * @param memoryOnly true if nothing goes to the disk
   * @param starters processes: if one is a client without extensions, then what only such clients
   *     make stays in memory as long as there are no rules
   */
  public Rules(RuleEngine engine, boolean memoryOnly, Set<Long> starters) {
    this.engine = engine;
    this.memoryOnly = memoryOnly;
    this.starters = Set.copyOf(starters);
  }

  /** The engine's answer. */
  public Rule of(String path) {
    return engine.decide(path);
  }

  /** Whether CAPIO leaves the path to the disk. */
  public boolean isExcluded(String path) {
    return engine.decide(path).excluded();
  }

  /** Whether an application declares to write it. */
  public boolean isDeclaredProducer(String path, String application) {
    return engine.isProducer(path, application);
  }

  /** Whether any application declares to write it: a file on the disk is stale then. */
  public boolean isDeclaredOutput(String path) {
    return engine.isDeclaredOutput(path);
  }

  /** Whether any application declares to read it: it is worth waiting for. */
  public boolean isDeclaredInput(String path) {
    return engine.isDeclaredInput(path);
  }

  /** Whether a step that wants to read an absent path has reason to wait. */
  public boolean isAwaited(String path, String application) {
    return engine.isDeclaredInput(path) && !engine.isProducer(path, application);
  }

  /** A client without extensions has come; its process may be the one that started the server. */
  public void greeted(long pid) {
    startedByBaseClient |= starters.contains(pid);
  }

  /** Whether what a client of ours makes there is written to the disk at its commit. */
  public boolean isPersistent(String path) {
    return !memoryOnly && (!engine.hasConfiguration() || engine.decide(path).permanent());
  }

  /** Whether that is written to the disk; a file of the disk changes there. */
  boolean isPersistent(Node node) {
    return isPersistent(node.path())
        && (!startedByBaseClient
            || engine.hasConfiguration()
            || node.isMadeByExtended()
            || node.isOnDisk());
  }

  /** Whether what a step writes into a file that the disk has changes the file there. */
  public boolean changesOnDisk(Node node, Step step) {
    return step.isExtended() || isPersistent(node);
  }

  /**
   * Whether the disk gets a file also if its producer died: where nothing says how steps depend on
   * each other, it is what a directory of the disk would hold. Where the end of a file was given a
   * meaning, half a file must not be taken for a whole one by the next run.
   */
  boolean keepsUnfinished(FileNode file) {
    return isPersistent(file)
        && !file.isDamaged()
        && !engine.hasConfiguration()
        && file.rule().commitRule() == CommitRule.ON_TERMINATION;
  }

  /** The engine itself. */
  public RuleEngine engine() {
    return engine;
  }
}

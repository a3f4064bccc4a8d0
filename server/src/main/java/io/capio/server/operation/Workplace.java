package io.capio.server.operation;

import io.capio.server.disk.DiskDirectory;
import io.capio.server.files.FileNode;
import io.capio.server.files.Lifecycle;
import io.capio.server.files.LinkFollowing;
import io.capio.server.files.Namespace;
import io.capio.server.files.Node;
import io.capio.server.files.Rules;
import io.capio.server.files.Step;
import io.capio.server.session.Session;
import io.capio.server.session.Sessions;
import io.capio.server.storage.ExtentPool;
import io.capio.server.trace.Activity;

/** What the handlers work on. */
public record Workplace(
    Namespace namespace,
    Rules rules,
    Lifecycle lifecycle,
    DiskDirectory disk,
    ExtentPool pool,
    Sessions sessions,
    Activity activity) {
  /** Follows symbolic links for clients that do not. */
  public LinkFollowing links() {
    return new LinkFollowing(namespace, rules, disk);
  }

  /**
   * Whether a process that is dead by now still has a file open for writing: what it had written
   * last is not in the file before its end has been dealt with, which will be soon.
   *
   * @param node what is at a path, or null
   * @param asker who wants to know; never about its own process
   */
  public boolean isLeftByDead(Node node, Session asker) {
    return node instanceof FileNode file
        && file.writers() > 0
        && file.writing().stream()
            .map(Step::process)
            .anyMatch(each -> !each.equals(asker.step().process()) && sessions.isGoing(each));
  }

  /** Whether an application sees a path as its own: it made or wrote it, or declares to. */
  public boolean isProducer(Node node, String application) {
    return node.producers().contains(application)
        || rules.isDeclaredProducer(node.path(), application);
  }
}

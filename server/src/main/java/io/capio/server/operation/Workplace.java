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
   * What is at a path, or null. What a process that has just died had written last is in it, also
   * if its death has not been reported yet.
   *
   * @param asker who wants to know
   */
  public Node find(String path, Session asker) {
    Node node = namespace.find(path);
    if (node instanceof FileNode file && file.writers() > 0 && isWriterDead(file, asker)) {
      sessions.checkProcesses(System.nanoTime());
      return namespace.find(path);
    }
    return node;
  }

  private static boolean isWriterDead(FileNode file, Session asker) {
    return file.runningProducers().stream()
        .map(Step::process)
        .anyMatch(each -> !each.equals(asker.step().process()) && !each.isAlive());
  }

  /** Whether an application sees a path as its own: it made or wrote it, or declares to. */
  public boolean isProducer(Node node, String application) {
    return node.producers().contains(application)
        || rules.isDeclaredProducer(node.path(), application);
  }
}

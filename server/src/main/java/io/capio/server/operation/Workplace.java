package io.capio.server.operation;

import io.capio.server.disk.DiskDirectory;
import io.capio.server.files.Lifecycle;
import io.capio.server.files.LinkFollowing;
import io.capio.server.files.Namespace;
import io.capio.server.files.Node;
import io.capio.server.files.Rules;
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

  /** Whether an application sees a path as its own: it made or wrote it, or declares to. */
  public boolean isProducer(Node node, String application) {
    return node.producers().contains(application)
        || rules.isDeclaredProducer(node.path(), application);
  }
}

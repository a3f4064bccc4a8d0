package io.capio.server.files;

import io.capio.ipc.Errno;
import io.capio.server.disk.DiskDirectory;
import io.capio.server.disk.EntryKind;

/** Follows symbolic links for clients that do not follow them themselves. Keeps nothing. */
public final class LinkFollowing {
  /** As many as Linux follows in one path. */
  private static final int MOST_LINKS = 40;

  private final Namespace namespace;
  private final Rules rules;
  private final DiskDirectory disk;

  /** Follows the links of that tree. */
  public LinkFollowing(Namespace namespace, Rules rules, DiskDirectory disk) {
    this.namespace = namespace;
    this.rules = rules;
    this.disk = disk;
  }

  /**
   * Where a path leads in the end, for clients that do not follow links themselves. A {@code ..} of
   * a link is taken out of its text.
   *
   * @return a path without links, perhaps of nothing, perhaps outside of the CAPIO directory
   * @throws RefusedException if there are too many links, as in a circle
   */
  public String lead(String path) throws RefusedException {
    String at = path;
    for (int links = 0; namespace.contains(at); links++) {
      if (!(namespace.deepest(at) instanceof LinkNode link)) {
        return at;
      }
      if (links == MOST_LINKS) {
        throw RefusedException.of(Errno.ELOOP, path);
      }
      at = link.lead(at);
    }
    return at;
  }

  /** As {@link #lead}, but for the last name, which may be that of a link or of nothing. */
  public String leadOfEntry(String path) throws RefusedException {
    return !namespace.contains(path) || path.length() == namespace.root().path().length()
        ? path
        : lead(Namespace.parentOf(path)) + "/" + Namespace.nameOf(path);
  }

  /**
   * The node of a path that {@link #lead} gave, or null.
   *
   * @return for what lies outside of the CAPIO directory, a committed node that is in no tree
   */
  public Node find(String path) {
    if (namespace.contains(path)) {
      return namespace.find(path);
    }
    String real = disk.realPath(path);
    if (real != null && namespace.contains(real)) {
      return namespace.find(real);
    }
    EntryKind kind = real == null ? null : disk.kind(real);
    if (kind != EntryKind.FILE && kind != EntryKind.DIRECTORY) {
      return null;
    }
    Node node = namespace.foundNode(real, kind);
    node.state(FileState.COMMITTED);
    node.place(real, rules.of(real));
    return node;
  }
}

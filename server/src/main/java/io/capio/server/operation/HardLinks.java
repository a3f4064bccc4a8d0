package io.capio.server.operation;

import io.capio.ipc.Errno;
import io.capio.server.files.DirectoryNode;
import io.capio.server.files.FileNode;
import io.capio.server.files.FileState;
import io.capio.server.files.LinkNode;
import io.capio.server.files.Namespace;
import io.capio.server.files.Node;
import io.capio.server.files.RefusedException;
import io.capio.server.files.Step;
import java.io.IOException;

/**
 * Gives a file another name. Only the disk has files of several names: such a file is there, and
 * changes there, from its second name on, so that each name shows the same.
 */
public final class HardLinks {
  private final Workplace place;
  private final Paths paths;

  public HardLinks(Workplace place, Paths paths) {
    this.place = place;
    this.paths = paths;
  }

  /**
   * Makes sure that a file is one that the disk can give another name to.
   *
   * @throws RefusedException EBUSY if it is in memory; after a PERSIST it need not be
   */
  public Node linkable(String existing) throws RefusedException {
    Node node = place.namespace().find(existing);
    if (node == null) {
      throw place.namespace().absence(existing);
    }
    if (node instanceof FileNode file && !file.isDiskCurrent() && !file.isOnlyOnDisk()) {
      throw place.rules().isPersistent(existing) && file.state() != FileState.FAILED
          ? new RefusedException(Errno.EBUSY, existing + " is in memory")
          : new RefusedException(Errno.EOPNOTSUPP, existing + " does not go to the disk");
    }
    return node;
  }

  /** Makes the other name; its parent must exist. */
  public void make(Node existing, String path, Step step) throws RefusedException {
    if (place.namespace().find(path) != null) {
      throw RefusedException.of(Errno.EEXIST, path);
    }
    DirectoryNode parent = place.namespace().parentFor(path);
    if (existing instanceof LinkNode symbolic) {
      paths.makeLink(path, symbolic.target(), step);
      return;
    }
    if (!(existing instanceof FileNode file)) {
      throw RefusedException.of(Errno.EPERM, path);
    }
    if (!place.rules().isPersistent(path)) {
      throw new RefusedException(Errno.EOPNOTSUPP, path + " does not go to the disk");
    }
    try {
      place.disk().makeName(path, file.path());
    } catch (IOException e) {
      throw DiskErrors.refusal(e);
    }
    Paths.markOnDisk(parent);
    place.lifecycle().named(file, parent, Namespace.nameOf(path), step);
  }
}

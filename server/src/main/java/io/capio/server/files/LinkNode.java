package io.capio.server.files;

/** A symbolic link: a name that stands for another path. It is final as soon as it is made. */
public final class LinkNode extends Node {
  private static final int MODE = 0777;

  private final String target;
  private boolean onDisk;

  LinkNode(String target, boolean onDisk) {
    super(MODE);
    this.target = target;
    this.onDisk = onDisk;
    state(FileState.COMMITTED);
  }

  @Override
  public boolean isDirectory() {
    return false;
  }

  /** Whether the disk has the link, too. */
  @Override
  public boolean isOnDisk() {
    return onDisk;
  }

  /** Says whether the disk has it. */
  public void onDisk(boolean exists) {
    onDisk = exists;
  }

  /** Its text: an absolute path, or one that begins in the directory that holds the link. */
  public String target() {
    return target;
  }

  /** The path that a path over this link leads to; absolute and in the tree's form. */
  String lead(String path) {
    String rest = path.substring(path().length());
    String from = target.startsWith("/") ? "" : Namespace.parentOf(path()) + "/";
    return Namespace.normalize(from + target + rest);
  }
}

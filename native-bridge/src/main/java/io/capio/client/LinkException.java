package io.capio.client;

import io.capio.ipc.Errno;
import io.capio.ipc.Request;

/**
 * Nothing was done, because the path leads over a symbolic link: what was asked for has to be asked
 * again with the path that the link leads to.
 */
public final class LinkException extends CapioException {
  private static final long serialVersionUID = 1L;

  private final String link;
  private final String target;
  private final boolean onDisk;

  private LinkException(String path, String link, String target, boolean onDisk) {
    super(Errno.LINKED, path, link + " is a symbolic link to " + target);
    this.link = link;
    this.target = target;
    this.onDisk = onDisk;
  }

  /**
   * The exception for what the server says of the link (docs/extensions.md).
   *
   * @param answer two numbers, the length of the link's path and whether the disk has the link, and
   *     the path directly followed by the link's text
   */
  static CapioException of(String path, String answer) {
    String[] fields = answer.split(" ", 3);
    String[] parts = fields.length < 3 ? null : Request.parts(fields[2], Long.parseLong(fields[0]));
    return parts == null
        ? new CapioException(Errno.EPROTO, path, "the server speaks of a link without saying which")
        : new LinkException(path, parts[0], parts[1], fields[1].equals("1"));
  }

  /** The path of the link: where the path that was asked for leads over one first. */
  public String link() {
    return link;
  }

  /** The text of the link: absolute, or relative to the directory that holds the link. */
  public String target() {
    return target;
  }

  /** Whether the link is on the disk too, so that the disk follows it itself. */
  public boolean onDisk() {
    return onDisk;
  }
}

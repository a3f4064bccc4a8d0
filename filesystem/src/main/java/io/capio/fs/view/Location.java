package io.capio.fs.view;

/**
 * Where a path lives. Immutable.
 *
 * @param spelling the path as the user wrote it, for messages
 * @param server the server's name of it: absolute, without symbolic links above the CAPIO
 *     directory; null if the path is an ordinary one of the disk
 * @param lead the absolute path that symbolic links of CAPIO led to; null if none were followed
 */
public record Location(String spelling, String server, String lead) {
  /** Whether the disk, not CAPIO, has the path. */
  public boolean isOrdinary() {
    return server == null;
  }

  /** Whether the last name is {@code .} or {@code ..}: nothing can be moved by that. */
  boolean endsInDots() {
    return isNamed(".") || isNamed("..");
  }

  /** Whether the path was spelled with that as its last name. */
  boolean isNamed(String name) {
    return spelling.equals(name) || spelling.endsWith("/" + name);
  }
}

package io.capio.fs.view;

/**
 * Where a path lives. Immutable.
 *
 * @param spelling the path as the user wrote it, for messages
 * @param server the server's name of it: absolute, without symbolic links above the CAPIO
 *     directory; null if the path is an ordinary one of the disk
 */
public record Location(String spelling, String server) {
  /** Whether the disk, not CAPIO, has the path. */
  public boolean isOrdinary() {
    return server == null;
  }

  /** A name in this directory. */
  Location resolve(String name) {
    return new Location(spelling + "/" + name, server + "/" + name);
  }
}

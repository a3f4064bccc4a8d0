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
  /** Whether it is spelled as a directory from inside, by which no entry is deleted or renamed. */
  boolean endsInDots() {
    return spelling.isEmpty()
        || (spelling.endsWith(".")
            && (spelling.equals(".")
                || spelling.equals("..")
                || spelling.endsWith("/.")
                || spelling.endsWith("/..")));
  }

  /** Whether the disk, not CAPIO, has the path. */
  public boolean isOrdinary() {
    return server == null;
  }
}

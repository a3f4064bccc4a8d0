package io.capio.client;

/**
 * What the server says of a path. Immutable.
 *
 * @param directory whether it is a directory
 * @param size bytes; of a file being written the present size, unless the final one was asked for
 * @param state where it stands in its life
 * @param modifiedNanos last modification, nanoseconds since 1970, UTC
 * @param accessedNanos last access
 * @param createdNanos creation
 * @param mode permission bits
 * @param identity equal for two paths of the same file, different otherwise
 * @param link whether it is a symbolic link, which only who does not follow links is told
 */
public record FileStatus(
    boolean directory,
    long size,
    State state,
    long modifiedNanos,
    long accessedNanos,
    long createdNanos,
    int mode,
    long identity,
    boolean link) {
  /** Where a file stands in its life. */
  public enum State {
    /** Being written. */
    OPEN,
    /** Final. */
    COMMITTED,
    /** Its producer died first. */
    FAILED
  }
}

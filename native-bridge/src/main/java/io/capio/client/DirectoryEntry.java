package io.capio.client;

/**
 * A name in a directory. Immutable.
 *
 * @param name the name without its directory
 * @param kind what bears it
 */
public record DirectoryEntry(String name, Kind kind) {
  /** What a name stands for. */
  public enum Kind {
    /** A file. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** Something else on the disk: a symbolic link, a socket. */
    OTHER
  }
}

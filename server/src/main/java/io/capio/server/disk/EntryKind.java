package io.capio.server.disk;

/** What an entry of a directory is; the number is that of LIST and ATTRIBUTES. */
public enum EntryKind {
  /** A regular file. */
  FILE(1),
  /** A directory. */
  DIRECTORY(2),
  /** A symbolic link, which LIST does not tell from anything else. */
  LINK(3),
  /** Anything else. */
  OTHER(3);

  private final int number;

  EntryKind(int number) {
    this.number = number;
  }

  /** The number of the wire. */
  public int number() {
    return number;
  }
}

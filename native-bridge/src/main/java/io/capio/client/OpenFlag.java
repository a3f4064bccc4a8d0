package io.capio.client;

/** How a file is opened; the bits of OPEN_FILE in docs/extensions.md. */
public enum OpenFlag {
  /** For reading. */
  READ(1),
  /** For writing. */
  WRITE(2),
  /** Created if absent. */
  CREATE(4),
  /** Created, and an error if present. */
  EXCLUSIVE(8),
  /** Cut to length 0. */
  TRUNCATE(16),
  /** Every write goes to the end. */
  APPEND(32),
  /** Wait for the creation even when nothing declares the path. */
  WAIT(64),
  /** Never wait for the creation. */
  NO_WAIT(128),
  /** An error if the path is a symbolic link. */
  NO_FOLLOW(512),
  /** Somebody looks at the file on the disk: what is written must be in it at once. */
  SEEN_ON_DISK(1024);

  private final int bit;

  OpenFlag(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }

  static int bits(java.util.Set<OpenFlag> flags) {
    int bits = 0;
    for (OpenFlag flag : flags) {
      bits |= flag.bit;
    }
    return bits;
  }
}

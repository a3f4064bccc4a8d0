package io.capio.client;

/** What a deletion may remove. */
public enum DeleteKind {
  /** A file or an empty directory. */
  ANY(0),
  /** Anything but a directory. */
  FILE(1),
  /** An empty directory only. */
  DIRECTORY(2);

  private final int code;

  DeleteKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}

package io.capio.server.files;

/** Where a file is in its life. The number is what ATTRIBUTES tells a client. */
public enum FileState {
  /** Some producer may still write. */
  OPEN(1),
  /** Final. */
  COMMITTED(2),
  /** Its producer died, or could not write, before the commit. */
  FAILED(3);

  private final int number;

  FileState(int number) {
    this.number = number;
  }

  /** The word of the wire. */
  public int number() {
    return number;
  }
}

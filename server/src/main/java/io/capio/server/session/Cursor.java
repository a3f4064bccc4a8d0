package io.capio.server.session;

/** A file offset of the base wire, where offsets live on the server. */
public final class Cursor {
  private long offset;

  Cursor(long offset) {
    this.offset = offset;
  }

  /** The offset. */
  public long offset() {
    return offset;
  }

  /** Moves it. */
  public void offset(long next) {
    offset = next;
  }
}

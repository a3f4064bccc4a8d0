package io.capio.server.files;

import io.capio.ipc.Errno;

/**
 * An open file or directory: what {@code open} makes and the descriptors of one or several sessions
 * refer to.
 */
public final class Handle {
  private Node node;
  private final Step step;
  private final boolean reading;
  private final boolean appending;
  private boolean writing;
  private boolean open = true;
  private int references;
  private Errno error;
  private String errorReason = "";
  private long lastWriteEnd;
  private Listing listing;

  Handle(Node node, Step step, boolean reading, boolean writing, boolean appending) {
    this.node = node;
    this.step = step;
    this.reading = reading;
    this.writing = writing;
    this.appending = appending;
  }

  /** What is open. */
  public Node node() {
    return node;
  }

  /**
   * The file that is open.
   *
   * @throws RefusedException if it is a directory
   */
  public FileNode file() throws RefusedException {
    if (node instanceof FileNode file) {
      return file;
    }
    throw RefusedException.of(Errno.EISDIR, node.path());
  }

  /** From now on it is that file which is open. */
  void follow(FileNode other) {
    node = other;
  }

  /** Who opened it. */
  public Step step() {
    return step;
  }

  /** Whether it was opened for reading. */
  public boolean isReading() {
    return reading;
  }

  /** Whether it was opened for writing or has written. */
  public boolean isWriting() {
    return writing;
  }

  void becomeWriting() {
    writing = true;
  }

  /** Whether every write goes to the end. */
  public boolean isAppending() {
    return appending;
  }

  /** Whether it has not been closed. */
  public boolean isOpen() {
    return open;
  }

  /** One more descriptor refers to it. */
  public void retain() {
    references++;
  }

  /**
   * One descriptor less.
   *
   * @return whether that was the last one
   */
  public boolean release() {
    return --references == 0;
  }

  void markClosed() {
    open = false;
  }

  /** Keeps the first error of a write, which had no reply. */
  public void keepError(Errno first, String reason) {
    if (error == null) {
      error = first;
      errorReason = reason;
    }
  }

  /**
   * Reports an error that was kept, once.
   *
   * @throws RefusedException the error
   */
  public void throwKeptError() throws RefusedException {
    if (error != null) {
      Errno kept = error;
      error = null;
      throw new RefusedException(kept, errorReason);
    }
  }

  /** The offset just after the last write. */
  public long lastWriteEnd() {
    return lastWriteEnd;
  }

  /** Remembers where the last write ended. */
  public void lastWriteEnd(long offset) {
    lastWriteEnd = offset;
  }

  /** What this handle has listed of its directory; null before the first time. */
  public Listing listing() {
    return listing;
  }

  /** Starts a listing, or starts it again. */
  public void listing(Listing fresh) {
    listing = fresh;
  }
}

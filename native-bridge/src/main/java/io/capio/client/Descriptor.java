package io.capio.client;

/**
 * An open file as the server knows it: a descriptor of a session.
 *
 * <p>With extensions any session of this process may carry the requests, and the owner only lives
 * as long as the descriptor. Without, the session that opened the file is the only one that can use
 * it.
 */
final class Descriptor {
  private final String path;
  private final int fd;
  private final boolean created;
  private final boolean otherNames;
  private final Session session;

  /** Without extensions: where the server's own offset for this descriptor stands. */
  private long serverOffset;

  /** Without extensions: where the last write through it ended. */
  private long writeEnd;

  Descriptor(String path, int fd, boolean created, boolean otherNames, Session session) {
    this.path = path;
    this.fd = fd;
    this.created = created;
    this.otherNames = otherNames;
    this.session = session;
  }

  String path() {
    return path;
  }

  /** Id of the session that opened it. */
  int owner() {
    return session.tid();
  }

  int fd() {
    return fd;
  }

  boolean created() {
    return created;
  }

  /** Whether the disk has the file under other names too, by which it may be open as well. */
  boolean otherNames() {
    return otherNames;
  }

  /** The session that opened it. */
  Session session() {
    return session;
  }

  long serverOffset() {
    return serverOffset;
  }

  long writeEnd() {
    return writeEnd;
  }

  void writeEnd(long offset) {
    writeEnd = offset;
  }

  void serverOffset(long offset) {
    serverOffset = offset;
  }
}

package io.capio.server.trace;

/** Bytes that went through the server for one application, in all of its processes. */
public final class Traffic {
  private long written;
  private long read;

  Traffic() {}

  void wrote(long bytes) {
    written += bytes;
  }

  void read(long bytes) {
    read += bytes;
  }

  /** Bytes that it wrote. */
  public long written() {
    return written;
  }

  /** Bytes that it read; what it reads of files on the disk it does not read here. */
  public long read() {
    return read;
  }
}

package io.capio.ipc;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * What the producer of a data queue has put into the slot that it fills, and for which bytes of
 * which file. It lies in shared memory, behind the queue's index, so that the server can take those
 * bytes when the producer dies before it has handed the slot over.
 *
 * <p>Written by the producer, one thread at a time; read by the consumer once the producer's
 * process is gone. Of clients that do not write it, it is empty.
 */
public final class OpenLine {
  /** Bytes of the index and of this. */
  static final long END = 48;

  private static final int LENGTH = 8;
  private static final int SLOT = 16;
  private static final int OWNER = 24;
  private static final int FD = 32;
  private static final int OFFSET = 40;

  private final SharedMemory memory;

  OpenLine(SharedMemory memory) {
    this.memory = memory;
  }

  /**
   * Nothing is in the slot yet.
   *
   * @param slot where it begins in the ring
   * @param owner the session that opened the file
   * @param fd its descriptor there
   * @param offset of the first byte in the file, -1 for its end
   */
  void begin(long slot, long owner, long fd, long offset) {
    end();
    ByteBuffer bytes = memory.bytes();
    bytes.putLong(SLOT, slot);
    bytes.putLong(OWNER, owner);
    bytes.putLong(FD, fd);
    bytes.putLong(OFFSET, offset);
  }

  /** That many bytes are in the slot. */
  public void holds(int length) {
    VarHandle.releaseFence();
    memory.bytes().putLong(LENGTH, length);
  }

  /** The server has been told of them. */
  public void end() {
    memory.bytes().putLong(LENGTH, 0);
    VarHandle.releaseFence();
  }

  /** How many bytes are in the slot, of which the server may not have been told. */
  public long length() {
    return memory.bytes().getLong(LENGTH);
  }

  /** Where the slot begins in the ring. */
  long slot() {
    return memory.bytes().getLong(SLOT);
  }

  /** The session that opened the file. */
  public int owner() {
    return (int) memory.bytes().getLong(OWNER);
  }

  /** The descriptor of the file there. */
  public int fd() {
    return (int) memory.bytes().getLong(FD);
  }

  /** Offset of the first byte in the file, -1 for its end. */
  public long offset() {
    return memory.bytes().getLong(OFFSET);
  }
}

package io.capio.fs.channel;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What {@code ExtendedOpenOption.DIRECT} asks of every transfer: that it begins and ends at a block
 * of the disk, in the file and in memory. Mirrors the channels of the JDK. Immutable.
 */
final class Alignment {
  /** Whether this JDK says by how much a buffer is beside a block. */
  private static final boolean TELLS_OFFSET = Runtime.version().feature() > 17;

  private Alignment() {}

  /**
   * Fails unless a transfer is aligned.
   *
   * @param block size in bytes
   */
  static void require(int block, long position, ByteBuffer... buffers) throws IOException {
    if (position % block != 0) {
      throw new IOException("Channel position (" + position + ")" + isNoMultipleOf(block));
    }
    for (ByteBuffer buffer : buffers) {
      int offset = buffer.isDirect() ? buffer.alignmentOffset(buffer.position(), block) : 0;
      if (offset != 0) {
        String where = "(" + buffer.position() + ")" + isNoMultipleOf(block);
        throw new IOException(
            TELLS_OFFSET
                ? "Current position of the bytebuffer " + where + ": alignment offset = " + offset
                : "Current location of the bytebuffer " + where);
      }
      if (buffer.remaining() % block != 0) {
        throw new IOException(
            "Number of remaining bytes (" + buffer.remaining() + ")" + isNoMultipleOf(block));
      }
    }
  }

  private static String isNoMultipleOf(int block) {
    return " is not a multiple of the block size (" + block + ")";
  }
}

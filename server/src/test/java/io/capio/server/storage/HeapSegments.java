package io.capio.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Segments on the heap, filled with what must never be seen, up to a number of bytes. */
final class HeapSegments implements SegmentSource {
  static final byte RUBBISH = 0x55;

  private long left;

  HeapSegments(long bytes) {
    left = bytes;
  }

  @Override
  public ByteBuffer create(int bytes) throws IOException {
    if (bytes > left) {
      throw new IOException("no more segments");
    }
    left -= bytes;
    byte[] memory = new byte[bytes];
    Arrays.fill(memory, RUBBISH);
    return ByteBuffer.wrap(memory);
  }

  @Override
  public void close() {
    left = 0;
  }
}

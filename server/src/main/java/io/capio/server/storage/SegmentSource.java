package io.capio.server.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where an {@link ExtentPool} gets its memory from. */
public interface SegmentSource extends Closeable {
  /**
   * Makes memory that stays mapped until {@link #close} and whose pages are reserved.
   *
   * @param bytes a multiple of one mebibyte
   * @throws IOException if there is none; the message says why
   */
  ByteBuffer create(int bytes) throws IOException;

  /** Announces that a segment of that size will be wanted soon, so that it can be made aside. */
  default void prepare(int bytes) {}

  /**
   * Makes an object for all of one file's content.
   *
   * @param file the identity of the file
   * @throws IOException if there is no room, or clients cannot map what this makes
   */
  default SharedRegion region(long file, long size) throws IOException {
    throw new IOException("this memory cannot be mapped by clients");
  }

  /** Unmaps and removes every segment. */
  @Override
  void close();
}

package io.capio.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of one generation of a file. */
public interface Content {
  /** The length. */
  long size() throws IOException;

  /** How many bytes follow the offset that have been written, without a gap. */
  long available(long offset) throws IOException;

  /**
   * Copies bytes out; what was never written reads as zero.
   *
   * @param offset where to start; offset + length is not beyond the size
   * @param target gets the bytes from index {@code at} on; its position does not matter
   */
  void read(long offset, ByteBuffer target, int at, int length) throws IOException;

  /**
   * Copies bytes in; between the old end and them there is a hole.
   *
   * @param source read from index {@code at} on; its position does not matter
   * @throws StorageFullException if memory has no room; nothing has changed then
   */
  void write(long offset, ByteBuffer source, int at, int length) throws IOException;

  /**
   * Copies bytes to the end.
   *
   * @return the offset just after them
   */
  long append(ByteBuffer source, int at, int length) throws IOException;

  /** Sets the length; bytes beyond the old one are a hole. */
  void truncate(long length) throws IOException;

  /** SEEK_DATA of the wire, section 7.6; -1 if there is none. */
  long seekData(long offset) throws IOException;

  /** SEEK_HOLE of the wire, section 7.6; -1 if there is none. */
  long seekHole(long offset) throws IOException;

  /** Gives everything back; nobody reads or writes any more. */
  void release();
}

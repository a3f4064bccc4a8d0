package io.capio.server.storage;

import io.capio.ipc.SharedMemory;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * All bytes of one file in one shared-memory object, so that clients can map it. What they write
 * there is the file's content at once. The request loop reads, writes and resizes; the disk thread
 * may read meanwhile.
 */
public final class SharedRegion {
  private final String name;
  private final FileChannel channel;

  private SharedRegion(String name, FileChannel channel) {
    this.name = name;
    this.channel = channel;
  }

  /**
   * Makes an object whose memory is reserved, so that no client meets a full /dev/shm when it
   * touches a page.
   */
  static SharedRegion create(String name, long size) throws IOException {
    SharedMemory.reserveExclusive(name, size);
    return new SharedRegion(
        name,
        FileChannel.open(
            SharedMemory.path(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  void read(long offset, ByteBuffer target, int at, int length) throws IOException {
    ByteBuffer part = target.slice(at, length);
    while (part.hasRemaining()) {
      if (channel.read(part, offset + part.position()) < 0) {
        throw new EOFException(name + " became shorter while it was read");
      }
    }
  }

  void write(long offset, ByteBuffer source, int at, int length) throws IOException {
    ByteBuffer part = source.slice(at, length);
    while (part.hasRemaining()) {
      channel.write(part, offset + part.position());
    }
  }

  /** Sets the length; what is added is reserved and reads as zeros. */
  void resize(long size) throws IOException {
    if (size < channel.size()) {
      channel.truncate(size);
    } else {
      SharedMemory.reserve(name, size);
    }
  }

  /** Removes the object's name; mappings of it stay valid. */
  void unlink() {
    SharedMemory.unlink(name);
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // the object has no name any more; nothing can be lost
    }
  }
}

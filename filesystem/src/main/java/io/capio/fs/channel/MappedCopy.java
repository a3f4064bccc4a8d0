package io.capio.fs.channel;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A mapping of a CAPIO file: the region is copied to an unnamed temporary file of the disk and that
 * is mapped, because a {@link MappedByteBuffer} can only be made by the JDK from a file of its own.
 */
final class MappedCopy {
  private static final int CHUNK = 1 << 20;

  private MappedCopy() {}

  static MappedByteBuffer of(OpenFile file, MapMode mode, long position, long size)
      throws IOException {
    Path temporary = Files.createTempFile("capio", ".map");
    try (FileChannel copy = FileChannel.open(temporary, READ, WRITE, DELETE_ON_CLOSE)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(CHUNK, Math.max(size, 1)));
      long done = 0;
      while (done < size) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), size - done));
        if (file.readAt(position + done, buffer) <= 0) {
          break;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
          done += copy.write(buffer);
        }
      }
      return copy.map(mode, 0, size);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}

package io.capio.fs.channel;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.capio.client.CapioFile;
import io.capio.ipc.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Mappings of a CAPIO file: the server puts all of its content into one object in shared memory,
 * which the JDK maps. Stateless.
 */
final class Mapping {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int CHUNK = 1 << 20;

  private Mapping() {}

  /** What maps a channel of the JDK. */
  interface Mapper {
    Object map(FileChannel channel, MapMode mode) throws IOException;
  }

  static Object of(OpenFile file, MapMode mode, long end, Mapper mapper) throws IOException {
    boolean writable = file.access().writable();
    if (file.size() < end && !writable) {
      throw new IOException("Channel not open for writing - cannot extend file to required size");
    }
    Optional<Path> object = file.file().map(writable ? end : -1);
    if (object.isEmpty()) {
      return ofCopy(file, mode, end, mapper);
    }
    try (FileChannel content =
        mode == MapMode.READ_ONLY
            ? FileChannel.open(object.get(), READ)
            : FileChannel.open(object.get(), READ, WRITE)) {
      Object mapped = mapper.map(content, mode);
      if (mode == MapMode.READ_WRITE) {
        keepOpen(file, mapped instanceof Buffer ? mapped : SegmentMapping.scope(mapped));
      }
      return mapped;
    }
  }

  /** The file must not be committed while somebody may still write into the mapping. */
  private static void keepOpen(OpenFile file, Object mapped) throws IOException {
    CapioFile second = file.file().duplicate();
    CLEANER.register(
        mapped,
        () -> {
          try {
            second.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /**
   * What a server without mappings allows: the content is copied to an unnamed temporary file of
   * the disk and that is mapped.
   */
  private static Object ofCopy(OpenFile file, MapMode mode, long end, Mapper mapper)
      throws IOException {
    if (mode == MapMode.READ_WRITE || (mode == MapMode.READ_ONLY && file.access().writable())) {
      throw new UnsupportedOperationException(
          "a native CAPIO server offers no mapping that follows writes; use the embedded server,"
              + " or MapMode.PRIVATE, or READ_ONLY on a channel for reading");
    }
    if (file.size() < end) {
      file.setLength(end);
    }
    Path temporary = Files.createTempFile(Disk.temporaryDirectory(), "capio", ".map");
    try (FileChannel copy = FileChannel.open(temporary, READ, WRITE, DELETE_ON_CLOSE)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(CHUNK, Math.max(end, 1)));
      long done = 0;
      while (done < end) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), end - done));
        if (file.readAt(done, buffer) <= 0) {
          break;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
          done += copy.write(buffer);
        }
      }
      return mapper.map(copy, mode);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}

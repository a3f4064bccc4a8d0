package io.capio.server.storage;

import io.capio.ipc.ObjectNames;
import io.capio.ipc.SharedMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Segments in shared memory. Filling a fresh segment with pages takes tens of milliseconds, so the
 * next one is made on a thread of its own while the present one is used up.
 */
public final class SharedSegments implements SegmentSource {
  /** What stays free, so that clients and their queues find memory; as much for a smaller one. */
  private static final long MOST_LEFT_FREE = 64 << 20;

  private final ObjectNames names;
  private final Executor thread;
  private final List<SharedMemory> segments = new ArrayList<>();
  private int next;
  private int preparedBytes;
  private CompletableFuture<SharedMemory> prepared;

  /**
   * @param thread runs the preparation of segments
   */
  public SharedSegments(ObjectNames names, Executor thread) {
    this.names = names;
    this.thread = thread;
  }

  @Override
  public ByteBuffer create(int bytes) throws IOException {
    SharedMemory segment = takePrepared(bytes);
    if (segment == null) {
      requireRoom(bytes);
      segment = SharedMemory.createReserved(names.segment(next++), bytes);
    }
    segments.add(segment);
    return segment.bytes();
  }

  @Override
  public SharedRegion region(long file, long size) throws IOException {
    requireRoom(size);
    return SharedRegion.create(names.mapping(file), size);
  }

  private static void requireRoom(long bytes) throws IOException {
    long free = SharedMemory.DIRECTORY.toFile().getUsableSpace();
    if (free - bytes < Math.min(bytes, MOST_LEFT_FREE)) {
      throw new IOException(
          SharedMemory.DIRECTORY + " has " + free + " bytes left, too few for " + bytes + " more");
    }
  }

  private SharedMemory takePrepared(int bytes) throws IOException {
    CompletableFuture<SharedMemory> ready = prepared;
    if (ready == null || preparedBytes != bytes) {
      return null;
    }
    prepared = null;
    try {
      return ready.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException) {
        throw (IOException) e.getCause();
      }
      throw e;
    }
  }

  @Override
  public void prepare(int bytes) {
    if (prepared != null) {
      return;
    }
    String name = names.segment(next++);
    preparedBytes = bytes;
    prepared = CompletableFuture.supplyAsync(() -> reserve(name, bytes), thread);
  }

  private static SharedMemory reserve(String name, int bytes) {
    try {
      requireRoom(bytes);
      return SharedMemory.createReserved(name, bytes);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  @Override
  public void close() {
    if (prepared != null) {
      try {
        segments.add(prepared.join());
      } catch (CompletionException e) {
        // it was never made, so there is nothing to remove
      }
      prepared = null;
    }
    for (SharedMemory segment : segments) {
      SharedMemory.unlink(segment.name());
      segment.close();
    }
    segments.clear();
  }
}

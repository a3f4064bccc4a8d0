package io.capio.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * Hands out extents. Segments are never unmapped while the server runs: memory that has been
 * faulted in once is the fastest there is, so freed extents serve the next file.
 */
public final class ExtentPool {
  private static final int MEBIBYTE = 1 << 20;
  private static final int LARGEST_SEGMENT = 64 * MEBIBYTE;

  /** From this size on, the next segment is made ahead of need. */
  private static final int PREPARED_FROM = 16 * MEBIBYTE;

  private final SegmentSource memory;
  private final SegmentSource spill;
  private final long limit;
  private final Extent.FreeList[] free = {
    new Extent.FreeList(), new Extent.FreeList(), new Extent.FreeList()
  };
  private BooleanSupplier reclaim = () -> false;
  private long memoryBytes;
  private long spilledBytes;
  private long usedBytes;
  private long freeLargeBytes;
  private int nextSegment = MEBIBYTE;
  private int nextSpill = MEBIBYTE;

  /**
   * @param memory the first choice, up to the limit
   * @param spill what is used beyond
   * @param limit bytes that segments of the first kind may take together
   */
  public ExtentPool(SegmentSource memory, SegmentSource spill, long limit) {
    this.memory = memory;
    this.spill = spill;
    this.limit = limit;
  }

  /**
   * Sets what is asked to free extents before content is spilled.
   *
   * @param reclaim returns whether it freed anything
   */
  public void onExhaustion(BooleanSupplier reclaim) {
    this.reclaim = reclaim;
  }

  /** Bytes of the extents in use. */
  public long usedBytes() {
    return usedBytes;
  }

  /** Bytes of memory segments, in use or not. */
  public long memoryBytes() {
    return memoryBytes;
  }

  /** Bytes of segments on the disk. */
  public long spilledBytes() {
    return spilledBytes;
  }

  /** How much memory the segments may take. */
  public long limit() {
    return limit;
  }

  SharedRegion region(long file, long size) throws IOException {
    return memory.region(file, size);
  }

  Extent allocate(int size) throws StorageFullException {
    Extent extent = take(size);
    usedBytes += Extent.BYTES[size];
    return extent;
  }

  private Extent take(int size) throws StorageFullException {
    if (free[size].isEmpty()) {
      if (size == Extent.LARGE) {
        grow();
      } else {
        split(take(size + 1));
      }
    }
    Extent extent = free[size].pop();
    if (extent.parent != null) {
      extent.parent.freeChildren--;
    }
    if (size == Extent.LARGE) {
      freeLargeBytes -= MEBIBYTE;
      prepare();
    }
    return extent;
  }

  private void split(Extent whole) {
    if (whole.children == null) {
      int bytes = Extent.BYTES[whole.size - 1];
      whole.children = new Extent[Extent.FAN_OUT];
      for (int i = 0; i < Extent.FAN_OUT; i++) {
        whole.children[i] = new Extent(whole.size - 1, whole.bytes.slice(i * bytes, bytes), whole);
      }
    }
    whole.freeChildren = Extent.FAN_OUT;
    for (int i = Extent.FAN_OUT - 1; i >= 0; i--) {
      free[whole.size - 1].push(whole.children[i]);
    }
  }

  void free(Extent extent) {
    usedBytes -= Extent.BYTES[extent.size];
    giveBack(extent);
  }

  private void giveBack(Extent extent) {
    free[extent.size].push(extent);
    Extent parent = extent.parent;
    if (parent == null) {
      freeLargeBytes += MEBIBYTE;
    } else if (++parent.freeChildren == Extent.FAN_OUT) {
      for (Extent sibling : parent.children) {
        free[extent.size].remove(sibling);
      }
      giveBack(parent);
    }
  }

  private void grow() throws StorageFullException {
    int bytes = (int) Math.min(nextSegment, (limit - memoryBytes) / MEBIBYTE * MEBIBYTE);
    String cause = "the memory limit of " + limit + " bytes is reached";
    if (bytes > 0) {
      try {
        carve(memory.create(bytes));
        memoryBytes += bytes;
        nextSegment = Math.min(LARGEST_SEGMENT, nextSegment * 2);
        return;
      } catch (IOException e) {
        cause = e.getMessage();
      }
    }
    if (reclaim.getAsBoolean() && !free[Extent.LARGE].isEmpty()) {
      return;
    }
    spill(cause);
  }

  /** Segments grow as those in memory do, and shrink again where the disk has little room left. */
  private void spill(String cause) throws StorageFullException {
    int bytes = nextSpill;
    try {
      carve(spill.create(bytes));
      spilledBytes += bytes;
      nextSpill = Math.min(LARGEST_SEGMENT, bytes * 2);
    } catch (IOException e) {
      nextSpill = MEBIBYTE;
      if (bytes == MEBIBYTE) {
        throw new StorageFullException(
            cause + ", and content cannot be spilled to the disk: " + e.getMessage());
      }
      spill(cause);
    }
  }

  private void carve(ByteBuffer segment) {
    int bytes = segment.capacity();
    for (int at = bytes - MEBIBYTE; at >= 0; at -= MEBIBYTE) {
      free[Extent.LARGE].push(new Extent(Extent.LARGE, segment.slice(at, MEBIBYTE), null));
    }
    freeLargeBytes += bytes;
  }

  private void prepare() {
    if (nextSegment > PREPARED_FROM
        && freeLargeBytes < nextSegment / 2
        && memoryBytes + nextSegment <= limit) {
      memory.prepare(nextSegment);
    }
  }

  /** Unmaps and removes all segments; no extent may be used any more. */
  public void close() {
    memory.close();
    spill.close();
  }
}

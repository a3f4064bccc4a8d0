package io.capio.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Content in extents: one of 4 KiB, then sixteen of 64 KiB, then of 1 MiB, so that a small file
 * takes a page and a large one few pieces.
 *
 * <p>Bytes of an extent outside the written ranges are whatever an earlier file left there; every
 * reader goes through the ranges, which is cheaper than clearing each extent that is handed out.
 *
 * <p>Confined to the request loop. While it is pinned, its extents are not given back, so that the
 * disk thread can read those of a {@link Snapshot}.
 */
public final class MemoryContent implements Content {
  /** Beyond this the table of pieces itself would become a burden. */
  public static final long LARGEST = 1L << 42;

  private static final int PAGE = Extent.BYTES[Extent.SMALL];
  private static final int MEDIUM_PIECES = 16;
  private static final long LARGE_FROM = PAGE + (long) MEDIUM_PIECES * Extent.BYTES[Extent.MEDIUM];
  private static final int COPY_BYTES = 1 << 20;
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(64 << 10);

  private final ExtentPool pool;
  private final Ranges written = new Ranges();
  private Extent[] pieces = new Extent[2];
  private long size;
  private int pins;
  private List<Extent> pinned = List.of();

  /** Holds all bytes instead of the pieces once a client has mapped the file. */
  private SharedRegion region;

  private SharedRegion pinnedRegion;
  private boolean unseen;

  /** An empty file. */
  public MemoryContent(ExtentPool pool) {
    this.pool = pool;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long available(long offset) {
    // of what clients write in their mappings nobody can say how far it is
    return region != null ? 0 : written.available(offset);
  }

  /** A copy of what tells which parts have been written. */
  Ranges written() {
    return written.copy();
  }

  @Override
  public long seekData(long offset) {
    return written.seekData(offset);
  }

  @Override
  public long seekHole(long offset) {
    return written.seekHole(offset);
  }

  private static int indexOf(long offset) {
    if (offset < PAGE) {
      return 0;
    }
    if (offset < LARGE_FROM) {
      return 1 + (int) ((offset - PAGE) >> 16);
    }
    return 1 + MEDIUM_PIECES + (int) ((offset - LARGE_FROM) >> 20);
  }

  private static long startOf(int index) {
    if (index == 0) {
      return 0;
    }
    if (index <= MEDIUM_PIECES) {
      return PAGE + ((long) (index - 1) << 16);
    }
    return LARGE_FROM + ((long) (index - 1 - MEDIUM_PIECES) << 20);
  }

  private static int sizeOf(int index) {
    return index == 0 ? Extent.SMALL : index <= MEDIUM_PIECES ? Extent.MEDIUM : Extent.LARGE;
  }

  @Override
  public void write(long offset, ByteBuffer source, int at, int length)
      throws StorageFullException {
    if (length == 0) {
      return;
    }
    long end = offset + length;
    if (region != null) {
      writeRegion(offset, source, at, length);
      return;
    }
    obtain(indexOf(offset), indexOf(end - 1));
    long position = offset;
    int from = at;
    while (position < end) {
      int index = indexOf(position);
      Extent piece = pieces[index];
      int inside = (int) (position - startOf(index));
      int part = (int) Math.min(piece.bytes.capacity() - inside, end - position);
      piece.bytes.put(inside, source, from, part);
      position += part;
      from += part;
    }
    written.add(offset, end);
    size = Math.max(size, end);
  }

  @Override
  public long append(ByteBuffer source, int at, int length) throws StorageFullException {
    write(size, source, at, length);
    return size;
  }

  private void writeRegion(long offset, ByteBuffer source, int at, int length)
      throws StorageFullException {
    try {
      if (offset + length > size) {
        region.resize(offset + length);
        written.add(size, offset + length);
        size = offset + length;
      }
      region.write(offset, source, at, length);
    } catch (IOException e) {
      throw new StorageFullException(e.getMessage());
    }
  }

  /** From now on what clients have mapped may change, of which nobody is told. */
  public void changesUnseen() {
    unseen = true;
  }

  /** Whether it may. */
  public boolean isChangedUnseen() {
    return unseen;
  }

  /** Whether a client may have mapped this. */
  public boolean isShared() {
    return region != null;
  }

  /**
   * Puts all bytes into one object that clients can map.
   *
   * @param file the identity of the file, which names the object
   * @throws StorageFullException if there is no room; nothing has changed then
   */
  public void share(long file) throws StorageFullException {
    if (region != null) {
      return;
    }
    SharedRegion fresh = null;
    try {
      fresh = pool.region(file, size);
      ByteBuffer buffer = ByteBuffer.allocateDirect(COPY_BYTES);
      // holes read as the zeros that are there
      for (long at = written.nextWritten(0); at < size; at = written.nextWritten(at)) {
        int part = (int) Math.min(COPY_BYTES, written.available(at));
        read(at, buffer, 0, part);
        fresh.write(at, buffer, 0, part);
        at += part;
      }
    } catch (IOException e) {
      if (fresh != null) {
        fresh.unlink();
        fresh.close();
      }
      throw new StorageFullException(e.getMessage());
    }
    for (int i = 0; i < pieces.length; i++) {
      free(i);
    }
    if (size > 0) {
      written.add(0, size);
    }
    region = fresh;
  }

  private void obtain(int first, int last) throws StorageFullException {
    if (last >= pieces.length) {
      pieces = Arrays.copyOf(pieces, Math.max(last + 1, pieces.length * 2));
    }
    for (int i = first; i <= last; i++) {
      if (pieces[i] == null) {
        pieces[i] = pool.allocate(sizeOf(i));
      }
    }
  }

  @Override
  public void read(long offset, ByteBuffer target, int at, int length) throws IOException {
    if (region != null) {
      region.read(offset, target, at, length);
      return;
    }
    copyOut(pieces, written, offset, target, at, length);
  }

  private static void copyOut(
      Extent[] pieces, Ranges written, long offset, ByteBuffer target, int at, int length) {
    long position = offset;
    long end = offset + length;
    int to = at;
    while (position < end) {
      long run = written.available(position);
      if (run == 0) {
        run = Math.min(written.nextWritten(position), end) - position;
        int part = (int) Math.min(run, ZEROS.capacity());
        target.put(to, ZEROS, 0, part);
        position += part;
        to += part;
        continue;
      }
      int index = indexOf(position);
      int inside = (int) (position - startOf(index));
      ByteBuffer piece = pieces[index].bytes;
      int part = (int) Math.min(Math.min(piece.capacity() - inside, end - position), run);
      target.put(to, piece, inside, part);
      position += part;
      to += part;
    }
  }

  @Override
  public void truncate(long length) throws StorageFullException {
    if (region != null) {
      try {
        region.resize(length);
      } catch (IOException e) {
        throw new StorageFullException(e.getMessage());
      }
      if (length > size) {
        written.add(size, length);
      }
    }
    cut(length);
  }

  private void cut(long length) {
    if (length < size) {
      written.cut(length);
      int keep = length == 0 ? 0 : indexOf(length - 1) + 1;
      for (int i = keep; i < pieces.length; i++) {
        free(i);
      }
    }
    size = length;
  }

  private void free(int index) {
    Extent piece = pieces[index];
    if (piece == null) {
      return;
    }
    pieces[index] = null;
    if (pins > 0) {
      pinned.add(piece);
    } else {
      pool.free(piece);
    }
  }

  @Override
  public void release() {
    cut(0);
    if (region == null) {
      return;
    }
    region.unlink();
    if (pins > 0) {
      pinnedRegion = region;
    } else {
      region.close();
    }
    region = null;
  }

  /** What the disk thread may read: the content at one moment, unless it is rewritten later. */
  public static final class Snapshot {
    private final Extent[] pieces;
    private final Ranges written;
    private final long size;
    private final SharedRegion region;

    private Snapshot(Extent[] pieces, Ranges written, long size, SharedRegion region) {
      this.region = region;
      this.pieces = pieces;
      this.written = written;
      this.size = size;
    }

    /** The length. */
    public long size() {
      return size;
    }

    /**
     * Fills a buffer with bytes from an offset on, as far as there are any.
     *
     * @param buffer from its beginning to the end of what it got
     */
    public void read(long offset, ByteBuffer buffer) throws IOException {
      int length = (int) Math.min(buffer.capacity(), size - offset);
      buffer.clear();
      if (region != null) {
        region.read(offset, buffer, 0, length);
      } else {
        copyOut(pieces, written, offset, buffer, 0, length);
      }
      buffer.limit(length);
    }
  }

  /** Pins the extents until {@link #unpin}, once for each call. */
  public Snapshot pin() {
    if (pins++ == 0) {
      pinned = new ArrayList<>();
    }
    return new Snapshot(pieces.clone(), written.copy(), size, region);
  }

  /** Whether the disk thread may be reading. */
  public boolean isPinned() {
    return pins > 0;
  }

  /** Ends one {@link #pin}; extents that were freed meanwhile are given back after the last. */
  public void unpin() {
    if (--pins == 0) {
      pinned.forEach(pool::free);
      pinned = List.of();
      if (pinnedRegion != null) {
        pinnedRegion.close();
        pinnedRegion = null;
      }
    }
  }
}

package io.capio.ipc;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/**
 * A ring of fixed slots in shared memory with two counting semaphores (wire sections 2.1 to 2.5).
 *
 * <p>Two kinds: request and response queues have a mutex, because several processes may produce;
 * data queues have none, for one producer and one consumer. Indices in shared memory are byte
 * offsets.
 *
 * <p>Memory order: an index is written before {@code sem_post} and read after {@code sem_wait} by
 * the other side, and both are full barriers and opaque to the compiler; no fence of our own is
 * needed.
 *
 * <p>Each end is used by one thread at a time; producer and consumer may be different threads.
 */
public final class SlotQueue implements Closeable {
  private final ObjectNames names;
  private final String base;
  private final int slotBytes;
  private final int ringBytes;
  private final SharedMemory ring;
  private final SharedMemory first;
  private final SharedMemory last;
  private final NamedSemaphore filled;
  private final NamedSemaphore free;
  private final NamedSemaphore mutex;
  private final ByteBuffer memory;

  /** What a queue looks like; both sides must agree. */
  public record Shape(int slots, int slotBytes, boolean mutex) {
    /** The one queue of requests of a workflow. */
    public static final Shape REQUESTS = new Shape(512, RequestCodec.SLOT_BYTES, true);

    /** A session's reply words. */
    public static final Shape RESPONSES = new Shape(512, Long.BYTES, true);

    /** A session's data queue of that geometry. */
    public static Shape data(Geometry geometry) {
      return new Shape(geometry.lines(), geometry.lineBytes(), false);
    }

    int ringBytes() {
      return Math.multiplyExact(slots, slotBytes);
    }
  }

  private SlotQueue(ObjectNames names, String base, Shape shape, Opened opened) {
    this.names = names;
    this.base = base;
    this.slotBytes = shape.slotBytes();
    this.ringBytes = shape.ringBytes();
    this.ring = opened.ring;
    this.first = opened.first;
    this.last = opened.last;
    this.filled = opened.filled;
    this.free = opened.free;
    this.mutex = opened.mutex;
    this.memory = ring.bytes();
  }

  /** The parts while they are being opened, so that a failure half way closes what is there. */
  private static final class Opened {
    private final List<Closeable> parts = new ArrayList<>();
    private NamedSemaphore mutex;
    private NamedSemaphore filled;
    private NamedSemaphore free;
    private SharedMemory first;
    private SharedMemory last;
    private SharedMemory ring;

    <T extends Closeable> T add(T part) {
      parts.add(part);
      return part;
    }

    void close() throws IOException {
      for (Closeable part : parts) {
        part.close();
      }
    }
  }

  /** How the objects come into being. */
  private enum Creation {
    EXCLUSIVE,
    OPEN_OR_CREATE,
    OPEN
  }

  /**
   * Creates a queue none of whose objects may exist.
   *
   * @throws java.nio.file.FileAlreadyExistsException if one does; nothing is left behind then
   */
  public static SlotQueue create(ObjectNames names, String base, Shape shape) throws IOException {
    return open(names, base, shape, Creation.EXCLUSIVE);
  }

  /** Opens a queue or creates it; an existing one keeps its content (wire section 2.3). */
  public static SlotQueue createOrOpen(ObjectNames names, String base, Shape shape)
      throws IOException {
    return open(names, base, shape, Creation.OPEN_OR_CREATE);
  }

  /**
   * Opens a queue that is complete.
   *
   * @throws NoSuchFileException if its ring does not exist
   * @throws IOException if the ring has another size than this shape, which the message says
   */
  public static SlotQueue open(ObjectNames names, String base, Shape shape) throws IOException {
    return open(names, base, shape, Creation.OPEN);
  }

  /** Whether the ring has its full size, which is what completes a queue. */
  public static boolean isComplete(ObjectNames names, String base, Shape shape) {
    try {
      return Files.size(SharedMemory.path(names.ring(base))) == shape.ringBytes();
    } catch (IOException absent) {
      return false;
    }
  }

  private static SlotQueue open(ObjectNames names, String base, Shape shape, Creation creation)
      throws IOException {
    Opened opened = new Opened();
    List<String> created = new ArrayList<>();
    try {
      if (creation == Creation.EXCLUSIVE) {
        // nobody looks for this queue before its maker says so: the ring, made first, is the claim
        opened.ring = opened.add(claim(names.ring(base), shape, created));
      }
      if (shape.mutex()) {
        opened.mutex = opened.add(semaphore(names.mutex(base), 1, creation, created));
      }
      opened.filled = opened.add(semaphore(names.filled(base), 0, creation, created));
      opened.free = opened.add(semaphore(names.free(base), shape.slots(), creation, created));
      opened.first = opened.add(index(names.first(base), creation, created));
      opened.last = opened.add(index(names.last(base), creation, created));
      if (creation == Creation.EXCLUSIVE) {
        return new SlotQueue(names, base, shape, opened);
      }
      opened.ring = opened.add(ring(names, base, shape, creation, opened));
      if (opened.ring.size() != shape.ringBytes()) {
        throw new IOException(
            "queue "
                + names.ring(base)
                + " has "
                + opened.ring.size()
                + " bytes instead of "
                + shape.ringBytes()
                + "; CAPIO_CACHE_LINES and CAPIO_CACHE_LINE_SIZE must be equal on both sides");
      }
      return new SlotQueue(names, base, shape, opened);
    } catch (IOException | RuntimeException e) {
      opened.close();
      for (String file : created) {
        SharedMemory.unlink(file);
      }
      throw e;
    }
  }

  private static SharedMemory claim(String name, Shape shape, List<String> created)
      throws IOException {
    SharedMemory ring = SharedMemory.createExclusive(name, shape.ringBytes());
    created.add(name);
    return ring;
  }

  private static SharedMemory ring(
      ObjectNames names, String base, Shape shape, Creation creation, Opened opened)
      throws IOException {
    String name = names.ring(base);
    try {
      return SharedMemory.open(name);
    } catch (NoSuchFileException e) {
      if (creation == Creation.OPEN) {
        throw e;
      }
    }
    opened.first.bytes().putLong(0, 0);
    opened.last.bytes().putLong(0, 0);
    return SharedMemory.createOrOpen(name, shape.ringBytes());
  }

  private static NamedSemaphore semaphore(
      String name, int value, Creation creation, List<String> created) throws IOException {
    return switch (creation) {
      case EXCLUSIVE -> {
        NamedSemaphore semaphore = NamedSemaphore.createExclusive(name, value);
        created.add("sem." + name);
        yield semaphore;
      }
      case OPEN_OR_CREATE -> NamedSemaphore.createOrOpen(name, value);
      case OPEN -> NamedSemaphore.open(name);
    };
  }

  private static SharedMemory index(String name, Creation creation, List<String> created)
      throws IOException {
    return switch (creation) {
      case EXCLUSIVE -> {
        SharedMemory index = SharedMemory.createExclusive(name, Long.BYTES);
        created.add(name);
        yield index;
      }
      case OPEN_OR_CREATE -> SharedMemory.createOrOpen(name, Long.BYTES);
      case OPEN -> SharedMemory.open(name);
    };
  }

  /** Bytes of a slot. */
  public int slotBytes() {
    return slotBytes;
  }

  /** How many slots a transfer of that many bytes takes. */
  public int slotsFor(long bytes) {
    return Math.toIntExact((bytes + slotBytes - 1) / slotBytes);
  }

  /** Slots that hold something now. */
  public int filledSlots() {
    return filled.value();
  }

  /** Slots that are free now. */
  public int freeSlots() {
    return free.value();
  }

  // ---- producer

  /**
   * Waits for a free slot and returns its memory, from position 0 to the slot's size. The slot
   * stays the caller's until {@link #publish}.
   *
   * @throws IOException what the watch threw
   */
  public ByteBuffer reserve(WaitWatch watch) throws IOException {
    free.acquire(watch);
    return slot(last);
  }

  /** As {@link #reserve}, or null at once when no slot is free. */
  public ByteBuffer tryReserve() {
    return free.tryAcquire() ? slot(last) : null;
  }

  /** Hands the reserved slot to the consumer. */
  public void publish() {
    advance(last);
    filled.post();
  }

  /**
   * Writes one slot of a queue that several processes write, under its mutex.
   *
   * @param bytes at most a slot; the rest of the slot is cleared
   * @throws IOException what the watch threw; the slot has not been written then
   */
  public void put(byte[] bytes, WaitWatch watch) throws IOException {
    free.acquire(watch);
    try {
      mutex.acquire(watch);
    } catch (IOException e) {
      free.post();
      throw e;
    }
    int at = (int) last.bytes().getLong(0);
    memory.put(at, bytes);
    for (int i = bytes.length; i < slotBytes; i++) {
      memory.put(at + i, (byte) 0);
    }
    publish();
    mutex.post();
  }

  /**
   * Writes one reply word under the mutex.
   *
   * @return false if the queue is full; nothing has been written then
   * @throws IOException what the watch threw while the mutex was held by another
   */
  public boolean tryPutWord(long word, WaitWatch watch) throws IOException {
    if (!free.tryAcquire()) {
      return false;
    }
    mutex.acquire(watch);
    memory.putLong((int) last.bytes().getLong(0), word);
    publish();
    mutex.post();
    return true;
  }

  // ---- consumer

  /**
   * Waits for a filled slot and returns its memory. It stays valid until {@link #release}.
   *
   * @throws IOException what the watch threw
   */
  public ByteBuffer peek(WaitWatch watch) throws IOException {
    filled.acquire(watch);
    return slot(first);
  }

  /** As {@link #peek}, or null when no slot is filled. */
  public ByteBuffer tryPeek() {
    return filled.tryAcquire() ? slot(first) : null;
  }

  /**
   * As {@link #peek}, or null when no slot was filled for that long.
   *
   * @param nanos below one second
   */
  public ByteBuffer peek(long nanos) throws IOException {
    return filled.tryAcquire() || filled.acquire(nanos) ? slot(first) : null;
  }

  /** Gives the slot that was peeked back to the producer. */
  public void release() {
    advance(first);
    free.post();
  }

  /**
   * Takes one reply word under the mutex.
   *
   * @throws IOException what the watch threw
   */
  public long takeWord(WaitWatch watch) throws IOException {
    filled.acquire(watch);
    mutex.acquire(watch);
    long word = memory.getLong((int) first.bytes().getLong(0));
    release();
    mutex.post();
    return word;
  }

  // ---- repair, by the consumer

  /** Where the next slot will be written: a byte offset that changes with every slot. */
  public long producerIndex() {
    return last.bytes().getLong(0);
  }

  /** Whether a producer is on its way through the mutex, or died there. */
  public boolean isLocked() {
    return mutex.value() == 0;
  }

  /**
   * Opens the mutex after the death of the producer that had it. A slot that it had written and not
   * yet counted is counted. Only for the consumer, between two slots.
   */
  public void unlockAfterDeath() {
    int used = usedSlots();
    while (filled.value() < used) {
      filled.post();
    }
    if (isLocked()) {
      mutex.post();
    }
  }

  /** Slots that are neither free nor filled: producers have them that wait, or that died. */
  public int missingSlots() {
    return ringBytes / slotBytes - usedSlots() - free.value();
  }

  /** Gives back slots of dead producers. Only for the consumer, when no living one waits. */
  public void freeMissingSlots() {
    for (int missing = missingSlots(); missing > 0; missing--) {
      free.post();
    }
  }

  private int usedSlots() {
    long distance = producerIndex() - first.bytes().getLong(0);
    int used = (int) (Math.floorMod(distance, (long) ringBytes) / slotBytes);
    return used == 0 && filled.value() > 0 ? ringBytes / slotBytes : used;
  }

  private ByteBuffer slot(SharedMemory index) {
    int at = (int) index.bytes().getLong(0);
    if (at < 0 || at > ringBytes - slotBytes) {
      throw new IllegalStateException(names.ring(base) + " is corrupt: index " + at);
    }
    return memory.slice(at, slotBytes);
  }

  private void advance(SharedMemory index) {
    long at = index.bytes().getLong(0);
    index.bytes().putLong(0, (at + slotBytes) % ringBytes);
  }

  /** Unmaps everything; the objects stay. Nobody may use the queue any more. */
  @Override
  public void close() {
    ring.close();
    first.close();
    last.close();
    filled.close();
    free.close();
    if (mutex != null) {
      mutex.close();
    }
  }

  /** Removes the names of a queue, if they are there. */
  public static void unlink(ObjectNames names, String base) {
    SharedMemory.unlink(names.ring(base));
    SharedMemory.unlink(names.first(base));
    SharedMemory.unlink(names.last(base));
    NamedSemaphore.unlink(names.filled(base));
    NamedSemaphore.unlink(names.free(base));
    NamedSemaphore.unlink(names.mutex(base));
  }
}

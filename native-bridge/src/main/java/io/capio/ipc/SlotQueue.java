package io.capio.ipc;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

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
  /** Memory is reserved in steps of that many bytes. */
  private static final int RESERVED_STEP = 16 << 10;

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
  private final OpenLine line;

  /** Bytes of each slot, from its start, for which memory is known to be there. The producer's. */
  private final int[] backed;

  /** How many of the filled slots that the semaphore counts are {@link #wake wakes}. */
  private volatile int wakes;

  private boolean closed;

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

  private SlotQueue(ObjectNames names, String base, Shape shape, QueueParts opened) {
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
    this.line = new OpenLine(last);
    this.backed = new int[shape.slots()];
    if (ringBytes <= SharedMemory.ALWAYS_RESERVED) {
      Arrays.fill(backed, slotBytes);
    }
  }

  /**
   * Creates a queue none of whose objects may exist.
   *
   * @throws java.nio.file.FileAlreadyExistsException if one does; nothing is left behind then
   */
  public static SlotQueue create(ObjectNames names, String base, Shape shape) throws IOException {
    return open(names, base, shape, QueueParts.Creation.EXCLUSIVE);
  }

  /** Opens a queue or creates it; an existing one keeps its content (wire section 2.3). */
  public static SlotQueue createOrOpen(ObjectNames names, String base, Shape shape)
      throws IOException {
    return open(names, base, shape, QueueParts.Creation.OPEN_OR_CREATE);
  }

  /**
   * Opens a queue that is complete.
   *
   * @throws NoSuchFileException if its ring does not exist
   * @throws IOException if the ring has another size than this shape, which the message says
   */
  public static SlotQueue open(ObjectNames names, String base, Shape shape) throws IOException {
    return open(names, base, shape, QueueParts.Creation.OPEN);
  }

  /** Whether the ring has its full size, which is what completes a queue. */
  public static boolean isComplete(ObjectNames names, String base, Shape shape) {
    try {
      return Files.size(SharedMemory.path(names.ring(base))) == shape.ringBytes();
    } catch (IOException absent) {
      return false;
    }
  }

  private static SlotQueue open(
      ObjectNames names, String base, Shape shape, QueueParts.Creation creation)
      throws IOException {
    return new SlotQueue(names, base, shape, QueueParts.open(names, base, shape, creation));
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
    return countFilled();
  }

  private synchronized int countFilled() {
    return filled.value() - wakes;
  }

  /** Slots that are free now. */
  public int freeSlots() {
    return free.value();
  }

  // ---- producer

  /**
   * Reserves the memory for bytes that are to be written next, without taking slots. Memory that
   * was only promised would be missing when it is touched, which nobody survives. Each producer
   * must call this for data queues before it writes.
   *
   * @param bytes from the start of the next slot on, at most a ring's worth
   * @return for how many of them there is memory
   * @throws IOException if that cannot be found out
   */
  public long secure(long bytes) throws IOException {
    int at = (int) last.bytes().getLong(0);
    for (long done = 0; done < bytes; done += slotBytes) {
      int part = (int) Math.min(slotBytes, bytes - done);
      int index = at / slotBytes;
      if (backed[index] < part && !back(index, part)) {
        return done + backed[index];
      }
      at = (at + slotBytes) % ringBytes;
    }
    return bytes;
  }

  private boolean back(int index, int bytes) throws IOException {
    int from = backed[index];
    int to = Math.min(slotBytes, (bytes + RESERVED_STEP - 1) / RESERVED_STEP * RESERVED_STEP);
    try {
      if (!SharedMemory.reservePart(
          names.ring(base), (long) index * slotBytes + from, (long) to - from)) {
        return false;
      }
    } catch (NoSuchFileException gone) {
      // whoever removed the queue does not want what is still put into it
    }
    backed[index] = to;
    return true;
  }

  /**
   * As {@link #secure}, for the slots of a transfer that cannot be shortened.
   *
   * @throws IOException if there is not so much memory
   */
  public void requireMemory(long bytes) throws IOException {
    if (secure(bytes) < bytes) {
      throw new IOException(
          "no shared memory left for "
              + bytes
              + " bytes: "
              + SharedMemory.DIRECTORY
              + " is full, df shows how full");
    }
  }

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

  /**
   * Notes what the reserved slot of a data queue is for. From then on the consumer takes what
   * {@link OpenLine#holds} says, should this process die.
   *
   * @param owner the session that opened the file
   * @param fd its descriptor there
   * @param offset of the slot's first byte in the file, -1 for its end
   */
  public OpenLine beginLine(int owner, int fd, long offset) {
    line.begin(producerIndex(), owner, fd, offset);
    return line;
  }

  /** Gives the reserved slot up, whose bytes were not to be had. */
  public void abandon() {
    free.post();
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
    return filled.tryAcquire() ? slotUnlessWoken() : null;
  }

  /**
   * As {@link #peek}, or null when no slot was filled for that long, or after a {@link #wake}.
   *
   * @param nanos {@code Long.MAX_VALUE} for ever
   */
  public ByteBuffer peek(long nanos) throws IOException {
    return filled.tryAcquire() || filled.acquire(nanos) ? slotUnlessWoken() : null;
  }

  /**
   * Lets one peek that can return null do so; from any thread, and without effect once closed. Only
   * for the process of the consumer: the semaphore is raised without a slot, which this object
   * keeps account of.
   */
  public synchronized void wake() {
    if (!closed) {
      wakes++;
      filled.post();
    }
  }

  /**
   * All that the semaphore counts is alike: what was taken for a slot may be replaced by a wake.
   */
  private ByteBuffer slotUnlessWoken() {
    if (wakes > 0) {
      synchronized (this) {
        wakes--;
      }
      return null;
    }
    return slot(first);
  }

  /**
   * Whether a slot is filled that is like that; without taking any, and not while one is peeked.
   */
  public boolean holds(Predicate<ByteBuffer> like) {
    int at = (int) first.bytes().getLong(0);
    for (int i = countFilled(); i > 0; i--) {
      if (like.test(memory.slice(at, slotBytes))) {
        return true;
      }
      at = (at + slotBytes) % ringBytes;
    }
    return false;
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

  /** What is in the slot that {@link #unannounced} gives. */
  public OpenLine line() {
    return line;
  }

  /**
   * The slot of a data queue that a producer filled when it died, or that it had handed over but
   * not told of; empty if there is none. Only for the consumer, when all that was told of is done.
   */
  public Optional<ByteBuffer> unannounced() {
    long length = line.length();
    long slot = line.slot();
    // by the indices: who died may have moved its own and not yet counted the slot
    boolean unread = slot == producerIndex() || usedSlots() > 0;
    return length > 0 && length <= slotBytes && slot >= 0 && slot <= ringBytes - slotBytes && unread
        ? Optional.of(memory.slice((int) slot, slotBytes))
        : Optional.empty();
  }

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
  public synchronized void unlockAfterDeath() {
    int used = usedSlots();
    while (countFilled() < used) {
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
    return used == 0 && countFilled() > 0 ? ringBytes / slotBytes : used;
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
  public synchronized void close() {
    closed = true;
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

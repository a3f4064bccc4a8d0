package io.capio.ipc;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.locks.LockSupport;

/**
 * A named POSIX semaphore, the file {@code /dev/shm/sem.NAME}.
 *
 * <p>{@link #post} and {@link #tryAcquire} may be called from any thread; {@link #acquire} by one
 * thread at a time. {@link #close} only when no thread uses it.
 */
public final class NamedSemaphore implements Closeable {
  /** How long a native wait lasts before the watch is asked: no interrupt ends it earlier. */
  private static final long SLICE_NANOS = 50_000_000;

  /**
   * A reply usually takes 5 to 20 microseconds when the server runs; spinning longer steals its
   * CPU.
   */
  private static final int SPINS = 20;

  private static final long VIRTUAL_POLL_NANOS = 100_000;
  private static final long VIRTUAL_POLL_LIMIT_NANOS = 2_000_000;

  private final String name;
  private long address;

  /**
   * A timespec for the timed wait, and the int that sem_getvalue fills. Not a direct buffer: the
   * JVM would count it among the program's.
   */
  private final long scratchAddress = Native.malloc(24);

  private final Pointer scratch = new Pointer(scratchAddress);

  private NamedSemaphore(String name, long address) {
    this.name = name;
    this.address = address;
  }

  /** Creates one that must not exist, with that value. */
  static NamedSemaphore createExclusive(String name, int value) throws IOException {
    return open(name, Posix.O_CREAT | Posix.O_EXCL, value);
  }

  /** Opens or creates one; the value counts only if it is created. */
  static NamedSemaphore createOrOpen(String name, int value) throws IOException {
    return open(name, Posix.O_CREAT, value);
  }

  /**
   * Opens one that exists.
   *
   * @throws NoSuchFileException if there is none
   */
  static NamedSemaphore open(String name) throws IOException {
    return open(name, 0, 0);
  }

  private static NamedSemaphore open(String name, int flags, int value) throws IOException {
    long address = Posix.sem_open("/" + name, flags, SharedMemory.MODE, value);
    if (address == 0) {
      int errno = Native.getLastError();
      if (errno == Errno.ENOENT.number()) {
        throw new NoSuchFileException(name);
      }
      if (errno == Errno.EEXIST.number()) {
        throw new FileAlreadyExistsException(name);
      }
      throw Posix.failure("open semaphore", name, errno);
    }
    NamedSemaphore semaphore = new NamedSemaphore(name, address);
    if ((flags & Posix.O_EXCL) == 0) {
      try {
        SharedMemory.requireOwn("sem." + name);
      } catch (IOException e) {
        semaphore.close();
        throw e;
      }
    }
    return semaphore;
  }

  /** Removes the name; whoever has it open goes on using it. */
  static boolean unlink(String name) {
    return Posix.sem_unlink("/" + name) == 0;
  }

  /** Adds one and wakes a waiter. */
  public void post() {
    Posix.sem_post(open());
  }

  /** Takes one if there is one; never waits. */
  public boolean tryAcquire() {
    return Posix.sem_trywait(open()) == 0;
  }

  /**
   * Takes one, waiting until there is one or the watch ends the wait. Interrupts are left pending.
   *
   * @throws IOException what the watch threw
   */
  public void acquire(WaitWatch watch) throws IOException {
    for (int i = 0; i < SPINS; i++) {
      if (tryAcquire()) {
        return;
      }
    }
    long start = System.nanoTime();
    if (VirtualThreads.current()) {
      acquirePolling(watch, start);
      return;
    }
    while (!acquire(SLICE_NANOS)) {
      watch.check(System.nanoTime() - start);
    }
  }

  /**
   * Takes one, waiting at most that long.
   *
   * @param nanos {@code Long.MAX_VALUE} for ever
   * @return whether it was taken
   */
  public boolean acquire(long nanos) throws IOException {
    if (nanos == Long.MAX_VALUE) {
      return waited(Posix.sem_wait(open()));
    }
    // sem_timedwait takes the wall clock. A clock that is set back lengthens one slice at most by
    // the step; sem_clockwait would not, but glibc before 2.30 lacks it.
    long now = System.currentTimeMillis();
    long until = now % 1000 * 1_000_000 + nanos;
    scratch.setLong(0, now / 1000 + until / 1_000_000_000);
    scratch.setLong(8, until % 1_000_000_000);
    return waited(Posix.sem_timedwait(open(), scratchAddress));
  }

  private boolean waited(int result) throws IOException {
    if (result == 0) {
      return true;
    }
    int errno = Native.getLastError();
    if (errno == Posix.ETIMEDOUT || errno == Posix.EINTR) {
      return false;
    }
    throw Posix.failure("wait for semaphore", name, errno);
  }

  /**
   * A native wait would hold the carrier of a virtual thread, of which there are as few as
   * processors; parking gives it back.
   */
  private void acquirePolling(WaitWatch watch, long start) throws IOException {
    long pause = VIRTUAL_POLL_NANOS;
    long checked = start;
    boolean interrupted = false;
    try {
      while (!tryAcquire()) {
        // with the interrupt pending, park would return at once for ever
        interrupted |= Thread.interrupted();
        LockSupport.parkNanos(pause);
        pause = Math.min(pause * 2, VIRTUAL_POLL_LIMIT_NANOS);
        long now = System.nanoTime();
        if (now - checked > SLICE_NANOS) {
          checked = now;
          watch.check(now - start);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The present value; already stale when it arrives. */
  public int value() {
    Posix.sem_getvalue(open(), scratchAddress + 16);
    return scratch.getInt(16);
  }

  private long open() {
    long current = address;
    if (current == 0) {
      // the C library would follow a null pointer
      throw new IllegalStateException("semaphore " + name + " is closed");
    }
    return current;
  }

  @Override
  public void close() {
    if (address != 0) {
      Posix.sem_close(address);
      address = 0;
      Native.free(scratchAddress);
    }
  }
}

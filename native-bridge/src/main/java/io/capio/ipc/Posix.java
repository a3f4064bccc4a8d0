package io.capio.ipc;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;

/**
 * The C functions that the platform alone offers, direct-mapped: a call costs about 60 ns.
 * Addresses are plain longs (LP64 only). Thread-safe, as the functions are.
 */
final class Posix {
  static final int O_RDONLY = 0;
  static final int O_RDWR = 2;
  static final int O_CREAT = 0100;
  static final int O_EXCL = 0200;
  static final int O_NOFOLLOW = 0400000;
  static final int O_CLOEXEC = 02000000;
  static final int PROT_READ_WRITE = 3;
  static final int MAP_SHARED = 1;
  static final int MAP_POPULATE = 0x8000;
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int ETIMEDOUT = 110;

  static {
    Native.register(Posix.class, NativeLibrary.getProcess());
  }

  private Posix() {}

  /** Forces the library to be loaded, which takes a tenth of a second once per process. */
  static void load() {}

  static native int open(String path, int flags, int mode);

  static native int close(int fd);

  static native int ftruncate(int fd, long length);

  static native int posix_fallocate(int fd, long offset, long length);

  static native long lseek(int fd, long offset, int whence);

  static native long mmap(
      long address, long length, int protection, int flags, int fd, long offset);

  static native int munmap(long address, long length);

  static native int unlink(String path);

  static native long sem_open(String name, int flags, int mode, int value);

  static native int sem_close(long semaphore);

  static native int sem_unlink(String name);

  static native int sem_wait(long semaphore);

  static native int sem_trywait(long semaphore);

  static native int sem_timedwait(long semaphore, long timespec);

  static native int sem_post(long semaphore);

  static native int sem_getvalue(long semaphore, long value);

  static native int geteuid();

  /** The failure that {@code errno} holds right after a call of this thread. */
  static IOException failure(String what, String name) {
    return failure(what, name, Native.getLastError());
  }

  static IOException failure(String what, String name, int errno) {
    Errno known = Errno.of(errno);
    String cause = known == null ? "errno " + errno : known + ": " + known.text();
    if (known == Errno.ENOSPC) {
      cause += "; " + SharedMemory.DIRECTORY + " is full, df shows how full";
    }
    return new IOException("cannot " + what + " " + name + " (" + cause + ")");
  }
}

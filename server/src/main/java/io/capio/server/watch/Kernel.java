package io.capio.server.watch;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The calls with which one thread waits for several events at once. A class of its own, because
 * binding them takes time that only the watching thread has at the start.
 */
final class Kernel {
  static final int O_NONBLOCK = 04000;
  static final int O_CLOEXEC = 02000000;
  static final int IN_CREATE = 0x100;
  static final int IN_MOVED_TO = 0x80;
  static final short POLLIN = 1;
  static final int EINTR = 4;

  /** The same on every architecture; the C library has no function for it before glibc 2.36. */
  static final long PIDFD_OPEN = 434;

  static {
    Native.register(Kernel.class, NativeLibrary.getProcess());
  }

  private Kernel() {}

  static native long syscall(long number, long first, long second);

  static native int poll(long descriptors, long count, int millis);

  static native int eventfd(int value, int flags);

  static native int inotify_init1(int flags);

  static native int inotify_add_watch(int fd, String path, int mask);

  static native long read(int fd, long buffer, long bytes);

  static native long write(int fd, long buffer, long bytes);

  static native int close(int fd);
}

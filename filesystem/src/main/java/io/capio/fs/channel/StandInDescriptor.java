package io.capio.fs.channel;

import java.io.Closeable;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A {@link FileDescriptor} for a file that has none: that class is final and the JDK's own, so it
 * leads to an unrelated regular file, opened for reading when somebody asks for it. Thread-safe.
 */
final class StandInDescriptor implements Closeable {
  private final Object owner;
  private final ReentrantLock lock = new ReentrantLock();
  private FileInputStream stream;
  private boolean closed;

  /**
   * @param owner what the descriptor stands for; it lives as long as the descriptor does
   */
  StandInDescriptor(Object owner) {
    this.owner = owner;
  }

  FileDescriptor get() throws IOException {
    lock.lock();
    try {
      if (stream == null) {
        // sync() works on a regular file, not on /dev/null
        File harmless = new File(System.getProperty("java.home"), "release");
        stream = new Opened(harmless.canRead() ? harmless : new File("/proc/self/exe"), owner);
        if (closed) {
          stream.close();
        }
      }
      return stream.getFD();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closed = true;
      if (stream != null) {
        stream.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** A descriptor keeps its stream, and so the owner, which a program may have let go. */
  private static final class Opened extends FileInputStream {
    @SuppressWarnings({"unused", "UnusedVariable"}) // kept reachable
    private final Object owner;

    Opened(File file, Object owner) throws IOException {
      super(file);
      this.owner = owner;
    }
  }
}

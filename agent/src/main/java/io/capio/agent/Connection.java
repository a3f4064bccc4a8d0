package io.capio.agent;

import io.capio.client.Settings;
import io.capio.fs.CapioFileSystem;
import io.capio.fs.JavaIo;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * The file system, opened on a thread of its own while the program starts.
 *
 * <p>The first operation on a path inside waits for it, at most as long as the settings let a
 * server start. Safe for use by any thread.
 */
final class Connection implements Runnable {

  private final Settings settings;
  private final CountDownLatch opened = new CountDownLatch(1);
  private final Thread thread;

  /** Whether an operation of the program has needed the file system. */
  private volatile boolean wanted;

  /** Written before the latch opens, read after. */
  private CapioFileSystem fileSystem;

  private JavaIo javaIo;
  private Throwable failure;

  Connection(Settings settings) {
    this.settings = settings;
    thread = new Thread(null, this, "capio-connect", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(Connection.class.getClassLoader());
    thread.start();
  }

  @Override
  public void run() {
    try {
      fileSystem = CapioFileSystem.open(settings);
      javaIo = new JavaIo(fileSystem);
    } catch (Throwable e) {
      failure = e;
    } finally {
      opened.countDown();
    }
  }

  /**
   * Returns the file system.
   *
   * @param path the path whose operation needs it, for the message
   * @throws IOException if CAPIO cannot be reached
   */
  CapioFileSystem fileSystem(String path) throws IOException {
    wanted = true;
    await();
    if (failure != null) {
      throw new IOException(path.concat(": ").concat(reason()), failure);
    }
    return fileSystem;
  }

  /** Returns the operations of java.io; as {@link #fileSystem}. */
  JavaIo javaIo(String path) throws IOException {
    fileSystem(path);
    return javaIo;
  }

  /** Returns the file system if it was opened, or null; does not wait. */
  CapioFileSystem fileSystemIfOpened() {
    return opened.getCount() == 0 ? fileSystem : null;
  }

  /** Returns the operations of java.io if the file system was opened, or null; does not wait. */
  JavaIo javaIoIfOpened() {
    return opened.getCount() == 0 ? javaIo : null;
  }

  /**
   * Closes the file system once the opening has ended; an opening that nobody has waited for is
   * given up, so that a program without files inside does not wait for a server to start.
   */
  void close() throws IOException {
    if (!wanted) {
      thread.interrupt();
    }
    await();
    if (fileSystem != null) {
      fileSystem.close();
    }
  }

  /** An interrupt does not end the wait: the JDK's file operations do not notice it either. */
  private void await() {
    boolean interrupted = false;
    while (opened.getCount() > 0) {
      try {
        opened.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private String reason() {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}

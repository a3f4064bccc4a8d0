package io.capio.agent;

import io.capio.client.CapioClient;
import io.capio.client.settings.Settings;
import io.capio.fs.CapioFileSystem;
import io.capio.fs.JavaIo;
import io.capio.ipc.ServiceThread;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * The file system, opened on a thread of its own.
 *
 * <p>Where a server runs already it is joined while the program starts; otherwise the first
 * operation on a path inside gives the sign to start one, so that a program without such files
 * starts none. That operation waits, at most as long as the settings let a server start. Safe for
 * use by any thread.
 */
final class Connection implements Runnable {

  /** The operations on objects that programs hold are the same in all file systems. */
  private static volatile JavaIo anyJavaIo;

  private final Settings settings;
  private final CountDownLatch opened = new CountDownLatch(1);

  /** Opens with the first operation, or when the JVM ends. */
  private final CountDownLatch demand = new CountDownLatch(1);

  /** Set before the demand when there is an operation. */
  private volatile boolean wanted;

  /** The thread that closes because the JVM ends; set before the demand. */
  private volatile Thread atExit;

  /** Written before the latch opens, read after. */
  private CapioFileSystem fileSystem;

  private JavaIo javaIo;
  private Throwable failure;

  /** The thread that opens; it cannot wait for itself. */
  private volatile Thread opener;

  Connection(Settings settings) {
    this.settings = settings;
    ServiceThread.start(this, "capio-connect");
  }

  @Override
  public void run() {
    opener = Thread.currentThread();
    try {
      if (!isServerThere()) {
        demand.await();
        if (atExit != null || !wanted) {
          throw new IOException("CAPIO is being left");
        }
      }
      CapioClient.launchServersBy(CapioHandOver::startApart);
      JnaProperties.keepOutOf(settings.capioDir());
      fileSystem = CapioFileSystem.open(settings);
      javaIo = new JavaIo(fileSystem);
      anyJavaIo = javaIo;
    } catch (Throwable e) {
      failure = e;
    } finally {
      opened.countDown();
    }
  }

  /** A server's sign of life bears the workflow's name; a mistake costs time only. */
  private boolean isServerThere() {
    return new File("/dev/shm", settings.workflowName()).exists();
  }

  /**
   * Returns the file system; does not return once the JVM ends, as a thread that then still runs
   * would see no failure on a disk either.
   *
   * @param path the path whose operation needs it, for the message
   * @throws IOException if CAPIO cannot be reached
   */
  CapioFileSystem fileSystem(String path) throws IOException {
    if (opened.getCount() > 0) {
      if (Thread.currentThread() == opener) {
        throw new IOException(path.concat(": needed while CAPIO is being connected"));
      }
      wanted = true;
      demand.countDown();
      await();
    }
    holdWhileExiting();
    if (failure != null) {
      throw new IOException(path.concat(": ").concat(reason()), failure);
    }
    return fileSystem;
  }

  private void holdWhileExiting() {
    Thread closer = atExit;
    while (closer != null && closer != Thread.currentThread()) {
      LockSupport.park(this);
      Thread.interrupted();
    }
  }

  /** Returns the operations of java.io; as {@link #fileSystem}. */
  JavaIo javaIo(String path) throws IOException {
    fileSystem(path);
    return javaIo;
  }

  /**
   * Returns the operations of java.io of any file system that was opened in this JVM, for those on
   * an object that it may have made; null if there was none.
   */
  static JavaIo anyJavaIo() {
    return anyJavaIo;
  }

  /** Returns the file system if it was opened, or null; does not wait. */
  CapioFileSystem fileSystemIfOpened() {
    return opened.getCount() == 0 ? fileSystem : null;
  }

  /** Closes the file system, at the end of the JVM, if it was opened or is being opened. */
  void close() throws IOException {
    atExit = Thread.currentThread();
    demand.countDown();
    await();
    if (fileSystem != null) {
      fileSystem.closeAtExit();
    }
  }

  /**
   * Closes the file system as soon as none of its files is open; does not wait for that.
   *
   * @return how many files are open
   */
  int closeWhenIdle() {
    demand.countDown();
    await();
    return fileSystem == null ? 0 : fileSystem.closeWhenIdle();
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

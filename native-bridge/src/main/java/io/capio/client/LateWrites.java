package io.capio.client;

import io.capio.ipc.ServiceThread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Passes on what handles have gathered when nothing else does for a few milliseconds, so that
 * another process which waits for it sees it, as on a disk.
 *
 * <p>Its thread is there while something is gathered, and a little longer. Thread-safe.
 */
final class LateWrites implements Runnable {
  /** How old gathered bytes become, about. */
  static final long DELAY_NANOS = 5_000_000;

  private static final long IDLE_NANOS = 1_000_000_000;

  private final Set<FileConversation> waiting = new HashSet<>();
  private boolean running;

  /** The handle has gathered something. */
  synchronized void add(FileConversation file) {
    waiting.add(file);
    if (running) {
      notifyAll();
    } else {
      running = true;
      ServiceThread.start(this, "capio-writes");
    }
  }

  @Override
  public void run() {
    while (awaitOne()) {
      LockSupport.parkNanos(DELAY_NANOS);
      for (FileConversation file : take()) {
        if (!isPassedOn(file)) {
          add(file);
        }
      }
    }
  }

  private static boolean isPassedOn(FileConversation file) {
    try {
      return file.flushUnlessBusy();
    } catch (IOException e) {
      // Whoever uses the handle meets the cause as well: the server is not there any more.
      return true;
    }
  }

  private synchronized boolean awaitOne() {
    long end = System.nanoTime() + IDLE_NANOS;
    long left = IDLE_NANOS;
    try {
      while (waiting.isEmpty() && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running = !waiting.isEmpty();
    return running;
  }

  private synchronized List<FileConversation> take() {
    List<FileConversation> late = new ArrayList<>(waiting);
    waiting.clear();
    return late;
  }
}

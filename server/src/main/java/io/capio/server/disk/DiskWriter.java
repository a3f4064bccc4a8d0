package io.capio.server.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The thread that writes committed files. Jobs go in and completions come out on the request loop;
 * in between they belong to the disk thread.
 */
public final class DiskWriter implements Closeable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final ExecutorService thread;
  private final Queue<PersistJob> done = new ConcurrentLinkedQueue<>();
  private final ByteBuffer[] buffer = new ByteBuffer[1];
  private long submitted;
  private long completed;

  /**
   * @param name name of the thread
   */
  public DiskWriter(String name) {
    thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
  }

  /** Hands a job over. */
  public void submit(PersistJob job) {
    submitted++;
    thread.execute(
        () -> {
          try {
            if (buffer[0] == null) {
              buffer[0] = ByteBuffer.allocateDirect(BUFFER_BYTES);
            }
            job.run(buffer[0]);
          } catch (RuntimeException | Error e) {
            job.fail(new IOException(e));
          } finally {
            // whatever became of it: others wait until all jobs are over
            done.add(job);
          }
        });
  }

  /** Does a job at once, on the calling thread; its completion is not called. */
  public static void write(PersistJob job) {
    job.run(ByteBuffer.allocateDirect(BUFFER_BYTES));
  }

  /** How many jobs have been handed over so far. */
  public long submitted() {
    return submitted;
  }

  /** How many of them are over; jobs end in the order in which they were handed over. */
  public long completed() {
    return completed;
  }

  /** Whether jobs are under way. */
  public boolean isBusy() {
    return completed < submitted;
  }

  /** Runs the completions of jobs that are over, on the calling request loop. */
  public void complete() {
    PersistJob job = done.poll();
    while (job != null) {
      completed++;
      job.complete();
      job = done.poll();
    }
  }

  /** Waits for all jobs and runs their completions. */
  @Override
  public void close() {
    thread.shutdown();
    boolean ended = false;
    boolean interrupted = false;
    while (!ended) {
      try {
        ended = thread.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    complete();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.capio.agent.program;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Ends while its threads use files, and tells what those see. */
public final class GoingOn {

  private static final int THREADS = 8;

  private GoingOn() {}

  public static void main(String[] arguments) throws InterruptedException {
    CountDownLatch working = new CountDownLatch(THREADS);
    for (int i = 0; i < THREADS; i++) {
      Path file = Path.of(arguments[0], "file" + i);
      Thread thread = new Thread(() -> work(file, working));
      thread.setDaemon(true);
      thread.start();
    }
    working.await();
    System.exit(3);
  }

  private static void work(Path file, CountDownLatch working) {
    try {
      while (true) {
        try (OutputStream out = new FileOutputStream(file.toFile())) {
          out.write(1);
        }
        Files.writeString(file, "again");
        Files.exists(file);
        Files.delete(file);
        working.countDown();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.capio.agent.program;

import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** A program whose properties name classes of its own when it has already used a file. */
public final class NamedByProperties {
  private NamedByProperties() {}

  /** Made by the JDK. */
  public static final class Manager extends LogManager {}

  /** Makes the threads of asynchronous channels. */
  public static final class Threads implements ThreadFactory {
    @Override
    public Thread newThread(Runnable task) {
      Thread thread = new Thread(task, "of the program");
      thread.setDaemon(true);
      return thread;
    }
  }

  /** Writes the file given, names the classes, and prints which log manager and thread there is. */
  public static void main(String... arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    Files.writeString(file, "text");
    System.setProperty("java.util.logging.manager", Manager.class.getName());
    Logger.getLogger("program").fine("not shown");
    System.out.println(LogManager.getLogManager().getClass().getSimpleName());
    System.setProperty(
        "java.nio.channels.DefaultThreadPool.threadFactory", Threads.class.getName());
    CompletableFuture<String> thread = new CompletableFuture<>();
    try (AsynchronousFileChannel channel =
        AsynchronousFileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(
          ByteBuffer.allocate(1),
          0,
          thread,
          new CompletionHandler<Integer, CompletableFuture<String>>() {
            @Override
            public void completed(Integer written, CompletableFuture<String> name) {
              name.complete(Thread.currentThread().getName());
            }

            @Override
            public void failed(Throwable fault, CompletableFuture<String> name) {
              name.completeExceptionally(fault);
            }
          });
      System.out.println(thread.get());
    }
  }
}

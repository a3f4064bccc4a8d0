package io.capio.fs;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.capio.client.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;

/** The program of a second JVM in the same step: does what it reads, and says what came of it. */
final class OtherProcess {
  private OtherProcess() {}

  /** What a program has given to the JVM as the factory of the threads of its channels. */
  public static final class NamedThreads implements ThreadFactory {
    @Override
    public Thread newThread(Runnable task) {
      Thread thread = new Thread(task, "of the factory");
      thread.setDaemon(true);
      return thread;
    }
  }

  /**
   * Does one line of its input after the other, until that ends.
   *
   * @param arguments CAPIO directory, workflow, step
   */
  public static void main(String... arguments) throws IOException {
    Map<String, String> options =
        Map.of(
            "capioDir",
            arguments[0],
            "workflowName",
            arguments[1],
            "appName",
            arguments[2],
            "awaitServerTimeoutSeconds",
            "120");
    try (CapioFileSystem fileSystem = CapioFileSystem.open(Settings.resolve(options));
        BufferedReader commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        String[] words = line.split(" ", -1);
        Path path = fileSystem.wrap(Path.of(words[1]));
        System.out.println(
            switch (words[0]) {
              case "lock" -> lock(path, Boolean.parseBoolean(words[2]));
              case "lock-reading" -> lockReading(path);
              case "lock-reading-disk" -> lockReading(Path.of(words[1]));
              case "create" -> create(fileSystem, words[1], Integer.parseInt(words[2]));
              case "size" -> Files.size(path);
              case "await" -> await(path, Long.parseLong(words[2]));
              case "append" -> {
                Appending.appendLines(new JavaIo(fileSystem), path, "other");
                yield "done";
              }
              case "die" -> writeAndDie(path, Integer.parseInt(words[2]), words[3]);
              case "thread" -> thread(path);
              case "map" -> map(path, Byte.parseByte(words[2]));
              default -> throw new IllegalArgumentException(line);
            });
      }
    }
  }

  /** Writes numbers, as databases and logs do, and is gone like a killed program. */
  private static String writeAndDie(Path path, int numbers, String where) throws IOException {
    FileChannel channel = FileChannel.open(path, CREATE, where.equals("end") ? APPEND : WRITE);
    for (int i = 0; i < numbers; i++) {
      ByteBuffer number = ByteBuffer.allocate(Integer.BYTES).putInt(0, i);
      if (where.equals("positions")) {
        channel.write(number, (long) i * Integer.BYTES);
      } else {
        channel.write(number);
      }
    }
    Runtime.getRuntime().halt(9);
    return "alive";
  }

  /** Keeps the lock until the process ends. */
  private static boolean lock(Path path, boolean shared) throws IOException {
    FileChannel channel = FileChannel.open(path, CREATE, READ, WRITE);
    FileLock lock = channel.tryLock(0, 10, shared);
    return lock != null;
  }

  /** As {@link #lock}, through a channel that only reads. */
  private static boolean lockReading(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, READ);
    return channel.tryLock(0, 10, true) != null;
  }

  private static int create(CapioFileSystem fileSystem, String directory, int files)
      throws IOException {
    JavaIo io = new JavaIo(fileSystem);
    int made = 0;
    for (int i = 0; i < files; i++) {
      made += io.createNewFile(Path.of(directory, "n" + i).toFile()) ? 1 : 0;
    }
    return made;
  }

  private static long await(Path path, long size) throws IOException {
    long seen;
    do {
      seen = Files.size(path);
    } while (seen < size);
    return seen;
  }

  /** Puts a byte behind the first of a mapping, and says what the first is. */
  private static int map(Path path, byte second) throws IOException {
    try (FileChannel channel = FileChannel.open(path, READ, WRITE)) {
      var mapped = channel.map(MapMode.READ_WRITE, 0, Files.size(path));
      mapped.put(1, second);
      mapped.force();
      return mapped.get(0);
    }
  }

  /** The name of the thread that tells the program of the end of an operation. */
  private static String thread(Path path) throws IOException {
    try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(path, CREATE, WRITE)) {
      CompletableFuture<String> name = new CompletableFuture<>();
      channel.write(
          ByteBuffer.allocate(1),
          0,
          Thread.currentThread(),
          new CompletionHandler<Integer, Thread>() {
            @Override
            public void completed(Integer result, Thread begunBy) {
              name.complete(Thread.currentThread().getName());
            }

            @Override
            public void failed(Throwable fault, Thread begunBy) {
              name.complete(fault.toString());
            }
          });
      return name.join();
    }
  }
}

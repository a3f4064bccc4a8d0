package io.capio.agent.program;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Leaves a stream open, names its threads, has threads that go on, writes in a shutdown hook, and
 * asks for deletions.
 */
public final class AtTheEnd {

  private AtTheEnd() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    FileOutputStream open = new FileOutputStream(directory.resolve("open").toFile());
    open.write("left open".getBytes(StandardCharsets.UTF_8));
    File deleted = directory.resolve("deleted").toFile();
    if (!deleted.createNewFile()) {
      throw new IOException("exists already");
    }
    deleted.deleteOnExit();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    Files.writeString(directory.resolve("hook"), "from the hook");
                    // the JDK deletes when the hooks have ended
                    deleted.delete();
                    Files.writeString(deleted.toPath(), "made again");
                    File late = directory.resolve("late").toFile();
                    Files.writeString(late.toPath(), "deleted too");
                    late.deleteOnExit();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }));
    // the program has the threads that it started, and no others
    Thread[] threads = new Thread[Thread.activeCount() + 1];
    for (int i = Thread.enumerate(threads) - 1; i >= 0; i--) {
      System.out.println(threads[i].getName());
    }
    System.exit(open.getFD().valid() ? 3 : 4);
  }
}

package io.capio.fs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The program's threads go on while the JVM ends. */
class EndOfTheJvmTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  private final Map<String, String> ends = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();

  private void goesOn(String name, Callable<?> operation) {
    Thread thread =
        new Thread(
            () -> {
              try {
                ends.put(name, "returned " + operation.call());
              } catch (Exception e) {
                ends.put(name, "failed: " + e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
  }

  private static boolean isHeld(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("holdWhileExiting"));
  }

  @Test
  void doNotSeeThatTheWorkflowHasBeenLeft() throws Exception {
    CapioFileSystem fileSystem = WORKFLOW.step("ending");
    JavaIo io = new JavaIo(fileSystem);
    Path directory = WORKFLOW.ordinary(World.CAPIO);
    Path path = fileSystem.wrap(directory.resolve("file"));
    File file = directory.resolve("file").toFile();
    Files.writeString(path, "content");
    FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
    RandomAccessFile access = io.newRandomAccessFile(file, "rw");
    fileSystem.closeAtExit();
    goesOn("exists", () -> Files.exists(path));
    goesOn(
        "list",
        () -> {
          try (DirectoryStream<Path> entries = Files.newDirectoryStream(path.getParent())) {
            return entries.iterator().hasNext();
          }
        });
    goesOn("read", () -> Files.readString(path));
    goesOn("create", () -> Files.createFile(path.resolveSibling("new")));
    goesOn("move", () -> Files.move(path, path.resolveSibling("moved")));
    goesOn("write", () -> channel.write(ByteBuffer.allocate(1)));
    goesOn("seek and read", () -> access.read());
    goesOn("length", () -> io.length(file));
    goesOn("delete", () -> io.delete(file));
    goesOn("new stream", () -> io.newFileInputStream(file));
    for (Thread thread : threads) {
      while (thread.isAlive() && !isHeld(thread)) {
        Thread.onSpinWait();
      }
    }
    assertThat(ends).isEmpty();
  }
}

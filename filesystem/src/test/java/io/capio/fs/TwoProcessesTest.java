package io.capio.fs;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two JVMs of one step see of each other's files. The second one ends with the last test. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoProcessesTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  private static Process other;
  private static Writer commands;
  private static BufferedReader answers;

  @BeforeAll
  static void startOther() throws IOException {
    other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.nio.channels.DefaultThreadPool.threadFactory="
                    + OtherProcess.NamedThreads.class.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                WORKFLOW.capioDirectory().toString(),
                WORKFLOW.fileSystem().client().settings().workflowName(),
                "tester")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    commands = other.outputWriter(StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8));
  }

  @AfterAll
  static void endOther() throws InterruptedException {
    other.destroyForcibly().waitFor();
  }

  private static void tell(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
  }

  private static String ask(String command) throws IOException {
    tell(command);
    return answers.readLine();
  }

  private static Path ordinary(String name) {
    return WORKFLOW.ordinary(World.CAPIO).resolve(name);
  }

  private static FileChannel open(Path ordinary) throws IOException {
    return FileChannel.open(WORKFLOW.fileSystem().wrap(ordinary), CREATE, READ, WRITE);
  }

  @Test
  @Order(1)
  void ofTwoWhoCreateANameOneSucceeds() throws IOException {
    Path directory = ordinary("x").getParent();
    int files = 300;
    tell("create " + directory + " " + files);
    int made = 0;
    for (int i = 0; i < files; i++) {
      made += WORKFLOW.io().createNewFile(directory.resolve("n" + i).toFile()) ? 1 : 0;
    }
    assertThat(made + Integer.parseInt(answers.readLine())).isEqualTo(files);
  }

  @Test
  @Order(2)
  void whatOneWritesIntoAMappingTheOtherSees() throws IOException {
    Path file = ordinary("mapped");
    try (FileChannel channel = open(file)) {
      MappedByteBuffer mapped = channel.map(MapMode.READ_WRITE, 0, 10_000);
      mapped.put(0, (byte) 42);
      assertThat(ask("map " + file + " 43")).isEqualTo("42");
      assertThat(mapped.get(1)).isEqualTo((byte) 43);
      ByteBuffer read = ByteBuffer.allocate(2);
      assertThat(channel.read(read, 0)).isEqualTo(2);
      assertThat(read.array()).containsExactly(42, 43);
      mapped.put(0, (byte) 44);
      assertThat(channel.read(read.clear(), 0)).isEqualTo(2);
      assertThat(read.array()).containsExactly(44, 43);
    }
  }

  @Test
  @Order(2)
  void whatOneWritesTheOtherSeesThoughItIsNeitherFlushedNorClosed() throws IOException {
    Path file = ordinary("written");
    try (FileChannel channel = open(file)) {
      channel.write(ByteBuffer.allocate(10));
      assertThat(ask("size " + file)).isEqualTo("10");
      for (int i = 0; i < 5; i++) {
        channel.write(ByteBuffer.allocate(1));
      }
      assertThat(ask("await " + file + " 15")).isEqualTo("15");
    }
  }

  @Test
  @Order(3)
  void sharedLocksOfTwoProcessesGoTogetherAndKeepAnExclusiveOneOut() throws IOException {
    Path file = ordinary("shared");
    try (FileChannel channel = open(file)) {
      assertThat(ask("lock " + file + " true")).isEqualTo("true");
      assertThat(channel.tryLock(0, 10, false)).isNull();
      FileLock shared = channel.tryLock(0, 10, true);
      assertThat(shared.isValid()).isTrue();
      shared.release();
      assertThat(channel.tryLock(10, 10, false).isValid()).isTrue();
    }
  }

  @Test
  @Order(3)
  void aLockThatIsWaitedForKeepsOthersOfTheJvmOut() throws Exception {
    Path file = ordinary("waited-for");
    try (FileChannel channel = open(file)) {
      assertThat(ask("lock " + file + " true")).isEqualTo("true");
      Future<FileLock> waiting;
      try (AsynchronousFileChannel waiter =
          AsynchronousFileChannel.open(WORKFLOW.fileSystem().wrap(file), WRITE)) {
        waiting = waiter.lock(0, 10, false);
        assertThatThrownBy(() -> channel.tryLock(5, 1, true))
            .isInstanceOf(OverlappingFileLockException.class);
      }
      assertThatThrownBy(waiting::get).hasCauseInstanceOf(AsynchronousCloseException.class);
      assertThat(channel.tryLock(5, 1, true).isValid()).isTrue();
    }
  }

  @Test
  @Order(3)
  void locksOfThoseWhoOnlyReadAFileOfTheDiskKeepAWriterOut() throws IOException {
    Path file = Files.writeString(ordinary("on-disk"), "text");
    try (FileChannel channel = open(file)) {
      assertThat(ask("lock-reading " + file)).isEqualTo("true");
      assertThat(channel.tryLock(5, 10, false)).isNull();
      assertThat(channel.tryLock(10, 10, false).isValid()).isTrue();
      assertThat(channel.tryLock(0, 10, true).isValid()).isTrue();
    }
  }

  @Test
  @Order(3)
  void aWriterKeepsOutThoseWhoOnlyReadAFileOfTheDisk() throws IOException {
    Path file = Files.writeString(ordinary("on-disk"), "text");
    try (FileChannel channel = open(file);
        FileChannel reader = FileChannel.open(WORKFLOW.fileSystem().wrap(file), READ)) {
      FileLock lock = channel.tryLock(0, 5, false);
      assertThat(ask("lock-reading " + file)).isEqualTo("false");
      assertThatThrownBy(() -> reader.tryLock(4, 5, true))
          .isInstanceOf(OverlappingFileLockException.class);
      lock.release();
      assertThat(ask("lock-reading " + file)).isEqualTo("true");
    }
  }

  @Test
  @Order(3)
  void readersOfOneJvmNeverShareALockWhicheverWayTheyCameToTheFile() throws IOException {
    Path file = Files.writeString(ordinary("read-twice"), "text");
    try (FileChannel before = FileChannel.open(file, READ);
        FileChannel writer = open(file);
        FileChannel beside = FileChannel.open(WORKFLOW.fileSystem().wrap(file), READ)) {
      FileLock lock = before.tryLock(0, 5, true);
      assertThatThrownBy(() -> beside.tryLock(4, 5, true))
          .isInstanceOf(OverlappingFileLockException.class);
      assertThat(ask("lock " + file + " true")).isEqualTo("true");
      assertThatThrownBy(() -> writer.tryLock(0, 5, false))
          .isInstanceOf(OverlappingFileLockException.class);
      lock.release();
      assertThat(writer.tryLock(0, 5, false)).isNull();
      assertThat(beside.tryLock(0, 5, true).isValid()).isTrue();
    }
  }

  @Test
  @Order(3)
  void aWriterThatForcesAFileOfTheDiskKeepsItsLock() throws IOException {
    Path file = Files.writeString(ordinary("forced"), "text");
    try (FileChannel channel = open(file)) {
      channel.tryLock(0, 5, false);
      channel.write(ByteBuffer.allocate(1));
      channel.force(true);
      assertThat(ask("lock-reading-disk " + file)).isEqualTo("false");
    }
  }

  @Test
  @Order(3)
  void aWaitForALockOfTheDiskEndsWithTheChannel() throws Exception {
    Path file = Files.writeString(ordinary("locked-on-disk"), "text");
    assertThat(ask("lock-reading-disk " + file)).isEqualTo("true");
    for (int i = 0; i < 100; i++) {
      CompletableFuture<FileLock> waiting;
      try (FileChannel channel = open(file)) {
        waiting = waiter(channel);
        assertThat(channel.tryLock(20, 1, false).isValid()).isTrue();
      }
      assertThatThrownBy(waiting::get).hasRootCauseInstanceOf(ClosedChannelException.class);
    }
  }

  @Test
  @Order(3)
  void aChannelThatClosesGivesItsLocksBackThoughOthersAskForOne() throws Exception {
    Path file = ordinary("closing");
    for (int i = 0; i < 300; i++) {
      CompletableFuture<Void> asking;
      try (FileChannel channel = open(file)) {
        asking = CompletableFuture.runAsync(() -> askForLocks(channel));
        for (int region = 20; region < 30; region++) {
          assertThat(channel.tryLock(region, 1, false).isValid()).isTrue();
        }
      }
      asking.join();
    }
  }

  @Test
  @Order(3)
  void whatAChannelHadLockedIsFreeWhenItIsClosedThoughOthersAskForIt() throws Exception {
    Path file = ordinary("closed");
    try (FileChannel next = open(file)) {
      for (int i = 0; i < 50; i++) {
        CompletableFuture<Void> asking;
        try (FileChannel channel = open(file)) {
          asking = CompletableFuture.runAsync(() -> askForLocks(channel));
          channel.tryLock(20, 1, false);
        }
        next.tryLock(0, 30, false).release();
        asking.join();
      }
    }
  }

  @Test
  @Order(4)
  void whileAThreadWaitsForALockNoOtherOfTheJvmMayAskForIt() throws Exception {
    Path file = ordinary("waited-for");
    assertThat(ask("lock " + file + " false")).isEqualTo("true");
    FileChannel channel = open(file);
    try (FileChannel second = open(file)) {
      Thread waiting = new Thread(() -> awaitLock(channel));
      waiting.setUncaughtExceptionHandler((thread, closed) -> {});
      waiting.start();
      while (waiting.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(() -> second.tryLock(0, 10, false))
            .isInstanceOf(OverlappingFileLockException.class);
      }
      channel.close();
      waiting.join();
      assertThat(second.tryLock(0, 10, false)).isNull();
    }
  }

  /** Until the channel closes. */
  private static void askForLocks(FileChannel channel) {
    try {
      while (true) {
        channel.tryLock(0, 10, false).release();
      }
    } catch (ClosedChannelException e) {
      return;
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  @Test
  @Order(4)
  void aWaitForALockEndsWithTheChannelOrAnInterrupt() throws Exception {
    Path file = ordinary("awaited");
    assertThat(ask("lock " + file + " false")).isEqualTo("true");
    FileChannel closed = open(file);
    CompletableFuture<FileLock> waiting = waiter(closed);
    closed.close();
    // the close may come before the wait
    assertThatThrownBy(waiting::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(ClosedChannelException.class);
    try (FileChannel interrupted = open(file)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> interrupted.lock(0, 10, false))
          .isInstanceOf(FileLockInterruptionException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static CompletableFuture<FileLock> waiter(FileChannel channel) {
    return CompletableFuture.supplyAsync(() -> awaitLock(channel));
  }

  private static FileLock awaitLock(FileChannel channel) {
    try {
      return channel.lock(0, 10, false);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  @Test
  @Order(5)
  void theDeathOfTheHolderReleasesItsLock() throws Exception {
    Path file = ordinary("orphaned");
    try (FileChannel channel = open(file)) {
      assertThat(ask("lock " + file + " false")).isEqualTo("true");
      assertThat(channel.tryLock(5, 1, true)).isNull();
      assertThat(channel.tryLock(0, 10, false)).isNull();
      CompletableFuture<FileLock> waiting = waiter(channel);
      other.destroyForcibly().waitFor();
      assertThat(waiting.get().isValid()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"positions", "series", "end"})
  @Order(6)
  void whatAKilledProgramHasWrittenIsThere(String where) throws Exception {
    Path file = ordinary("killed-" + where);
    startOther();
    tell("die " + file + " 50 " + where);
    other.waitFor();
    try (FileChannel channel = open(file)) {
      ByteBuffer read = ByteBuffer.allocate(50 * Integer.BYTES);
      assertThat(channel.read(read, 0)).isEqualTo(read.capacity());
      assertThat(read.getInt(49 * Integer.BYTES)).isEqualTo(49);
    }
  }

  @Test
  @Order(3)
  void anAsynchronousChannelTakesItsThreadsFromTheFactoryOfTheJvm() throws Exception {
    assertThat(ask("thread " + ordinary("f"))).isEqualTo("of the factory");
  }
}

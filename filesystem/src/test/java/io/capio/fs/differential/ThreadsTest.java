package io.capio.fs.differential;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.capio.fs.Workflow;
import io.capio.fs.World;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Operations of several threads. Where they share nothing, each must come to the same in both
 * worlds; where they share a file, what comes of it must be possible in both.
 */
class ThreadsTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  private static final int THREADS = 4;
  private static final int RECORD = 100;

  /** Runs a task in each thread at once, and throws what the first of them threw. */
  private static <T> List<T> atOnce(IndexedTask<T> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        tasks.add(() -> task.run(number));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(tasks)) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** What one of the threads does. */
  private interface IndexedTask<T> {
    T run(int thread) throws Exception;
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void threadsOnFilesOfTheirOwnAreAsAlone() throws Exception {
    long seed = Long.getLong("capio.seed", 7);
    int operations = Integer.getInteger("capio.operations", 8_000);
    atOnce(
        thread -> {
          TwoWorldsTest.rounds(WORKFLOW, seed + 1_000_000L * thread, operations / THREADS);
          return null;
        });
  }

  private static byte[] record(int thread, int number) {
    byte[] record = new byte[RECORD];
    Arrays.fill(record, (byte) (thread * 31 + number));
    record[0] = (byte) thread;
    record[1] = (byte) number;
    return record;
  }

  @ParameterizedTest
  @EnumSource
  void appendedRecordsAreWholeAndInOrder(World world) throws Exception {
    Path file = WORKFLOW.directory(world).resolve("log");
    int records = 100;
    atOnce(
        thread -> {
          try (FileChannel channel = FileChannel.open(file, CREATE, APPEND);
              OutputStream stream = Files.newOutputStream(file, CREATE, APPEND)) {
            for (int i = 0; i < records; i++) {
              if (i % 2 == 0) {
                channel.write(ByteBuffer.wrap(record(thread, i)));
              } else {
                stream.write(record(thread, i));
              }
            }
          }
          return null;
        });
    byte[] all = Files.readAllBytes(file);
    assertThat(all).hasSize(THREADS * records * RECORD);
    int[] next = new int[THREADS];
    for (int at = 0; at < all.length; at += RECORD) {
      int thread = all[at];
      assertThat(Arrays.copyOfRange(all, at, at + RECORD)).isEqualTo(record(thread, next[thread]));
      next[thread]++;
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesToDifferentPlacesDoNotDisturbEachOther(World world) throws Exception {
    Path file = WORKFLOW.directory(world).resolve("places");
    int records = 200;
    try (FileChannel common = FileChannel.open(file, CREATE, READ, WRITE)) {
      atOnce(
          thread -> {
            try (FileChannel own = FileChannel.open(file, READ, WRITE)) {
              for (int i = thread; i < records; i += THREADS) {
                byte[] record = record(thread, i);
                (i % 3 == 0 ? common : own).write(ByteBuffer.wrap(record), (long) i * RECORD);
                ByteBuffer seen = ByteBuffer.allocate(RECORD);
                assertThat((i % 2 == 0 ? common : own).read(seen, (long) i * RECORD))
                    .isEqualTo(RECORD);
                assertThat(seen.array()).isEqualTo(record);
              }
            }
            return null;
          });
      ByteBuffer all = ByteBuffer.allocate(records * RECORD);
      assertThat(common.read(all, 0)).isEqualTo(records * RECORD);
      for (int i = 0; i < records; i++) {
        assertThat(Arrays.copyOfRange(all.array(), i * RECORD, (i + 1) * RECORD))
            .isEqualTo(record(i % THREADS, i));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void readersOfOneChannelShareItsPosition(World world) throws Exception {
    Path file = WORKFLOW.directory(world).resolve("queue");
    int bytes = 40_000;
    byte[] content = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      content[i] = (byte) (i % 251);
    }
    Files.write(file, content);
    try (FileChannel channel = FileChannel.open(file, READ)) {
      List<Long> sums =
          atOnce(
              thread -> {
                long sum = 0;
                ByteBuffer some = ByteBuffer.allocate(97);
                while (channel.read(some) >= 0) {
                  for (byte each : Arrays.copyOf(some.array(), some.position())) {
                    sum += each & 0xff;
                  }
                  some.clear();
                }
                return sum;
              });
      long expected = 0;
      for (byte each : content) {
        expected += each & 0xff;
      }
      assertThat(sums.stream().mapToLong(Long::longValue).sum()).isEqualTo(expected);
      assertThat(channel.position()).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofSeveralWhoCreateOrMoveANameOneSucceeds(World world) throws Exception {
    Path directory = WORKFLOW.directory(world);
    int names = 60;
    List<Integer> made =
        atOnce(
            thread -> {
              int mine = 0;
              for (int i = 0; i < names; i++) {
                try {
                  Files.write(directory.resolve("n" + i), new byte[] {1}, CREATE_NEW);
                  mine++;
                } catch (FileAlreadyExistsException e) {
                  // somebody else was faster
                }
              }
              return mine;
            });
    assertThat(made.stream().mapToInt(Integer::intValue).sum()).isEqualTo(names);
    List<Integer> moved =
        atOnce(
            thread -> {
              int mine = 0;
              for (int i = 0; i < names; i++) {
                try {
                  Files.move(directory.resolve("n" + i), directory.resolve("m" + thread + "-" + i));
                  mine++;
                } catch (NoSuchFileException e) {
                  // somebody else was faster
                }
              }
              return mine;
            });
    assertThat(moved.stream().mapToInt(Integer::intValue).sum()).isEqualTo(names);
    try (var entries = Files.list(directory)) {
      assertThat(entries).hasSize(names);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aChannelThatIsClosedByOthersOnlySaysThatItIsClosed(World world) throws Exception {
    Path directory = WORKFLOW.directory(world);
    for (int round = 0; round < 25; round++) {
      Path file = directory.resolve("closed" + round);
      FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
      int seed = round;
      atOnce(
          thread -> {
            Random random = new Random(seed * 31L + thread);
            if (thread == 0) {
              useUntilClosed(channel, random, 1 + random.nextInt(20));
              channel.close();
            } else {
              useUntilClosed(channel, random, Integer.MAX_VALUE);
            }
            return null;
          });
      assertThat(channel.isOpen()).isFalse();
      assertThat(Files.size(file)).isLessThanOrEqualTo(2 * RECORD);
    }
  }

  private static void useUntilClosed(FileChannel channel, Random random, int most)
      throws IOException {
    try {
      for (int i = 0; i < most; i++) {
        ByteBuffer record = ByteBuffer.allocate(RECORD);
        switch (random.nextInt(5)) {
          case 0 -> channel.read(record, random.nextInt(RECORD));
          case 1 -> channel.write(record, random.nextInt(RECORD));
          case 2 -> channel.truncate(random.nextInt(RECORD));
          case 3 -> channel.position(random.nextInt(RECORD));
          default -> channel.size();
        }
      }
    } catch (ClosedChannelException e) {
      assertThat(channel.isOpen()).isFalse();
    }
  }
}

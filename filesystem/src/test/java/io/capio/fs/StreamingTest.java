package io.capio.fs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A second step reads what the first is still writing. */
@SuppressWarnings("try") // the writer's close is the event under test; the block is for failures
class StreamingTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow(Map.of("stream", "true"));

  private static CapioFileSystem reader;

  @BeforeAll
  static void connectReader() throws IOException {
    reader = WORKFLOW.step("reader");
  }

  /** A file as the producer and as the consumer see it. */
  private record Pair(Path written, Path read) {
    static Pair fresh() {
      Path ordinary = WORKFLOW.ordinary(World.CAPIO).resolve("f");
      return new Pair(WORKFLOW.fileSystem().wrap(ordinary), reader.wrap(ordinary));
    }

    File file() {
      return reader.unwrap(read).toFile();
    }
  }

  private static <T> FutureTask<T> start(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, "consumer");
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  /** Waits until a thread has been seen waiting: there is no event for "it waits". */
  private static Thread waiting(FutureTask<?> future) throws InterruptedException {
    while (true) {
      for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
        if (entry.getKey().getName().equals("consumer")
            && String.valueOf(java.util.Arrays.toString(entry.getValue())).contains("SlotQueue")) {
          return entry.getKey();
        }
      }
      assertThat(future.isDone()).isFalse();
      Thread.onSpinWait();
    }
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.get();
  }

  @Test
  void aReaderSeesBytesBeforeTheWriterCloses() throws Exception {
    Pair pair = Pair.fresh();
    try (OutputStream out = Files.newOutputStream(pair.written())) {
      out.write("begin".getBytes(US_ASCII));
      out.flush();
      try (InputStream in = Files.newInputStream(pair.read())) {
        assertThat(in.readNBytes(5)).asString(US_ASCII).isEqualTo("begin");
        FutureTask<Integer> next = start(in::read);
        waiting(next);
        out.write('!');
        out.flush();
        assertThat(get(next)).isEqualTo('!');
        FutureTask<Integer> end = start(in::read);
        waiting(end);
        out.close();
        assertThat(get(end)).isEqualTo(-1);
      }
    }
  }

  @Test
  void openingWaitsForTheCreation() throws Exception {
    Pair pair = Pair.fresh();
    JavaIo io = new JavaIo(reader);
    FutureTask<byte[]> content =
        start(
            () -> {
              try (FileInputStream in = io.newFileInputStream(pair.file())) {
                return in.readAllBytes();
              }
            });
    waiting(content);
    Files.writeString(pair.written(), "late");
    assertThat(get(content)).asString(US_ASCII).isEqualTo("late");
  }

  @Test
  void sizesAreFinalButOtherAttributesDoNotWait() throws Exception {
    Pair pair = Pair.fresh();
    try (FileChannel out = FileChannel.open(pair.written(), CREATE, WRITE)) {
      out.write(ByteBuffer.wrap(new byte[10]));
      assertThat(Files.size(pair.written())).isEqualTo(10);
      BasicFileAttributes attributes = Files.readAttributes(pair.read(), BasicFileAttributes.class);
      assertThat(attributes.isRegularFile()).isTrue();
      assertThat(Files.exists(pair.read())).isTrue();
      FutureTask<Long> size = start(attributes::size);
      FutureTask<Long> length = start(() -> new JavaIo(reader).length(pair.file()));
      waiting(size);
      waiting(length);
      out.write(ByteBuffer.wrap(new byte[5]));
      out.close();
      assertThat(get(size)).isEqualTo(15);
      assertThat(get(length)).isEqualTo(15);
    }
  }

  @Test
  void transferEndsAtTheCommit() throws Exception {
    Pair pair = Pair.fresh();
    try (FileChannel out = FileChannel.open(pair.written(), CREATE, WRITE);
        FileChannel in = FileChannel.open(pair.read(), READ)) {
      ByteArrayOutputStream copy = new ByteArrayOutputStream();
      FutureTask<Long> transfer =
          start(() -> in.transferTo(0, Long.MAX_VALUE, Channels.newChannel(copy)));
      waiting(transfer);
      out.write(ByteBuffer.wrap(new byte[700_000]));
      out.force(false);
      out.write(ByteBuffer.wrap(new byte[700_000]));
      out.close();
      assertThat(get(transfer)).isEqualTo(1_400_000);
      assertThat(copy.size()).isEqualTo(1_400_000);
    }
  }

  @Test
  void closingEndsAWaitingRead() throws Exception {
    Pair pair = Pair.fresh();
    try (OutputStream out = Files.newOutputStream(pair.written())) {
      out.flush();
      FileChannel in = FileChannel.open(pair.read(), READ);
      FutureTask<Integer> read = start(() -> in.read(ByteBuffer.allocate(10)));
      waiting(read);
      assertThat(in.position()).isZero();
      in.close();
      assertThatThrownBy(() -> get(read))
          .isInstanceOf(ExecutionException.class)
          .hasCauseExactlyInstanceOf(AsynchronousCloseException.class);
      FileInputStream stream = new JavaIo(reader).newFileInputStream(pair.file());
      FutureTask<Integer> plain = start(stream::read);
      waiting(plain);
      stream.close();
      assertThatThrownBy(() -> get(plain))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void interruptEndsAWaitingReadAndClosesTheChannel() throws Exception {
    Pair pair = Pair.fresh();
    try (OutputStream out = Files.newOutputStream(pair.written())) {
      out.flush();
      FileChannel in = FileChannel.open(pair.read(), READ);
      FutureTask<Boolean> read =
          start(
              () -> {
                assertThatThrownBy(() -> in.read(ByteBuffer.allocate(10), 3))
                    .isExactlyInstanceOf(ClosedByInterruptException.class);
                return Thread.currentThread().isInterrupted();
              });
      waiting(read).interrupt();
      assertThat(get(read)).isTrue();
      assertThat(in.isOpen()).isFalse();
    }
  }

  @Test
  void oneWaitingThreadDoesNotHoldUpAnother() throws Exception {
    Pair pair = Pair.fresh();
    try (FileOutputStream out = WORKFLOW.io().newFileOutputStream(pair.file(), false);
        FileChannel in = FileChannel.open(pair.read(), READ)) {
      out.write(new byte[] {1, 2, 3});
      out.flush();
      FutureTask<Integer> beyond = start(() -> in.read(ByteBuffer.allocate(1), 3));
      waiting(beyond);
      ByteBuffer there = ByteBuffer.allocate(3);
      assertThat(in.read(there, 0)).isEqualTo(3);
      assertThat(in.position(1).position()).isEqualTo(1);
      out.write(4);
      out.flush();
      assertThat(get(beyond)).isEqualTo(1);
    }
  }

  @Test
  void asynchronousReadsWaitInThreadsOfTheirOwn() throws Exception {
    Pair pair = Pair.fresh();
    try (OutputStream out = Files.newOutputStream(pair.written());
        AsynchronousFileChannel in = AsynchronousFileChannel.open(pair.read(), READ)) {
      Future<Integer> first = in.read(ByteBuffer.allocate(1), 0);
      Future<Integer> second = in.read(ByteBuffer.allocate(1), 1);
      assertThat(first.isDone()).isFalse();
      out.write(new byte[] {1, 2});
      out.flush();
      assertThat(get(first)).isEqualTo(1);
      assertThat(get(second)).isEqualTo(1);
    }
  }

  @Test
  void skippingWaitsOnlyForWhatIsSkipped() throws Exception {
    Pair pair = Pair.fresh();
    try (OutputStream out = Files.newOutputStream(pair.written());
        InputStream in = Files.newInputStream(pair.read())) {
      out.write(new byte[] {1, 2, 3});
      out.flush();
      assertThat(in.skip(2)).isEqualTo(2);
      assertThat(in.available()).isEqualTo(1);
      FutureTask<Long> skip = start(() -> in.skip(5));
      waiting(skip);
      out.write(new byte[] {4, 5});
      out.close();
      assertThat(get(skip)).isEqualTo(3);
    }
  }
}

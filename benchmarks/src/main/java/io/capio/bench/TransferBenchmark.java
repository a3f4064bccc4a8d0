package io.capio.bench;

import io.capio.client.CapioClient;
import io.capio.client.CapioFile;
import io.capio.client.OpenFlag;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * 256 MiB in calls of 1 MiB: written, read, and read while being written; the same on a plain file
 * in /dev/shm. Milliseconds per 256 MiB.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 10)
public class TransferBenchmark {
  private static final int CALLS = 256;
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 20);
  private final ByteBuffer target = ByteBuffer.allocateDirect(1 << 20);
  private final Path plain = Path.of("/dev/shm", "capio-bench-" + ProcessHandle.current().pid());
  private Workflow workflow;
  private CapioClient reader;

  /** Starts the server and makes the files that are only read. */
  @Setup
  public void start() throws IOException {
    workflow = new Workflow("writer");
    reader = workflow.connect("reader");
    writeTo("read");
    plainWrite();
  }

  /** Ends it. */
  @TearDown
  public void stop() throws IOException {
    reader.close();
    workflow.close();
    Files.deleteIfExists(plain);
  }

  private void writeTo(String name) throws IOException {
    try (CapioFile file =
        workflow
            .client()
            .open(
                workflow.path(name),
                EnumSet.of(OpenFlag.WRITE, OpenFlag.CREATE, OpenFlag.TRUNCATE),
                0644)
            .orElseThrow()) {
      for (long i = 0; i < CALLS; i++) {
        file.write(i << 20, bytes.rewind());
      }
      file.sync();
    }
  }

  private long readFrom(String name) throws IOException {
    try (CapioFile file =
        reader
            .open(workflow.path(name), EnumSet.of(OpenFlag.READ, OpenFlag.WAIT), 0)
            .orElseThrow()) {
      long offset = 0;
      while (true) {
        int n = file.read(offset, target.clear());
        if (n < 0) {
          return offset;
        }
        offset += n;
      }
    }
  }

  /** Writes a file. */
  @Benchmark
  public void write() throws IOException {
    writeTo("written");
  }

  /** Reads a committed file. */
  @Benchmark
  public long read() throws IOException {
    return readFrom("read");
  }

  /** Reads a file in one thread while another writes it. */
  @Benchmark
  public long stream() throws Exception {
    String name = "streamed-" + System.nanoTime();
    Thread writer =
        new Thread(
            () -> {
              try {
                writeTo(name);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    writer.start();
    long bytesRead = readFrom(name);
    writer.join();
    workflow.client().delete(workflow.path(name), io.capio.client.DeleteKind.FILE);
    return bytesRead;
  }

  /** Writes a plain file in /dev/shm. */
  @Benchmark
  public void plainWrite() throws IOException {
    try (FileChannel file =
        FileChannel.open(
            plain,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      for (int i = 0; i < CALLS; i++) {
        bytes.rewind();
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
      }
    }
  }

  /** Reads a plain file in /dev/shm. */
  @Benchmark
  public long plainRead() throws IOException {
    try (FileChannel file = FileChannel.open(plain)) {
      long bytesRead = 0;
      int n;
      while ((n = file.read(target.clear())) > 0) {
        bytesRead += n;
      }
      return bytesRead;
    }
  }
}

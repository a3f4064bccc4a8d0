package io.capio.bench;

import io.capio.client.CapioFile;
import io.capio.client.FileStatus;
import io.capio.client.OpenFlag;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
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

/** One request and its reply, and a whole small file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class RoundTripBenchmark {
  private final ByteBuffer hundredBytes = ByteBuffer.allocate(100);
  private Workflow workflow;
  private CapioFile known;

  /** Starts the server. */
  @Setup
  public void start() throws IOException {
    workflow = new Workflow("bench");
    known = create("known");
  }

  /** Ends it. */
  @TearDown
  public void stop() throws IOException {
    known.close();
    workflow.close();
  }

  private CapioFile create(String name) throws IOException {
    return workflow
        .client()
        .open(
            workflow.path(name),
            EnumSet.of(OpenFlag.WRITE, OpenFlag.CREATE, OpenFlag.TRUNCATE),
            0644)
        .orElseThrow();
  }

  /** Status of a file by its path. */
  @Benchmark
  public Optional<FileStatus> status() throws IOException {
    return workflow.client().status(workflow.path("known"), false);
  }

  /** Create, 100 bytes, close. */
  @Benchmark
  public void smallFile() throws IOException {
    try (CapioFile file = create("small")) {
      file.write(0, hundredBytes.rewind());
    }
  }
}

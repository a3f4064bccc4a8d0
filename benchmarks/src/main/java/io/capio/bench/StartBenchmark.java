package io.capio.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole JVM whose program does nothing. To be run from the root of the repository, where the
 * agent's jar is found.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 20)
public class StartBenchmark {
  /** What the JVM is started with. */
  @Param({
    "",
    "-javaagent:agent/target/capio-agent.jar=capioDir=/dev/shm/capio-nowhere,workflowName=nowhere"
  })
  public String option;

  /** The program. */
  public static void main(String[] arguments) {}

  /** Starts it and waits for its end. */
  @Benchmark
  public int start() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    if (!option.isEmpty()) {
      command.add(option);
    }
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), StartBenchmark.class.getName()));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}

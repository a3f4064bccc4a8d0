package io.capio.bench;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * What a program with the agent pays for files that are not in the CAPIO directory. To be run from
 * the root of the repository, where the agent's jar is found.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class OtherFiles {
  private static final String AGENT =
      "-javaagent:agent/target/capio-agent.jar=capioDir=/dev/shm/capio-nowhere,workflowName=nowhere";

  private final byte[] buffer = new byte[4096];
  private Path path;
  private File file;
  private Method method;

  /** The JDK alone. */
  @Fork(3)
  public static class WithoutAgent extends OtherFiles {}

  /** The same code, rewritten. */
  @Fork(value = 3, jvmArgsAppend = AGENT)
  public static class WithAgent extends OtherFiles {}

  /** Makes a file. */
  @Setup
  public void create() throws IOException, NoSuchMethodException {
    path = Files.createTempFile("other", null);
    file = path.toFile();
    Files.write(path, buffer);
    method = OtherFiles.class.getMethod("toString");
  }

  /** Deletes it. */
  @TearDown
  public void delete() throws IOException {
    Files.delete(path);
  }

  @Override
  public String toString() {
    return "called";
  }

  @Benchmark
  public boolean exists() {
    return Files.exists(path);
  }

  @Benchmark
  public long length() {
    return file.length();
  }

  @Benchmark
  public int openAndRead() throws IOException {
    try (FileInputStream in = new FileInputStream(file)) {
      return in.read(buffer);
    }
  }

  @Benchmark
  public void openAndWrite() throws IOException {
    try (FileOutputStream out = new FileOutputStream(file)) {
      out.write(buffer);
    }
  }

  @Benchmark
  public Object reflectiveCall() throws ReflectiveOperationException {
    return method.invoke(this);
  }
}

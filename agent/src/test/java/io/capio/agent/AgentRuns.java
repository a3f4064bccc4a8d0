package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of the packaged jar share: JVMs, a directory, a workflow that leaves nothing. */
@Timeout(600)
abstract class AgentRuns {

  static {
    // the JDK's ten seconds are short for a busy machine
    System.setProperty("sun.tools.attach.attachTimeout", "120000");
  }

  final String workflow = "agent-it-" + Long.toHexString(ThreadLocalRandom.current().nextLong());

  @TempDir Path directory;
  Path data;

  /** The JVM of this build, and a newer one if the environment names it. */
  static Stream<Path> jvms() {
    String newer = System.getenv("JAVA25_HOME");
    return Stream.of(System.getProperty("java.home"), newer)
        .filter(home -> home != null && !home.isEmpty())
        .distinct()
        .map(Path::of);
  }

  @BeforeEach
  void makeDirectory() throws IOException {
    data = Files.createDirectory(directory.resolve("data"));
  }

  @AfterEach
  void nothingIsLeftInSharedMemory() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (System.nanoTime() < deadline && left() > 0) {
      Thread.sleep(50);
    }
    assertThat(left()).isZero();
  }

  private long left() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/dev/shm"))) {
      return entries.filter(e -> e.getFileName().toString().contains(workflow)).count();
    }
  }

  String arguments(String more) {
    return "capioDir=data,workflowName=" + workflow + more;
  }

  JavaRun java(Path jvm) {
    return new JavaRun(jvm, directory);
  }
}

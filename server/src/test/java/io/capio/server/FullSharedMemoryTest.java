package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Server and clients in a JVM that has a /dev/shm of eight MiB of its own, which needs the right to
 * make a mount namespace.
 */
class FullSharedMemoryTest {
  private static final List<String> TINY =
      List.of(
          "unshare",
          "--mount",
          "sh",
          "-c",
          "mount -t tmpfs -o size=8m capio-test /dev/shm && exec \"$@\"",
          "sh");

  @BeforeAll
  static void mayMount() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(TINY);
    command.add("true");
    boolean may;
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      may = process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException absent) {
      may = false;
    }
    assumeTrue(may, "no right to give a process a /dev/shm of its own");
  }

  @ParameterizedTest
  @EnumSource(FullSharedMemory.Scenario.class)
  void nobodyCrashes(FullSharedMemory.Scenario scenario) throws Exception {
    try (ChildJvm child = new ChildJvm(TINY, FullSharedMemory.class, scenario.name())) {
      List<String> output = new ArrayList<>();
      for (String line = child.line(); line != null; line = child.line()) {
        output.add(line);
      }
      assertThat(output).endsWith("done");
      assertThat(child.status()).isZero();
    }
  }
}

package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.client.settings.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {

  private static boolean isHeld(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("holdWhileExiting"));
  }

  @Test
  void threadWhoseFirstOperationComesWhenTheJvmEnds_seesNoFailureAndStartsNoServer(
      @TempDir Path directory) throws Exception {
    String workflow = "connection-test-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    Connection connection =
        new Connection(
            Settings.resolve(Map.of("capioDir", directory.toString(), "workflowName", workflow)));
    connection.close();
    AtomicReference<Object> end = new AtomicReference<>();
    Thread late =
        new Thread(
            () -> {
              try {
                end.set(connection.fileSystem("file"));
              } catch (Exception e) {
                end.set(e);
              }
            });
    late.setDaemon(true);
    late.start();
    while (late.isAlive() && !isHeld(late)) {
      Thread.onSpinWait();
    }
    assertThat(end.get()).isNull();
    assertThat(Path.of("/dev/shm", workflow)).doesNotExist();
  }
}

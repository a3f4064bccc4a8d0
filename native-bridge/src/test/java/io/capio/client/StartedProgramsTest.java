package io.capio.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StartedProgramsTest {
  private static Process start() throws Exception {
    StartedPrograms.starts();
    Process process = new ProcessBuilder("cat").start();
    StartedPrograms.started(process);
    return process;
  }

  private static void end(Process process) throws Exception {
    process.getOutputStream().close();
    process.waitFor();
  }

  @Test
  @Timeout(60)
  void whetherProgramsRun_doesNotWaitForTheMonitorOfOne() throws Exception {
    Process process = start();
    try {
      CompletableFuture<Boolean> answer;
      synchronized (process) {
        answer = CompletableFuture.supplyAsync(StartedPrograms::areRunning);
        assertThat(answer.get(30, TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      end(process);
    }
  }

  @Test
  @Timeout(60)
  void theEndOfAProgram_isAChange() throws Exception {
    long before = StartedPrograms.changes();
    Process process = start();
    long running = StartedPrograms.changes();
    assertThat(running).isGreaterThan(before);
    end(process);
    while (StartedPrograms.areRunning()) {
      Thread.onSpinWait();
    }
    assertThat(StartedPrograms.changes()).isGreaterThan(running);
  }
}

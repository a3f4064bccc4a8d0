package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class ExitStatusIT {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 64, 255})
  void statusOfTheProgram_isTheLaunchers(int status, Workflow workflow) throws IOException {
    Running program = workflow.stream("Behave", "exit", status);
    assertThat(program.status()).isEqualTo(status);
    assertThat(program.errors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"KILL, 137", "TERM, 143"})
  void signalThatEndsTheProgram_isToldInTheStatus(String signal, int status, Workflow workflow)
      throws IOException {
    assertThat(workflow.stream("Behave", "kill", signal).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
  void signalToTheLauncher_reachesTheProgram(String signal, int status, Workflow workflow)
      throws IOException, InterruptedException {
    Running program = workflow.stream("Behave", "wait");
    program.await("waiting");
    program.signal(signal);
    assertThat(program.status()).isEqualTo(status);
  }
}

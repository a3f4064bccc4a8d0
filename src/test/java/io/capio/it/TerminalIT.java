package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capio.it.harness.Artifacts;
import io.capio.it.harness.Await;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user at a terminal sees, and what the keys do; the terminal is that of {@code script}. */
@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class TerminalIT {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final String CONTROL_C = "\003";

  @BeforeEach
  void needsATerminal() {
    assumeTrue(Files.isExecutable(SCRIPT), "no " + SCRIPT + ", which makes terminals");
  }

  private static Running onATerminal(Workflow workflow, String type, String command)
      throws IOException {
    return workflow.start(
        Map.of("TERM", type),
        List.of(SCRIPT.toString(), "-q", "-e", "-c", "stty cols 100 rows 30;" + command, "log"));
  }

  private static void awaitOutput(Running running, String text) {
    assertThat(Await.until(Await.LONG, () -> running.output().contains(text)))
        .as(() -> "\"" + text + "\" from " + running)
        .isTrue();
  }

  private static Running holder(Workflow workflow) throws IOException {
    Running holder = workflow.stream("Produce", workflow.file("a"), 400_000, "wait");
    holder.await("half");
    return holder;
  }

  private static String top(Workflow workflow) {
    return Artifacts.CAPIO_RUN + " top --interval 0.2 --workflow-name " + workflow.name();
  }

  @Test
  void top_isDrawnAgainInItsPlace_untilQ_andLeavesTheTerminalAsItWas(Workflow workflow)
      throws IOException {
    Running holder = holder(workflow);
    Running top = onATerminal(workflow, "xterm", top(workflow) + "; stty -a | tr ';' '\\n'");
    awaitOutput(top, "PROGRAM");
    // from the second time on over the first
    awaitOutput(top, "A\rworkflow " + workflow.name());
    top.say("q");
    assertThat(top.status()).as(top::toString).isZero();
    assertThat(top.output())
        .containsPattern("Produce +\\d+ ")
        .containsPattern("\\sicanon\\s")
        .containsPattern("\\secho\\s")
        .doesNotContain("-icanon", "Exception");
    holder.goOn();
    holder.succeeds();
  }

  @Test
  void top_endsAtControlC_andWithItsServer(Workflow workflow)
      throws IOException, InterruptedException {
    Running holder = holder(workflow);
    Running interrupted = onATerminal(workflow, "xterm", top(workflow));
    awaitOutput(interrupted, "PROGRAM");
    interrupted.say(CONTROL_C);
    assertThat(interrupted.status()).as(interrupted::toString).isEqualTo(130);
    Running top = onATerminal(workflow, "xterm", top(workflow));
    awaitOutput(top, "PROGRAM");
    Running.signal(workflow.serverPid(), "TERM");
    assertThat(top.status()).as(top::toString).isZero();
    assertThat(top.output()).contains("the server of workflow " + workflow.name() + " has ended");
    holder.goOn();
    assertThat(holder.status()).isNotZero();
  }

  @Test
  void aRun_showsATable_belowWhatItsStepsSay(Workflow workflow) throws IOException {
    Path flow =
        WorkflowIT.file(
            workflow,
            WorkflowIT.java("take", "Consume", "data/a"),
            WorkflowIT.java("give", "Produce", "data/a, 3000000"));
    Running run =
        onATerminal(workflow, "xterm", Artifacts.CAPIO_RUN + " workflow run --no-record " + flow);
    assertThat(run.status()).as(run::toString).isZero();
    assertThat(run.output())
        .containsPattern("STEP +STATE +TIME +WRITTEN +READ +WAITS FOR")
        .containsPattern("take +running")
        .contains("2 of 2 steps running", "take | bytes 3000000");
    // at the end only lines are left
    assertThat(run.output().substring(run.output().lastIndexOf("\033[J")))
        .contains("workflow " + workflow.name() + " ended after ")
        .doesNotContain("STEP");
  }

  @Test
  void aTerminalThatCannotMoveItsCursor_getsLines(Workflow workflow) throws IOException {
    Path flow = WorkflowIT.file(workflow, WorkflowIT.java("give", "Produce", "data/a, 1000"));
    Running run =
        onATerminal(workflow, "dumb", Artifacts.CAPIO_RUN + " workflow run --no-record " + flow);
    assertThat(run.status()).as(run::toString).isZero();
    assertThat(run.output())
        .contains("give started, process ", "give ended after ")
        .doesNotContain("\033");
  }
}

package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.it.harness.Artifacts;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code capio-run workflow run}. */
@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class WorkflowIT {
  /** Steps of programs of this module, below a head that names workflow and directory. */
  static Path file(Workflow workflow, String... steps) throws IOException {
    return Files.writeString(
        workflow.folder().resolve("flow.yaml"),
        "name: "
            + workflow.name()
            + "\ncapio-dir: data\nstream: true\nsteps:\n"
            + String.join("\n", steps)
            + "\n");
  }

  static String java(String name, String program, String arguments) {
    return "  - {name: %s, class-path: %s, target: %s, arguments: [%s]}"
        .formatted(name, Artifacts.PROGRAMS, Artifacts.program(program), arguments);
  }

  private static String command(String name, String script) {
    return "  - {name: %s, command: [sh, -c, '%s']}".formatted(name, script);
  }

  private static String line(Running run, String beginning) {
    return run.output()
        .lines()
        .filter(line -> line.startsWith(beginning))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line " + beginning + " in " + run));
  }

  @Test
  void stepsThatNeedEachOther_runAtTheSameTime_andEverythingIsToldByStep(Workflow workflow)
      throws IOException {
    Path flow =
        file(
            workflow,
            java("take", "Consume", "data/a"),
            java("give", "Produce", "data/a, 3000000"),
            command("shell", "echo $CAPIO_APP_NAME in $CAPIO_DIR; echo $JAVA_TOOL_OPTIONS >&2"));
    // a file that is on the disk already when its reader comes is read without the server
    Files.writeString(flow, "mem-only: true\n" + Files.readString(flow));
    Running run = workflow.capioRun("workflow", "run", flow).succeeds();
    assertThat(line(run, "take | sha256").substring(7))
        .isEqualTo(line(run, "give | sha256").substring(7));
    assertThat(run.output()).contains("shell | shell in " + workflow.directory());
    assertThat(run.errors())
        .contains("shell | -javaagent:" + Artifacts.AGENT + "=")
        .containsPattern("capio-run: give ended after .* s, written 3.0 MB, read 0 B")
        .containsPattern("capio-run: take ended after .* s, written 0 B, read 3.0 MB")
        .contains("capio-run: workflow " + workflow.name() + " ended after ");
    assertThat(workflow.file("a")).doesNotExist();
    assertThat(workflow.folder().resolve(".capio-run")).isDirectoryContaining("glob:**.json");
  }

  @Test
  void theFirstStepThatFails_stopsTheOthers_andIsNamed(Workflow workflow) throws IOException {
    Path flow =
        file(
            workflow,
            java("waiting", "Consume", "data/never"),
            java("failing", "Behave", "exit, 9"),
            command("parent", "sleep 1000 & wait"));
    Running run = workflow.capioRun("workflow", "run", flow, "--no-record");
    assertThat(run.status()).as(run::toString).isEqualTo(9);
    assertThat(run.errors())
        .containsPattern(
            "capio-run: workflow \\S+ failed: step failing ended with status 9 after .*; stopped"
                + " because of that: waiting, parent");
    assertThat(workflow.folder().resolve(".capio-run")).doesNotExist();
  }

  @Test
  void aRunThatIsAskedToEnd_endsItsStepsAndItsServer(Workflow workflow)
      throws IOException, InterruptedException {
    Path flow = file(workflow, java("one", "Behave", "wait"), java("two", "Consume", "data/never"));
    Running run = workflow.capioRun("workflow", "run", flow);
    run.await("one | waiting");
    run.await("two | opening");
    run.signal("INT");
    assertThat(run.status()).as(run::toString).isEqualTo(130);
    assertThat(run.errors()).contains("was stopped by SIGINT after");
  }

  @Test
  void sequential_runsOneStepAfterTheOther_withLogsInAFolder(Workflow workflow) throws IOException {
    Path flow =
        file(
            workflow,
            java("give", "Produce", "data/a, 100000"),
            command("between", "test -s data/a && echo the file is there"),
            java("take", "Consume", "data/a"));
    Path logs = workflow.folder().resolve("logs");
    Running run =
        workflow
            .capioRun("workflow", "run", "--sequential", flow, "--log-dir", logs, "--json")
            .succeeds();
    assertThat(Files.readString(logs.resolve("between.log"))).isEqualTo("the file is there\n");
    assertThat(Files.readString(logs.resolve("take.log"))).contains("bytes 100000");
    assertThat(workflow.file("a")).hasSize(100_000);
    assertThat(run.output()).contains("\"mode\" : \"sequential\"", "\"status\" : 0");
    List<String> order =
        run.errors()
            .lines()
            .filter(line -> line.matches("capio-run: \\w+ (started|ended).*"))
            .map(line -> line.replaceAll("(started|ended).*", "$1").substring(11))
            .toList();
    assertThat(order)
        .containsExactly(
            "give started",
            "give ended",
            "between started",
            "between ended",
            "take started",
            "take ended");
  }

  @Test
  void aStepOfASequentialRun_thatWaitsForALaterOne_endsTheRun(Workflow workflow)
      throws IOException {
    Path flow =
        file(workflow, java("take", "Consume", "data/a"), java("give", "Produce", "data/a, 1000"));
    Running run = workflow.capioRun("workflow", "run", "--sequential", flow, "--no-record");
    assertThat(run.status()).as(run::toString).isEqualTo(65);
    assertThat(run.errors())
        .contains("failed: step take waits for the creation of a, which no step before it has")
        .doesNotContain("give started");
  }

  @Test
  void aWrongFile_isStatus65_andNothingIsStarted(Workflow workflow) throws IOException {
    Path flow = file(workflow, "  - {name: one, comand: ls}");
    Running run = workflow.capioRun("workflow", "run", flow);
    assertThat(run.status()).isEqualTo(65);
    assertThat(run.errors())
        .startsWith("capio-run: " + flow + ":5: steps[0].comand is no key of a step; known are ")
        .hasLineCount(1);
  }

  @Test
  void aDryRun_showsTheCommands_andStartsNothing(Workflow workflow) throws IOException {
    Path flow = file(workflow, java("one", "Behave", "exit, 9"));
    Running run = workflow.capioRun("workflow", "run", "--dry-run", flow).succeeds();
    assertThat(run.output())
        .contains("one, in " + workflow.folder(), "-javaagent:", "Behave exit 9");
    assertThat(workflow.announcement()).isEmpty();
  }

  @Test
  void aWorkflowThatIsServedAlready_isRefused_andTopShowsIt(Workflow workflow) throws IOException {
    Running holder = workflow.stream("Produce", workflow.file("a"), 400_000, "wait");
    holder.await("half");
    Path flow = file(workflow, java("one", "Behave", "exit, 9"));
    Running run = workflow.capioRun("workflow", "run", flow, "--no-record");
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.errors())
        .contains("workflow " + workflow.name() + " has a server already, process ");
    Running top = workflow.capioRun("top", "--workflow-name", workflow.name()).succeeds();
    assertThat(top.output())
        .contains("workflow " + workflow.name() + "   server " + workflow.serverPid())
        .containsPattern("\\nProduce +\\d+ +\\S+ \\w+ +- +0 B +-")
        .containsPattern("\\na +\\S+ \\w+ +open +1 +0");
    Running json = workflow.capioRun("top", "--json", "--workflow-name", workflow.name());
    assertThat(json.succeeds().output()).startsWith("{\"workflow\":\"" + workflow.name() + "\"");
    holder.goOn();
    holder.succeeds();
  }

  @Test
  void theExampleInTheRepository_runs(Workflow workflow) throws IOException {
    String example = Files.readString(Artifacts.ROOT.resolve("examples/pipeline.yaml"));
    Path folder = Artifacts.ROOT.resolve("examples");
    Path input = Files.write(workflow.folder().resolve("input"), new byte[1_000_000]);
    String own =
        example
            .replace("name: pipeline", "name: " + workflow.name())
            .replace("../launcher/target/capio-run.jar", input.toString())
            .replace("capio-dir: target/pipeline", "capio-dir: " + workflow.directory())
            .replace("target/pipeline/", workflow.directory() + "/")
            .replace("target: target/", "target: " + folder + "/target/")
            .replace("[target/classes]", "[" + folder + "/target/classes]");
    Path flow = Files.writeString(workflow.folder().resolve("pipeline.yaml"), own);
    Running run = workflow.capioRun("workflow", "run", flow).succeeds();
    assertThat(Files.readString(workflow.file("report.txt")))
        .isEqualTo("sparse: 1 regions, 1000000 bytes, the largest 1000000\n");
    assertThat(run.output()).contains("report | sparse: 1 regions");
  }
}

package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capio.it.harness.Artifacts;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class WrongInputIT {
  private static void assertRefused(Running program, int status, String... message) {
    assertThat(program.status()).as(program::toString).isEqualTo(status);
    assertThat(program.errors()).startsWith("capio-run: ").hasLineCount(1).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--capoi-dir . x.jar | 64 | did you mean --capio-dir?",
        "no-such.jar | 64 | the target no-such.jar does not exist",
        "no.such.Main | 64 | a main class needs -cp",
        "-cp . no.such.Main | 64 | in no entry of the class path",
        "-m no.such.module | 64 | no.such.module",
        "0.out | 64 | neither a jar nor a directory of classes nor a .java file",
        "serve | 64 | did you mean the command server?",
        "--workflow-name a/b Step.java | 64 | no slash",
        "--missing never Step.java | 64 | auto, wait, fail",
        "--await-server-timeout-seconds soon Step.java | 64 | must be a number of seconds",
        "--capio-dir no/such/directory Step.java | 64 | neither does its parent",
        "--capio-dir /proc/self Step.java | 64 | must not be /, /proc or /sys",
        "--capio-dir / Step.java | 64 | must not be /",
        "--capio-dir Step.java Step.java | 64 | is not a directory",
        "--server-exec-path no-such-server Step.java | 69 | no-such-server",
        "--server-exec-path ./Step.java Step.java | 69 | not an executable file",
        "server stop --workflow-name it-nobody | 69 | no server of workflow it-nobody",
        "server status --workflow-name it-nobody | 69 | no server of workflow it-nobody",
        "demo --input no-such-file | 64 | not a readable file"
      })
  void wrongWords_areOneLineAndAStatus(String words, int status, String message, Workflow workflow)
      throws IOException {
    Files.writeString(workflow.folder().resolve("Step.java"), "class Step {}");
    assertRefused(workflow.capioRun((Object[]) words.split(" ", -1)), status, message);
  }

  private static Running withRules(Workflow workflow, String rules) throws IOException {
    Path file = workflow.folder().resolve("rules.json");
    if (rules != null) {
      Files.writeString(file, rules);
    }
    return workflow.run(
        "--capio-cl", file, "-cp", Artifacts.PROGRAMS, Artifacts.program("Behave"), "exit", 0);
  }

  @Test
  void rulesThatAreNoJson_areRefusedWithTheirFile(Workflow workflow) throws IOException {
    assertRefused(withRules(workflow, "{ name: "), 65, "rules.json");
  }

  @Test
  void rulesThatDoNotFitTheLanguage_areRefusedWithTheirFile(Workflow workflow) throws IOException {
    assertRefused(withRules(workflow, "{\"IO_Graph\": 3}"), 65, "rules.json");
  }

  @Test
  void rulesThatDoNotExist_areRefused(Workflow workflow) throws IOException {
    Running program = withRules(workflow, null);
    assertRefused(program, 65, "--capio-cl names ", "rules.json, which does not exist");
  }

  @Test
  void workflowServedForAnotherDirectory_isRefusedNamingBoth(Workflow workflow) throws IOException {
    Running first = workflow.stream("Behave", "wait");
    first.await("waiting");
    Path other = Files.createDirectory(workflow.folder().resolve("other"));
    assertRefused(
        workflow.capioRun(
            "--capio-dir",
            other,
            "--workflow-name",
            workflow.name(),
            "-cp",
            Artifacts.PROGRAMS,
            Artifacts.program("Behave"),
            "exit",
            0),
        69,
        workflow.directory().toString(),
        other.toString(),
        "--workflow-name");
    end(first);
  }

  @Test
  void otherSizeOfTheDataQueues_isRefusedNamingBoth(Workflow workflow) throws IOException {
    Running first = workflow.stream("Behave", "wait");
    first.await("waiting");
    Running second =
        workflow.start(
            Map.of("CAPIO_CACHE_LINES", "7"),
            Workflow.command(
                List.of(Artifacts.CAPIO_RUN, "--capio-dir", workflow.directory()),
                "--workflow-name",
                workflow.name(),
                "-cp",
                Artifacts.PROGRAMS,
                Artifacts.program("Behave"),
                "exit",
                0));
    assertRefused(second, 69, "CAPIO_CACHE_LINES");
    end(first);
  }

  @Test
  void workflowOfAnotherUser_isRefusedNamingHim(Workflow workflow) throws IOException {
    assumeTrue(
        "root".equals(System.getProperty("user.name")), "only root can act as somebody else");
    Path canary = Files.createFile(Path.of("/dev/shm", workflow.name()));
    try {
      assumeTrue(givenAway(canary), "this root cannot give files away");
      assertRefused(
          withRules(workflow, "{\"name\": \"w\", \"IO_Graph\": []}"),
          69,
          "the workflow " + workflow.name() + " is another user's on this machine",
          Files.getOwner(canary).getName(),
          "--workflow-name");
      assertRefused(
          workflow.capioRun("server", "status", "--workflow-name", workflow.name()),
          69,
          "another user's");
    } finally {
      Files.delete(canary);
    }
  }

  private static boolean givenAway(Path file) {
    try {
      Files.setAttribute(file, "unix:uid", 65534);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void rulesThatDoNotExist_areRefusedThoughAServerRuns(Workflow workflow) throws IOException {
    Running first = workflow.stream("Behave", "wait");
    first.await("waiting");
    assertRefused(withRules(workflow, null), 65, "--capio-cl names ", "which does not exist");
    end(first);
  }

  private static void end(Running program) throws IOException {
    try {
      program.signal("TERM");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(program.status()).isEqualTo(143);
  }
}

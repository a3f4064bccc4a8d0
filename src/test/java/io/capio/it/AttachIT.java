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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that run already. */
@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class AttachIT {
  private static Running program(Workflow workflow, String... jvmOptions) throws IOException {
    List<Object> words = new ArrayList<>(List.of(jvmOptions));
    words.addAll(List.of("-cp", Artifacts.PROGRAMS, Artifacts.program("Operate"), workflow.name()));
    Running program =
        workflow.start(Map.of(), Workflow.command(List.of(Artifacts.JAVA), words.toArray()));
    program.await("ready");
    return program;
  }

  private static Running attach(Workflow workflow, Object... words) throws IOException {
    return workflow.capioRun(
        Workflow.command(List.of("attach", "--capio-dir", workflow.directory(), "--stream"), words)
            .toArray());
  }

  private static String answer(Running program, String line) throws IOException {
    program.say(line);
    return program.await(line + ":");
  }

  private static void assertRefused(Running refused, String... message) {
    assertThat(refused.status()).as(refused::toString).isEqualTo(77);
    assertThat(refused.errors()).startsWith("capio-run: ").hasLineCount(1).contains(message);
  }

  @Test
  void program_isUnderCapioFromAttachToDetach_andItsOpenFilesGoOn(Workflow workflow)
      throws IOException {
    Running program = program(workflow);
    long pid = program.pid();
    assertThat(answer(program, "open " + workflow.file("before"))).isEqualTo("FileOutputStream");
    assertThat(answer(program, "close")).isEqualTo("done");

    Running attached =
        attach(
            workflow, "--workflow-name", workflow.name(), "--select", workflow.name(), "Operate");
    assertThat(attached.succeeds().output())
        .startsWith("process " + pid + " is under CAPIO now, workflow " + workflow.name())
        .containsPattern(": [1-9]\\d* class(es)? changed in \\d+ ms");
    assertThat(attach(workflow, "--workflow-name", workflow.name(), pid).succeeds().output())
        .contains("already", "nothing was done");
    assertRefused(
        attach(workflow, "--workflow-name", workflow.name() + "x", pid),
        "already with workflowName=" + workflow.name() + ", ",
        "asked with workflowName=" + workflow.name() + "x");
    assertThat(
            workflow
                .capioRun("attach", "--list", "--json", "--select", workflow.name() + "$")
                .succeeds()
                .output())
        .contains("\"pid\" : " + pid, "workflow " + workflow.name());

    assertThat(answer(program, "open " + workflow.file("a"))).isEqualTo("CapioFileOutputStream");
    assertThat(answer(program, "random " + workflow.file("b"))).isEqualTo("CapioRandomAccessFile");
    assertThat(answer(program, "write one")).isEqualTo("done");
    assertThat(answer(program, "append four")).isEqualTo("4 bytes");

    assertThat(workflow.capioRun("detach", pid).succeeds().output())
        .contains("is no longer under CAPIO", "restored", "files that are open go on: 2");
    assertThat(answer(program, "write two")).isEqualTo("done");
    assertThat(answer(program, "append eight")).isEqualTo("9 bytes");
    assertThat(workflow.announcement()).isPresent();
    program.say("close");
    program.say("finish");
    assertThat(answer(program, "open " + workflow.file("after"))).isEqualTo("FileOutputStream");
    // the server ends with the last file, and everything is on the disk
    assertThat(Await.until(Await.LONG, () -> workflow.announcement().isEmpty())).isTrue();
    assertThat(workflow.file("a")).hasContent("onetwo");
    assertThat(workflow.file("b")).hasContent("foureight");
    assertThat(workflow.capioRun("detach", pid).succeeds().output()).contains("is not under CAPIO");
    program.endInput();
    // newer JDKs warn there of agents that are loaded dynamically
    assertThat(program.succeeds().errors().lines()).noneMatch(line -> line.startsWith("capio"));
  }

  @Test
  void programThatWasDetached_canBeAttachedToAgain(Workflow workflow) throws IOException {
    Running program = program(workflow);
    long pid = program.pid();
    for (String file : List.of("first", "second")) {
      Running attached = attach(workflow, "--workflow-name", workflow.name(), "--json", pid);
      assertThat(attached.succeeds().output()).contains("\"outcome\" : \"attached\"");
      assertThat(answer(program, "open " + workflow.file(file))).isEqualTo("CapioFileOutputStream");
      assertThat(answer(program, "write " + file)).isEqualTo("done");
      program.say("close");
      assertThat(workflow.capioRun("detach", pid).succeeds().output())
          .contains("is no longer under CAPIO")
          .doesNotContain("still rewritten");
      assertThat(Await.until(Await.LONG, () -> workflow.announcement().isEmpty())).isTrue();
      assertThat(workflow.file(file)).hasContent(file);
    }
    program.endInput();
    program.succeeds();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-XX:+DisableAttachMechanism | -XX:+DisableAttachMechanism; start it without",
        "-XX:-EnableDynamicAgentLoading | -XX:-EnableDynamicAgentLoading; start it without",
      })
  void jvmThatDoesNotLetAgentsIn_isRefusedWithTheReason(
      String option, String message, Workflow workflow) throws IOException {
    Running program = program(workflow, option);
    assertRefused(attach(workflow, "--workflow-name", workflow.name(), program.pid()), message);
    assertThat(answer(program, "open " + workflow.file("x"))).isEqualTo("FileOutputStream");
    program.endInput();
    program.succeeds();
  }

  @Test
  void stoppedJvm_isRefusedAtOnceAndLives(Workflow workflow)
      throws IOException, InterruptedException {
    Running program = program(workflow);
    program.signal("STOP");
    assertRefused(attach(workflow, program.pid()), "is stopped", "kill -CONT " + program.pid());
    program.signal("CONT");
    program.endInput();
    program.succeeds();
  }

  @Test
  void whatIsNoJvm_isRefusedAndLives(Workflow workflow) throws IOException {
    Running shell = workflow.start(Map.of(), List.of("/bin/sh", "-c", "echo waiting; read line"));
    shell.await("waiting");
    assertRefused(attach(workflow, shell.pid()), "process " + shell.pid() + " (sh) is no JVM");
    shell.goOn();
    shell.succeeds();
    assertRefused(attach(workflow, shell.pid()), "there is no process " + shell.pid());
    assertRefused(attach(workflow, "no.such.Main"), "no JVM of this user runs no.such.Main");
  }

  @Test
  void serverThatCannotBeReached_leavesTheProgramAsItWas(Workflow workflow) throws IOException {
    Running program = program(workflow);
    Running refused =
        attach(
            workflow,
            "--workflow-name",
            workflow.name(),
            "--server-exec-path",
            "no-such-server",
            program.pid());
    assertThat(refused.status()).as(refused::toString).isEqualTo(69);
    assertThat(refused.errors())
        .startsWith("capio-run: ")
        .hasLineCount(1)
        .contains("no-such-server");
    assertThat(answer(program, "open " + workflow.file("x"))).isEqualTo("FileOutputStream");
    program.endInput();
    program.succeeds();
  }

  @Test
  void javaWithoutTheAttachModule_isToldToUseAJdk(Workflow workflow) throws IOException {
    Running refused =
        workflow.start(
            Map.of("JAVA_TOOL_OPTIONS", "--limit-modules=java.base,java.logging,jdk.unsupported"),
            Workflow.command(List.of(Artifacts.CAPIO_RUN, "attach", "1")));
    assertThat(refused.status()).as(refused::toString).isEqualTo(77);
    assertThat(refused.errors()).contains("has no module jdk.attach; set JAVA_HOME to a whole JDK");
  }

  /** The JVM itself says which one it is; there is no older one here to be asked. */
  @Test
  void jvmThatSaysThatItIsOlder_isRefusedWithBothVersions(Workflow workflow) throws IOException {
    Running program = program(workflow);
    assertThat(answer(program, "version 11")).isEqualTo("done");
    assertRefused(
        attach(workflow, "--workflow-name", workflow.name(), program.pid()),
        "runs Java 11; the agent needs Java 17");
    assertThat(answer(program, "open " + workflow.file("x"))).isEqualTo("FileOutputStream");
    program.endInput();
    program.succeeds();
  }

  @Test
  void javaWithoutTheModuleForAgents_isToldToUseAJdk(Workflow workflow) throws IOException {
    java.nio.file.Path small = workflow.folder().resolve("small");
    java.nio.file.Path jlink = Artifacts.JAVA_HOME.resolve("bin/jlink");
    assumeTrue(
        Files.isExecutable(jlink)
            && workflow
                    .start(
                        Map.of(),
                        Workflow.command(
                            List.of(jlink, "--add-modules", "java.base", "--output", small)))
                    .status()
                == 0,
        "this JDK cannot make a smaller one");
    Running program = operate(workflow, List.of(small.resolve("bin/java")));
    assertRefused(
        attach(workflow, "--workflow-name", workflow.name(), program.pid()),
        "has no module java.instrument, which agents need; start the program with a whole JDK");
    program.endInput();
    program.succeeds();
  }

  private static Running operate(Workflow workflow, List<?> java) throws IOException {
    Running program =
        workflow.start(
            Map.of(),
            Workflow.command(
                java, "-cp", Artifacts.PROGRAMS, Artifacts.program("Operate"), workflow.name()));
    program.await("ready");
    return program;
  }

  @ParameterizedTest
  @CsvSource({"pid, --fork", "mnt, --mount", "user, --user"})
  void jvmInAnotherNamespace_isRefusedNamingIt(String kind, String option, Workflow workflow)
      throws IOException {
    List<String> unshare = new ArrayList<>(List.of("/usr/bin/unshare", option));
    if (kind.equals("pid")) {
      unshare.add("--pid");
    }
    assumeTrue(
        Files.isExecutable(java.nio.file.Path.of(unshare.get(0)))
            && workflow.start(Map.of(), Workflow.command(unshare, "true")).status() == 0,
        "this user may not make a namespace of the kind " + kind);
    unshare.add(Artifacts.JAVA.toString());
    Running outer = operate(workflow, unshare);
    long inner =
        ProcessHandle.of(outer.pid())
            .flatMap(process -> process.children().findFirst())
            .map(ProcessHandle::pid)
            .orElse(outer.pid());
    assertRefused(attach(workflow, inner), "another " + kind + " namespace, as in a container");
    outer.endInput();
    outer.succeeds();
  }
}

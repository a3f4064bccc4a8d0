package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.it.harness.Artifacts;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contexts in a program's code, with and without an agent on its command line. */
@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class ContextIT {
  private static final String ATTACH_LATER = "-Dcapio.agentJar=" + Artifacts.AGENT;
  private static final String NOTHING_ELSE = "-javaagent:" + Artifacts.AGENT + "=scope=annotated";

  @BeforeEach
  void makeFolders(Workflow workflow) throws IOException {
    Files.createDirectory(workflow.file("deep"));
    Files.createDirectory(workflow.folder().resolve("other"));
  }

  private static Running java(Workflow workflow, String option, String program, Object... arguments)
      throws IOException {
    List<Object> words = new ArrayList<>(List.of(option));
    words.add("-Dcapio.workflowName=" + workflow.name());
    words.add("-XX:+EnableDynamicAgentLoading");
    words.addAll(
        List.of("-cp", Artifacts.PROGRAMS + ":" + Artifacts.API, Artifacts.program(program)));
    words.addAll(List.of(arguments));
    return workflow.start(Map.of(), Workflow.command(List.of(Artifacts.JAVA), words.toArray()));
  }

  private static List<String> filesOnDisk(Workflow workflow) throws IOException {
    try (Stream<Path> files = Files.walk(workflow.folder())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.matches("\\d+\\.(out|err)"))
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyUseOfContexts_isInterceptedInsideAndNowhereElse(boolean agent, Workflow workflow)
      throws IOException {
    Running program =
        java(
            workflow,
            agent ? NOTHING_ELSE : ATTACH_LATER,
            "InContexts",
            "all",
            workflow.folder(),
            workflow.name());
    program.succeeds();
    assertThat(program.output().lines())
        .contains(
            "value returned",
            "there true",
            "kept late true",
            "same late",
            "same exception true",
            "unchecked mine",
            "inner's false",
            "deep true",
            "copied deep/inner.in",
            "done")
        .noneMatch(line -> line.startsWith("listed") && line.endsWith("false"));
    assertThat(program.await("absent ")).contains("absent", "does not exist");
    assertThat(program.await("unknown ")).contains("capioDirectory", "capioDir");
    assertThat(filesOnDisk(workflow))
        .contains("before.out", "after.out", "others.out")
        .allMatch(name -> name.endsWith(".out"))
        .hasSize(9);
    assertThat(program.errors()).isEmpty();
  }

  @Test
  void contextOpenedAsFirstUse_isInterceptedInTheMethodsItCalls(Workflow workflow)
      throws IOException {
    java(workflow, ATTACH_LATER, "InContexts", "open", workflow.folder(), workflow.name())
        .succeeds();
    assertThat(filesOnDisk(workflow)).containsExactlyInAnyOrder("before.out", "after.out");
  }

  @ParameterizedTest
  @CsvSource({"open-around-own, openAroundOwn", "open-for-caller, main"})
  void contextThatARunningMethodWouldBypass_isRefusedAndTheCallNamed(
      String kind, String method, Workflow workflow) throws IOException {
    Running program =
        java(workflow, ATTACH_LATER, "InContexts", kind, workflow.folder(), workflow.name());
    assertThat(program.status()).isEqualTo(1);
    assertThat(program.errors())
        .containsPattern(
            "InContexts\\."
                + method
                + " began before the CAPIO agent was attached, so that Files\\.createFile in line"
                + " \\d+ would bypass CAPIO; call CapioContext\\.attach\\(\\) before");
    assertThat(filesOnDisk(workflow)).isEmpty();
  }

  @Test
  void contextOpenedAfterAttaching_isIntercepted(Workflow workflow) throws IOException {
    java(
            workflow,
            ATTACH_LATER,
            "InContexts",
            "open-after-attach",
            workflow.folder(),
            workflow.name())
        .succeeds();
    assertThat(filesOnDisk(workflow)).containsExactly("closed.out");
  }

  @Test
  void agentJarThatIsNowhere_isNamedWithTheRemedy(Workflow workflow) throws IOException {
    Running program =
        java(
            workflow,
            "-Dcapio.agentJar=" + workflow.folder().resolve("absent.jar"),
            "InContexts",
            "all",
            workflow.folder(),
            workflow.name());
    assertThat(program.status()).isEqualTo(1);
    assertThat(program.errors())
        .contains("cannot attach the CAPIO agent", "absent.jar", "start the JVM with -javaagent");
  }

  @Test
  void annotatedMethods_areInterceptedAndNothingElse(Workflow workflow) throws IOException {
    Running program = java(workflow, NOTHING_ELSE, "Annotated");
    program.succeeds();
    assertThat(program.output().lines())
        .contains(
            "generic generic.in!",
            "branches abinner",
            "same exception true",
            "thrown by constructor",
            "done");
    assertThat(filesOnDisk(workflow))
        .containsExactlyInAnyOrder(
            "before.out", "super.out", "argument.out", "after-exception.out", "after.out");

    assertThat(program.errors()).isEmpty();
  }
}

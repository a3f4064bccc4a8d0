package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class ServerIT {
  private static Running script(Workflow workflow, Object... flags) throws IOException {
    return workflow.start(
        Map.of(
            "CAPIO_DIR", workflow.directory().toString(), "CAPIO_WORKFLOW_NAME", workflow.name()),
        Workflow.command(List.of(Artifacts.CAPIO_SERVER), flags));
  }

  @ParameterizedTest
  @CsvSource({"TERM, --no-config", "INT, --no-config", "TERM, --mem-only", "INT, -l x"})
  void serverScript_takesUpstreamsFlagsAndEndsOnASignal(
      String signal, String flags, Workflow workflow) throws IOException, InterruptedException {
    Running server =
        script(
            workflow,
            Workflow.command(List.of("-b", "none"), (Object[]) flags.split(" ", -1)).toArray());
    assertThat(server.await("capio_server: workflow ")).contains("pid " + server.pid());
    assertThat(workflow.serverPid()).isEqualTo(server.pid());
    assertThat(Files.readString(Path.of("/proc/" + server.pid() + "/cmdline")))
        .contains("capio_server");
    server.signal(signal);
    assertThat(server.status()).isIn(0, signal.equals("INT") ? 130 : 143);
  }

  @Test
  void serverScript_servesPrograms(Workflow workflow) throws IOException, InterruptedException {
    Running server = script(workflow, "--no-config", "--backend", "none");
    workflow.serverPid();
    Path file = workflow.file("table.bin");
    String written = workflow.agent("Produce", file, 1000).succeeds().await("sha256 ");
    assertThat(workflow.agent("Consume", file).succeeds().await("sha256 ")).isEqualTo(written);
    server.signal("TERM");
    server.status();
    assertThat(file).hasSize(1000);
  }

  @Test
  void serverScript_isStartedByTheLauncherWhenNamed(Workflow workflow) throws IOException {
    Path file = workflow.file("table.bin");
    workflow
        .run(
            "--server-exec-path",
            Artifacts.CAPIO_SERVER,
            "-cp",
            Artifacts.PROGRAMS,
            Artifacts.program("Produce"),
            file,
            1000)
        .succeeds();
    assertThat(file).hasSize(1000);
  }

  @Test
  void serverScript_showsItsFlags(Workflow workflow) throws IOException {
    assertThat(script(workflow, "-h").succeeds().output())
        .contains("--config", "--no-config", "--backend", "--mem-only");
    assertThat(script(workflow, "--no-such-flag").status()).isEqualTo(64);
  }

  @Test
  void serverCommands_startShowAndStop(Workflow workflow) throws IOException {
    Path file = workflow.file("table.bin");
    Running start =
        workflow.capioRun(
            "server",
            "start",
            "--stream",
            "--capio-dir",
            workflow.directory(),
            "--workflow-name",
            workflow.name());
    assertThat(start.succeeds().output()).contains("serves " + workflow.directory());
    Running writer = workflow.stream("Produce", file, 1 << 20, "wait");
    writer.await("half");
    Running reader = workflow.stream("Consume", file);
    reader.await("opening");
    JsonNode status =
        Await.value(
                Await.LONG,
                () -> java.util.Optional.of(status(workflow)).filter(ServerIT::someoneWaits))
            .orElseThrow(() -> new AssertionError(status(workflow).toPrettyString()));
    assertThat(status.path("files").path(0).path("state").asText()).isEqualToIgnoringCase("open");
    String table =
        workflow
            .capioRun("server", "status", "--workflow-name", workflow.name())
            .succeeds()
            .output();
    assertThat(table).contains("FILE", "SIZE", "RULE", "STATE", "table.bin", "Produce", "Consume");
    assertThat(stop(workflow).status()).isEqualTo(69);
    writer.goOn();
    writer.succeeds();
    reader.succeeds();
    assertThat(workflow.announcement()).isPresent();
    stop(workflow).succeeds();
    assertThat(workflow.announcement()).isEmpty();
    assertThat(file).hasSize(1 << 20);
  }

  private static Running stop(Workflow workflow) throws IOException {
    return workflow.capioRun("server", "stop", "--workflow-name", workflow.name());
  }

  private static JsonNode status(Workflow workflow) {
    try {
      return new ObjectMapper()
          .readTree(
              workflow
                  .capioRun("server", "status", "--json", "--workflow-name", workflow.name())
                  .succeeds()
                  .output());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean someoneWaits(JsonNode status) {
    return !status.path("files").path(0).path("waiting").isEmpty();
  }
}

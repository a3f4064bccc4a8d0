package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capio.it.harness.Artifacts;
import io.capio.it.harness.Await;
import io.capio.it.harness.NativeServer;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers that are started through a command, which goes on as their parent. */
@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class ServerCommandIT {
  private static final Path MPIEXEC = Path.of("/usr/bin/mpiexec");

  @Test
  void theEmbeddedServer_runsUnderTheCommand_andEndsWithTheProgram(Workflow workflow)
      throws IOException {
    Path file = workflow.file("table.bin");
    program(workflow, "embedded", wrapper(workflow), "Produce", file, 1000).succeeds();
    assertThat(file).hasSize(1000);
    assertThat(workflow.folder().resolve("record")).content().contains("a b", "--end-when-idle");
  }

  @Test
  void theDeathOfTheServer_isNoticedThoughTheCommandGoesOn(Workflow workflow)
      throws IOException, InterruptedException {
    Path record = workflow.folder().resolve("record");
    Running reader =
        program(workflow, "embedded", wrapper(workflow), "Consume", workflow.file("never"));
    // only now it is sure to be connected: otherwise it would start another server
    assertThat(Await.until(Await.LONG, () -> reader.errors().contains("waiting to be created")))
        .isTrue();
    workflow.killServer();
    assertThat(reader.status()).isNotZero();
    assertThat(reader.errors()).contains("has ended");
    assertThat(Await.until(Await.LONG, () -> hasLine(record, "ended 137"))).isTrue();
  }

  @Test
  void aNativeServer_isFoundUnderTheCommand_andEnded(Workflow workflow) throws IOException {
    Optional<Path> server = NativeServer.find();
    assumeTrue(server.isPresent(), "no native capio_server on the PATH");
    Path file = workflow.file("table.bin");
    program(workflow, server.get(), wrapper(workflow), "Produce", file, 1000).succeeds();
    assertThat(workflow.folder().resolve("record")).content().contains("--no-config", "ended 0");
  }

  @Test
  void aNativeServer_runsUnderMpiexec(Workflow workflow) throws IOException {
    Optional<Path> server = NativeServer.find();
    assumeTrue(server.isPresent(), "no native capio_server on the PATH");
    assumeTrue(Files.isExecutable(MPIEXEC), "no " + MPIEXEC);
    String command = MPIEXEC + " --allow-run-as-root -n 1";
    Path file = workflow.file("table.bin");
    Running reader = program(workflow, server.get(), command, "Consume", file);
    reader.await("opening");
    String written =
        program(workflow, server.get(), command, "Produce", file, 1 << 20)
            .succeeds()
            .await("sha256 ");
    assertThat(reader.succeeds().await("sha256 ")).isEqualTo(written);
  }

  private static boolean hasLine(Path file, String line) {
    try {
      return Files.readAllLines(file).contains(line);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A command with a blank in one of its words, which tells what it is given and waits for it. */
  private static String wrapper(Workflow workflow) throws IOException {
    Path script = workflow.folder().resolve("a wrapper.sh");
    Path record = workflow.folder().resolve("record");
    Files.writeString(
        script, "echo \"$*\" >" + record + "; shift; \"$@\"; echo \"ended $?\" >>" + record + "\n");
    return "/bin/sh '" + script + "' \"a b\"";
  }

  private static Running program(
      Workflow workflow, Object server, String command, String program, Object... arguments)
      throws IOException {
    return workflow.run(
        Workflow.command(
                java.util.List.of(
                    "--server-exec-path",
                    server,
                    "--server-command",
                    command,
                    "--missing",
                    "wait",
                    "-cp",
                    Artifacts.PROGRAMS,
                    Artifacts.program(program)),
                arguments)
            .toArray());
  }
}

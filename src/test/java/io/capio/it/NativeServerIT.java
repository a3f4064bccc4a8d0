package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capio.it.harness.Artifacts;
import io.capio.it.harness.NativeServer;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same client against the server of the CAPIO project, where a site has it. */
@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class NativeServerIT {
  @Test
  void nativeServer_servesUnmodifiedPrograms(Workflow workflow) throws IOException {
    Optional<Path> server = NativeServer.find();
    if (server.isEmpty()) {
      // the runner's console counts skipped tests, but leaves their reasons to its report
      System.err.println("NativeServerIT is skipped: no native capio_server on the PATH");
    }
    assumeTrue(server.isPresent(), "no native capio_server on the PATH");
    Path file = workflow.file("table.bin");
    // the reader starts the server, outlives the writer, and so is the one to end it
    Running reader = step(workflow, server.get(), "Consume", file);
    reader.await("opening");
    String written =
        step(workflow, server.get(), "Produce", file, 8 << 20).succeeds().await("sha256 ");
    assertThat(reader.succeeds().await("sha256 ")).isEqualTo(written);
  }

  private static Running step(Workflow workflow, Path server, String program, Object... arguments)
      throws IOException {
    return workflow.run(
        Workflow.command(
                java.util.List.of(
                    "--server-exec-path",
                    server,
                    "--missing",
                    "wait",
                    "--await-server-timeout-seconds",
                    20,
                    "-cp",
                    Artifacts.PROGRAMS,
                    Artifacts.program(program)),
                arguments)
            .toArray());
  }
}

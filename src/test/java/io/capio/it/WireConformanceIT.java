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

/** The embedded server against a client in C that shares nothing with ours. */
@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class WireConformanceIT {
  private static final Path COMPILER = Path.of("/usr/bin/gcc");
  private static final Path SOURCE = Artifacts.ROOT.resolve("src/test/c/wire.c");

  @Test
  void independentClient_findsEveryAnswerOfTheWire(Workflow workflow)
      throws IOException, InterruptedException {
    Path client = compile(workflow);
    Running server =
        workflow.start(
            Map.of(
                "CAPIO_DIR",
                workflow.directory().toString(),
                "CAPIO_WORKFLOW_NAME",
                workflow.name()),
            Workflow.command(List.of(Artifacts.CAPIO_SERVER)));
    server.await("capio_server: workflow ");
    Running run =
        workflow.start(
            Map.of(), Workflow.command(List.of(client), workflow.name(), workflow.directory()));
    assertThat(Integer.parseInt(run.succeeds().await("ok "))).isGreaterThan(70);
    server.signal("TERM");
    server.status();
    assertThat(workflow.file("a")).hasContent("hello, world");
  }

  private static Path compile(Workflow workflow) throws IOException {
    assumeTrue(Files.isExecutable(COMPILER), "no C compiler " + COMPILER);
    Path program = workflow.folder().resolve("wire");
    Running compiler =
        workflow.start(
            Map.of(),
            Workflow.command(
                List.of(COMPILER), "-std=gnu11", "-o", program, SOURCE, "-lrt", "-pthread"));
    assumeTrue(compiler.status() == 0, "the C compiler does not work: " + compiler.errors());
    return program;
  }
}

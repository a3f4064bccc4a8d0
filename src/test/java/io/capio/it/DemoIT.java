package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class DemoIT {
  private static Path input(Workflow workflow, int bytes) throws IOException {
    byte[] input = new byte[bytes];
    new java.util.SplittableRandom(bytes).nextBytes(input);
    return Files.write(workflow.folder().resolve("input.bin"), input);
  }

  private static void assertEmpty(Path directory) throws IOException {
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void demo_comparesStreamingWithThePlainDiskAndCleansUp(Workflow workflow) throws IOException {
    Running demo =
        workflow.capioRun(
            "demo", "--input", input(workflow, 4_000_000), "--capio-dir", workflow.directory());
    assertThat(demo.status()).as(demo::toString).isZero();
    assertThat(demo.output())
        .contains("All SHA-256 sums agree.")
        .containsPattern("overlap +\\d+\\.\\d %")
        .containsPattern("Streaming was (not faster|\\d+\\.\\d+ times as fast)");
    assertThat(demo.output().lines().filter(line -> line.matches(".* [0-9a-f]{64} .*")))
        .hasSize(4)
        .allMatch(line -> line.matches(" +(writer|reader) +[0-9a-f]{64} .* MB +\\d+\\.\\d\\d s"));
    assertThat(demo.errors()).isEmpty();
    assertEmpty(workflow.directory());
  }

  @Test
  void demoWithoutInput_stillAgrees(Workflow workflow) throws IOException {
    Running demo =
        workflow.capioRun(
            "demo", "--input", input(workflow, 0), "--capio-dir", workflow.directory(), "--keep");
    assertThat(demo.succeeds().output()).contains("All SHA-256 sums agree.", "The tables are in");
  }

  @Test
  void demoThatIsInterrupted_leavesNothing(Workflow workflow)
      throws IOException, InterruptedException {
    Running demo =
        workflow.capioRun(
            "demo", "--input", input(workflow, 60_000_000), "--capio-dir", workflow.directory());
    demo.await("input ");
    demo.signal("TERM");
    assertThat(demo.status()).isEqualTo(143);
    assertEmpty(workflow.directory());
  }
}

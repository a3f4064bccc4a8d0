package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("e2e")
@Tag("slow")
@ExtendWith(OwnWorkflow.class)
class LargeFileIT {
  private static final long GIBIBYTE = 1L << 30;

  private static void bothAgree(Running writer, Running reader) {
    String written = writer.succeeds().await("sha256 ");
    assertThat(reader.succeeds().await("sha256 ")).isEqualTo(written);
    assertThat(reader.await("bytes ")).isEqualTo(Long.toString(GIBIBYTE));
  }

  @Test
  void oneGibibyteWriterFirst_arrivesAsWrittenAndOnTheDisk(Workflow workflow) throws IOException {
    Path file = workflow.file("large.bin");
    Running writer = workflow.stream("Produce", file, GIBIBYTE);
    workflow.serverPid();
    bothAgree(writer, workflow.stream("Consume", file));
    assertThat(file).hasSize(GIBIBYTE);
  }

  @Test
  void oneGibibyteReaderFirst_arrivesAsWritten(Workflow workflow) throws IOException {
    Path file = workflow.file("large.bin");
    Running reader = workflow.stream("Consume", file);
    reader.await("opening");
    bothAgree(workflow.stream("Produce", file, GIBIBYTE), reader);
  }
}

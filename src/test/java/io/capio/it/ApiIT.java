package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.it.harness.Artifacts;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class ApiIT {
  @Test
  void capioFilesUnderTheAgent_workOnCapioAndNotOnTheDisk(Workflow workflow) throws IOException {
    Running program =
        workflow.run(
            "--mem-only",
            "-cp",
            Artifacts.PROGRAMS + ":" + Artifacts.API,
            Artifacts.program("CallApi"),
            workflow.directory());
    program.succeeds();
    assertThat(program.await("active ")).isEqualTo("true");
    assertThat(program.await("size ")).isEqualTo("7");
    assertThat(program.await("read ")).isEqualTo("content");
    assertThat(program.await("entries ")).contains("made/file");
    assertThat(program.await("scanned "))
        .isEqualTo("[below false true, copy true false, file true false]");
    assertThat(program.await("moved ")).isEqualTo("true");
    assertThat(program.await("line ")).isEqualTo("content");
    assertThat(workflow.directory()).isEmptyDirectory();
  }
}

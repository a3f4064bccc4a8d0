package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capio.it.harness.Artifacts;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.UpstreamClients;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Clients of the CAPIO project beside Java programs on the embedded server, where a site has them.
 */
@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class UpstreamClientIT {
  private static final int LENGTH = 3 << 20;

  @Test
  void aNativeProgram_readsWhatAJavaProgramStillWrites(Workflow workflow) throws IOException {
    Path library = preload();
    Path file = workflow.file("table.bin");
    Running writer = workflow.stream("Produce", file, LENGTH, "wait");
    writer.await("half");
    Running reader = under(workflow, library, "sha256sum", file);
    Running first = under(workflow, library, "head", "-c", "1048576", file);
    // while the writer waits: what was written so far can be read
    assertThat(first.succeeds().output()).isNotEmpty();
    writer.goOn();
    assertThat(reader.succeeds().output()).startsWith(writer.succeeds().await("sha256 "));
  }

  @Test
  void aJavaProgram_readsWhatANativeProgramWrites(Workflow workflow) throws IOException {
    Path library = preload();
    Path source = workflow.folder().resolve("source.bin");
    String digest =
        workflow
            .start(
                Map.of(),
                Workflow.command(
                    List.of(Artifacts.JAVA),
                    "-cp",
                    Artifacts.PROGRAMS,
                    Artifacts.program("Produce"),
                    source,
                    LENGTH))
            .succeeds()
            .await("sha256 ");
    Path file = workflow.file("table.bin");
    Running reader = workflow.stream("Consume", file);
    reader.await("opening");
    workflow.serverPid();
    under(workflow, library, "dd", "if=" + source, "of=" + file, "bs=64k", "status=none")
        .succeeds();
    assertThat(reader.succeeds().await("sha256 ")).isEqualTo(digest);
  }

  @Test
  void aPythonProgram_readsWhatAJavaProgramWrites_andTheReverse(Workflow workflow)
      throws IOException {
    Optional<String> python = UpstreamClients.python();
    skipUnless(python.isPresent(), "the python3 of the PATH has no pycapio");
    Path file = workflow.file("table.bin");
    Path copy = workflow.file("copy.bin");
    Running reader = workflow.stream("Consume", copy);
    reader.await("opening");
    workflow.serverPid();
    String digest = workflow.stream("Produce", file, 100_000).succeeds().await("sha256 ");
    String program =
        """
        from pycapio import CapioContext
        @CapioContext(capio_dir='DIR', app_name='python', workflow_name='NAME')
        def work():
            with open('DIR/table.bin', 'rb') as f:
                data = f.read()
            with open('DIR/copy.bin', 'wb') as f:
                f.write(data)
        work()
        """
            .replace("DIR", workflow.directory().toString())
            .replace("NAME", workflow.name());
    workflow.start(Map.of(), Workflow.command(List.of(python.get(), "-c", program))).succeeds();
    assertThat(reader.succeeds().await("sha256 ")).isEqualTo(digest);
  }

  private static Path preload() {
    Optional<Path> library = UpstreamClients.preload();
    skipUnless(library.isPresent(), "no libcapio_posix.so on LD_LIBRARY_PATH or in /usr/local/lib");
    return library.orElseThrow();
  }

  private static void skipUnless(boolean present, String reason) {
    if (!present) {
      // the runner's console counts skipped tests, but leaves their reasons to its report
      System.err.println("UpstreamClientIT is skipped: " + reason);
    }
    assumeTrue(present, reason);
  }

  private static Running under(Workflow workflow, Path library, Object... command)
      throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("LD_PRELOAD", library.toString());
    environment.put("CAPIO_DIR", workflow.directory().toString());
    environment.put("CAPIO_WORKFLOW_NAME", workflow.name());
    environment.put("CAPIO_APP_NAME", command[0].toString());
    return workflow.start(environment, Workflow.command(List.of(), command));
  }
}

package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.it.harness.Artifacts;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import io.capio.it.library.Libraries;
import io.capio.it.library.StreamedFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Libraries that know nothing of CAPIO, in JVMs with nothing but the agent. The server writes
 * nothing to the disk: what one JVM reads has come from the other through CAPIO.
 */
@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class LibraryIT {
  private static final List<String> LIBRARIES =
      List.of(
          "commons-io", "commons-compress", "h2", "htsjdk", "jackson", "lucene", "poi", "snappy");

  private static Running server(Workflow workflow, Object... options) throws IOException {
    Running server =
        workflow.start(
            Map.of(
                "CAPIO_DIR",
                workflow.directory().toString(),
                "CAPIO_WORKFLOW_NAME",
                workflow.name()),
            Workflow.command(List.of(Artifacts.CAPIO_SERVER, "--mem-only"), options));
    workflow.serverPid();
    return server;
  }

  /** The libraries' temporary files are under the CAPIO directory too. */
  private static Running start(
      Workflow workflow, String option, String mode, List<String> libraries) throws IOException {
    List<Object> command = new ArrayList<>(List.of(Artifacts.JAVA));
    command.addAll(Artifacts.VERIFY);
    command.add(
        "-javaagent:%s=capioDir=%s,workflowName=%s,appName=%s,%s"
            .formatted(Artifacts.AGENT, workflow.directory(), workflow.name(), mode, option));
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(workflow.file("tmp")));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Libraries.class.getName(),
            mode,
            workflow.directory()));
    command.addAll(libraries);
    return workflow.start(Map.of(), Workflow.command(command));
  }

  private static List<Path> filesOnTheDisk(Workflow workflow) throws IOException {
    try (Stream<Path> tree = Files.walk(workflow.directory())) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  private static void end(Running server) throws IOException, InterruptedException {
    server.signal("TERM");
    server.status();
  }

  @Test
  void libraries_readInOneJvmWhatTheyWroteInAnother(Workflow workflow)
      throws IOException, InterruptedException {
    Running server = server(workflow, "--no-config");
    Running writer = start(workflow, "stream=true", "write", LIBRARIES).succeeds();
    assertThat(filesOnTheDisk(workflow)).isEmpty();
    Running reader = start(workflow, "stream=true", "read", LIBRARIES).succeeds();
    for (String library : LIBRARIES) {
      writer.await("done " + library);
      reader.await("done " + library);
    }
    end(server);
    assertThat(filesOnTheDisk(workflow)).isEmpty();
  }

  /** A lock is recognised by the times of its file, which goes to the disk while it is held. */
  @Test
  void lucene_keepsItsLocksWhileFilesGoToTheDisk(Workflow workflow) throws IOException {
    List<String> lucene = List.of("lucene");
    start(workflow, "stream=true", "write", lucene).succeeds();
    start(workflow, "stream=true", "read", lucene).succeeds();
  }

  /** Libraries that ask whether a file is there before they open it wait too: it is an input. */
  @Test
  void streamedFormats_areReadByAJvmThatIsThereFirst(Workflow workflow)
      throws IOException, InterruptedException {
    Path rules = Files.writeString(workflow.folder().resolve("rules.json"), rules(workflow));
    Running server = server(workflow, "--config", rules);
    Running reader = start(workflow, "capioCl=" + rules, "read", List.of("streams"));
    reader.await("starts streams");
    start(workflow, "capioCl=" + rules, "write", List.of("streams")).succeeds();
    reader.succeeds();
    end(server);
    assertThat(filesOnTheDisk(workflow)).isEmpty();
  }

  /** The inputs by name: who asks for another file, such as an index, is told that it is absent. */
  private static String rules(Workflow workflow) {
    String files =
        StreamedFormats.FILES.stream()
            .collect(Collectors.joining("\", \"streams/", "\"streams/", "\""));
    return """
        {
          "name": "%s",
          "IO_Graph": [
            {
              "name": "write",
              "input_stream": [],
              "output_stream": [%s],
              "streaming": [{"name": [%s], "committed": "on_close", "mode": "no_update"}]
            },
            {"name": "read", "input_stream": [%s], "output_stream": []}
          ]
        }
        """
        .formatted(workflow.name(), files, files, files);
  }
}

package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.it.harness.Artifacts;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class StreamingIT {
  private static final long LENGTH = 32L << 20;

  /** The reader has a quarter of the file while the writer holds the other half back. */
  private static void finish(Running writer, Running reader) throws IOException {
    writer.await("half");
    reader.await("read 8 MiB");
    writer.goOn();
    String written = writer.succeeds().await("sha256 ");
    assertThat(reader.succeeds().await("sha256 ")).isEqualTo(written);
    assertThat(reader.await("bytes ")).isEqualTo(Long.toString(LENGTH));
  }

  @Test
  void writerFirst_readerGetsBytesBeforeTheFileIsComplete(Workflow workflow) throws IOException {
    Path file = workflow.file("first/table.bin");
    Files.createDirectory(file.getParent());
    Running writer = workflow.stream("Produce", file, LENGTH, "wait");
    writer.await("half");
    finish(writer, workflow.stream("Consume", file));
    assertThat(file).hasSize(LENGTH);
  }

  @Test
  void readerFirst_waitsForTheFileAndThenForItsBytes(Workflow workflow) throws IOException {
    Path file = workflow.file("table.bin");
    Running reader = workflow.stream("Consume", file);
    reader.await("opening");
    finish(workflow.stream("Produce", file, LENGTH, "wait"), reader);
  }

  @Test
  void agentWithoutLauncher_startsAServerThatTheNextOneJoins(Workflow workflow) throws IOException {
    Path file = workflow.file("table.bin");
    Running writer = workflow.agent("Produce", file, LENGTH, "wait");
    writer.await("half");
    finish(writer, workflow.agent("Consume", file));
  }

  @Test
  void agentWithoutLauncher_readerFirst(Workflow workflow) throws IOException {
    Path file = workflow.file("table.bin");
    Running reader = workflow.agent("Consume", file);
    reader.await("opening");
    finish(workflow.agent("Produce", file, LENGTH, "wait"), reader);
  }

  @Test
  void threeReaders_allGetTheSameBytes(Workflow workflow) throws IOException {
    Path file = workflow.file("table.bin");
    Running writer = workflow.stream("Produce", file, LENGTH, "wait");
    writer.await("half");
    Running a = workflow.stream("Consume", file);
    Running b = workflow.agent("Consume", file);
    Running c = workflow.stream("Consume", file);
    a.await("read 8 MiB");
    b.await("read 8 MiB");
    finish(writer, c);
    String sum = writer.await("sha256 ");
    assertThat(a.succeeds().await("sha256 ")).isEqualTo(sum);
    assertThat(b.succeeds().await("sha256 ")).isEqualTo(sum);
  }

  @Test
  void exampleJars_runAsTheReadmeSays(Workflow workflow) throws IOException {
    Path table = workflow.file("blocks.csv");
    Running reader =
        workflow.run("--app-name", "reader", "--stream", Artifacts.BLOCK_READER, table);
    Running writer =
        workflow.run(
            "--app-name",
            "writer",
            "--stream",
            Artifacts.BLOCK_WRITER,
            Artifacts.JAVA_HOME.resolve("lib/jrt-fs.jar"),
            table);
    String written = writer.succeeds().await("sha256 ");
    assertThat(reader.succeeds().await("sha256 ")).isEqualTo(written);
  }
}

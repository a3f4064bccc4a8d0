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
@ExtendWith(OwnWorkflow.class)
class DeathIT {
  private static final long LENGTH = 32L << 20;

  private static void assertFailsNaming(Path file, Running program) {
    assertThat(program.status()).isEqualTo(3);
    assertThat(program.errors()).contains("IOException: ").contains(file.getFileName().toString());
  }

  /** The JVM that the launcher runs, which may have started the server as well. */
  private static long program(Running launcher) {
    return ProcessHandle.of(launcher.pid())
        .orElseThrow()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("-javaagent:"))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  @Test
  void writerKilledInTheMiddle_readerGetsAnErrorThatNamesTheFile(Workflow workflow)
      throws IOException, InterruptedException {
    Path file = workflow.file("table.bin");
    Running writer = workflow.agent("Produce", file, LENGTH, "wait");
    writer.await("half");
    Running reader = workflow.agent("Consume", file);
    reader.await("read 15 MiB");
    writer.signal("KILL");
    assertFailsNaming(file, reader);
    assertThat(reader.output()).doesNotContain("bytes ");
    assertThat(file).doesNotExist();
  }

  @Test
  void programKilledUnderTheLauncher_isMirroredAndTheReaderFails(Workflow workflow)
      throws IOException, InterruptedException {
    Path file = workflow.file("table.bin");
    Running writer = workflow.stream("Produce", file, LENGTH, "wait");
    writer.await("half");
    Running reader = workflow.stream("Consume", file);
    reader.await("read 15 MiB");
    Running.signal(program(writer), "KILL");
    assertFailsNaming(file, reader);
    assertThat(writer.status()).isEqualTo(128 + 9);
  }

  @Test
  void serverKilledInTheMiddle_readerAndWriterGetAnErrorThatNamesTheFile(Workflow workflow)
      throws IOException, InterruptedException {
    Path file = workflow.file("table.bin");
    Running writer = workflow.agent("Produce", file, LENGTH, "wait");
    writer.await("half");
    Running reader = workflow.agent("Consume", file);
    reader.await("read 15 MiB");
    workflow.killServer();
    assertFailsNaming(file, reader);
    writer.goOn();
    assertFailsNaming(file, writer);
  }

  @Test
  void readerKilled_writerGoesOnAndTheFileIsOnTheDisk(Workflow workflow)
      throws IOException, InterruptedException {
    Path file = workflow.file("table.bin");
    Running writer = workflow.stream("Produce", file, LENGTH, "wait");
    writer.await("half");
    Running reader = workflow.agent("Consume", file);
    reader.await("read 4 MiB");
    reader.signal("KILL");
    writer.goOn();
    writer.succeeds();
    assertThat(file).hasSize(LENGTH);
  }

  @Test
  void serverKilledUnderAProgramThatDoesNotNotice_isToldByTheLauncher(Workflow workflow)
      throws IOException, InterruptedException {
    Running program = workflow.run("--exec", "--", "/bin/sh", "-c", "echo waiting; read line");
    program.await("waiting");
    workflow.killServer();
    program.goOn();
    assertThat(program.status()).as(program::toString).isEqualTo(69);
    assertThat(program.errors()).contains("has ended while programs used it; what was not on");
  }
}

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    Path server = required();
    Path file = workflow.file("table.bin");
    // the reader starts the server, outlives the writer, and so is the one to end it
    Running reader = step(workflow, server, "wait", "Consume", file);
    reader.await("opening");
    String written =
        step(workflow, server, "wait", "Produce", file, 8 << 20).succeeds().await("sha256 ");
    assertThat(reader.succeeds().await("sha256 ")).isEqualTo(written);
  }

  @Test
  void everyOperation_endsAsOnADisk_exceptWhatTheDocumentationNames(Workflow workflow)
      throws IOException {
    Path server = required();
    Path plain = Files.createDirectory(workflow.folder().resolve("plain"));
    Path outside = Files.createDirectory(workflow.folder().resolve("outside"));
    List<String> disk =
        workflow
            .start(
                Map.of(),
                Workflow.command(
                    List.of(Artifacts.JAVA, "-cp", Artifacts.PROGRAMS),
                    Artifacts.program("Operations"),
                    plain,
                    outside))
            .succeeds()
            .output()
            .lines()
            .toList();
    Running program = step(workflow, server, "fail", "Operations", workflow.directory(), outside);
    List<String> capio = program.succeeds().output().lines().toList();
    assertThat(capio).hasSameSizeAs(disk).contains("done");
    List<String> different = new ArrayList<>(capio);
    different.removeAll(disk);
    assertThat(different)
        .hasSize(2)
        .anyMatch(line -> line.startsWith("truncating open of a file that is open: java.nio."))
        .anyMatch(line -> line.startsWith("setLastModifiedTime: "));
  }

  @Test
  void aReaderThatComesLater_getsAllWhenTheWriterHasEnded(Workflow workflow) throws IOException {
    Path server = required();
    Path file = workflow.file("table.bin");
    Running writer = step(workflow, server, "wait", "Produce", file, 3 << 20, "wait");
    writer.await("half");
    Running reader = step(workflow, server, "wait", "Consume", file);
    reader.await("opening");
    writer.goOn();
    assertThat(reader.succeeds().await("sha256 ")).isEqualTo(writer.succeeds().await("sha256 "));
  }

  @Test
  void theDeathOfTheServer_endsWhoWaitsForIt_andLeavesNothing(Workflow workflow)
      throws IOException, InterruptedException {
    Path server = required();
    Running reader = step(workflow, server, "wait", "Consume", workflow.file("never"));
    // only now it is sure to be connected: otherwise it would start another server
    assertThat(Await.until(Await.LONG, () -> reader.errors().contains("waiting to be created")))
        .isTrue();
    Running.signal(serverOf(reader), "KILL");
    assertThat(reader.status()).isNotZero();
    assertThat(reader.errors()).contains("has ended or does not answer");
  }

  @Test
  void theDeathOfTheLastOtherProgram_isTheEndOfAReadThatWaitsForIt(Workflow workflow)
      throws IOException, InterruptedException {
    Path server = required();
    Path file = workflow.file("table.bin");
    Running reader = step(workflow, server, "wait", "Consume", file);
    reader.await("opening");
    Running writer = step(workflow, server, "wait", "Produce", file, 3 << 20, "wait");
    writer.await("half");
    Running.signal(programOf(writer), "KILL");
    assertThat(reader.status()).isNotZero();
    assertThat(reader.errors()).contains(file.toString(), "its writer has died");
    assertThat(reader.output()).doesNotContain("bytes ");
  }

  private static long programOf(Running launcher) {
    return ProcessHandle.of(launcher.pid()).stream()
        .flatMap(ProcessHandle::children)
        .filter(each -> each.info().commandLine().orElse("").contains("-javaagent:"))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  private static long serverOf(Running launcher) {
    return ProcessHandle.of(launcher.pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .filter(each -> each.info().command().orElse("").endsWith("/capio_server"))
        .map(ProcessHandle::pid)
        .findFirst()
        .orElseThrow();
  }

  private static Path required() {
    Optional<Path> server = NativeServer.find();
    if (server.isEmpty()) {
      // the runner's console counts skipped tests, but leaves their reasons to its report
      System.err.println("NativeServerIT is skipped: no native capio_server on the PATH");
    }
    assumeTrue(server.isPresent(), "no native capio_server on the PATH");
    return server.get();
  }

  private static Running step(
      Workflow workflow, Path server, String missing, String program, Object... arguments)
      throws IOException {
    return workflow.run(
        Workflow.command(
                List.of(
                    "--server-exec-path",
                    server,
                    "--missing",
                    missing,
                    "-cp",
                    Artifacts.PROGRAMS,
                    Artifacts.program(program)),
                arguments)
            .toArray());
  }
}

package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.it.harness.Artifacts;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scripts that start Java themselves. */
@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class ExecIT {
  /** As wrapper scripts are: options of their own, a compiler on the way, two programs. */
  private static final String WRAPPER =
      """
      #!/bin/sh
      java=$1/bin
      programs=$2
      shift 2
      echo "word $1"
      echo "native $CAPIO_APP_NAME in $CAPIO_DIR of $CAPIO_WORKFLOW_NAME"
      echo 'class Step { public static void main(String[] a) throws Exception { \
      System.out.println(new java.io.FileOutputStream(a[0]).getClass().getSimpleName() \
      + System.getProperty("kept")); } }' > Step.java
      "$java/javac" -d . Step.java || exit 99
      "$java/jps" > jps.txt || exit 98
      "$java/java" -cp "$programs" io.capio.it.program.Write "$CAPIO_DIR/a file" one || exit 97
      "$java/java" -cp . Step "$CAPIO_DIR/two" || exit 96
      exit 7
      """;

  private static Path script(Workflow workflow, String name, String text) throws IOException {
    Path folder = Files.createDirectories(workflow.folder().resolve("a folder"));
    return Files.setPosixFilePermissions(
        Files.writeString(folder.resolve(name), text),
        PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void everyProgramOfAScript_isUnderCapioAndToolsAreNot(Workflow workflow) throws IOException {
    Path directory = Files.createDirectory(workflow.folder().resolve("the data"));
    Running run =
        workflow.start(
            Map.of("JAVA_TOOL_OPTIONS", "-Dkept='a b'"),
            Workflow.command(
                List.of(Artifacts.CAPIO_RUN, "--capio-dir", directory),
                "--workflow-name",
                workflow.name(),
                "--stream",
                "--exec",
                "--",
                script(workflow, "my tool", WRAPPER),
                Artifacts.JAVA_HOME,
                Artifacts.PROGRAMS,
                "--stream x"));
    assertThat(run.status()).as(run::toString).isEqualTo(7);
    assertThat(run.output())
        .isEqualTo(
            """
            word --stream x
            native mytool in %s of %s
            one by CapioFileOutputStream
            CapioFileOutputStreama b
            """
                .formatted(directory, workflow.name()));
    assertThat(run.errors().lines())
        .allMatch(line -> line.startsWith("Picked up JAVA_TOOL_OPTIONS: "));
    assertThat(directory.resolve("a file")).hasContent("one");
  }

  @Test
  void launcherInsideOfAScript_givesItsProgramItsOwnSettings(Workflow workflow) throws IOException {
    Running run =
        workflow.run(
            "--stream",
            "--exec",
            "--",
            Artifacts.CAPIO_RUN,
            "--app-name",
            "inner",
            "-cp",
            Artifacts.PROGRAMS,
            Artifacts.program("Behave"),
            "echo");
    assertThat(run.succeeds().output()).contains("app inner", "dir " + workflow.directory());
    // the inner launcher's own JVM says so; its program gets what else the variable held
    assertThat(run.errors().lines())
        .allMatch(line -> line.startsWith("Picked up"))
        .filteredOn(line -> line.contains("-javaagent:"))
        .hasSize(1);
  }

  @Test
  void signalToTheLauncher_reachesTheCommandAndItsEndIsTold(Workflow workflow)
      throws IOException, InterruptedException {
    Path script = script(workflow, "wait", "#!/bin/sh\necho waiting\nexec sleep 1000\n");
    Running run = workflow.run("--exec", "--", script);
    run.await("waiting");
    run.signal("TERM");
    assertThat(run.status()).isEqualTo(143);
  }

  @Test
  void scriptWithoutInterpreter_isRefusedInOneLine(Workflow workflow) throws IOException {
    Running run = workflow.run("--exec", script(workflow, "lost", "#!/no/such/sh\n"));
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.errors()).startsWith("capio-run: cannot start ").hasLineCount(1);
  }
}

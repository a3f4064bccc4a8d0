package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.ipc.ObjectNames;
import io.capio.ipc.SharedMemory;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class CleanIT {
  private static long objects(Workflow workflow) throws IOException {
    try (Stream<Path> all = Files.list(SharedMemory.DIRECTORY)) {
      return all.filter(file -> file.getFileName().toString().contains(workflow.name())).count();
    }
  }

  private static String clean(Workflow workflow, String... options) throws IOException {
    return workflow
        .capioRun(
            Workflow.command(List.of("clean", "--workflow", workflow.name()), (Object[]) options)
                .toArray())
        .succeeds()
        .output();
  }

  @Test
  void whatAKilledServerLeft_isRemovedAfterItWasAnnounced(Workflow workflow)
      throws IOException, InterruptedException {
    workflow
        .capioRun(
            "server",
            "start",
            "--capio-dir",
            workflow.directory(),
            "--workflow-name",
            workflow.name())
        .succeeds();
    long server = workflow.serverPid();
    assertThat(clean(workflow)).contains("left alone: process " + server + " serves it");
    assertThat(workflow.capioRun("server", "status", "--workflow-name", workflow.name()).status())
        .isZero();
    workflow.killServer();
    long left = objects(workflow);
    assertThat(left).isPositive();
    String would = clean(workflow, "--dry-run");
    assertThat(would).contains("would remove " + left + " objects", "process " + server);
    assertThat(objects(workflow)).isEqualTo(left);
    assertThat(clean(workflow, "--json"))
        .contains("\"action\" : \"removed\"", "\"objects\" : " + left);
    assertThat(objects(workflow)).isZero();
    assertThat(clean(workflow))
        .isEqualTo("nothing of workflow %s is in /dev/shm\n".formatted(workflow.name()));
  }

  @Test
  void whatMayBeANativeServers_isRemovedOnlyWhenNamedAndUnused(Workflow workflow)
      throws IOException {
    ObjectNames names = new ObjectNames(workflow.name());
    Path canary = Files.createFile(SharedMemory.path(names.canary()));
    Path queue = Files.createFile(SharedMemory.path(names.ring(names.requests())));
    try {
      Running holder =
          workflow.start(
              Map.of(),
              List.of("/bin/sh", "-c", "exec 3<\"$0\"; echo open; read word", queue.toString()));
      holder.await("open");
      assertThat(clean(workflow)).contains("left alone: process " + holder.pid() + " (");
      holder.goOn();
      holder.succeeds();
      assertThat(workflow.capioRun("clean", "--dry-run").succeeds().output().lines())
          .anyMatch(
              line -> line.contains(workflow.name()) && line.contains("a native server left it"));
      assertThat(clean(workflow)).contains("removed 2 objects");
      assertThat(objects(workflow)).isZero();
    } finally {
      Files.deleteIfExists(canary);
      Files.deleteIfExists(queue);
    }
  }
}

package io.capio.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkflowClaimTest {
  private final ObjectNames names = new ObjectNames("claim-test-" + System.nanoTime());

  @AfterEach
  void removeCanary() {
    SharedMemory.unlink(names.canary());
    SharedMemory.unlink(names.server());
  }

  private void announce(ProcessIdentity process) throws IOException {
    new ServerAnnouncement(
            process,
            Path.of("/tmp"),
            Geometry.DEFAULT,
            "test",
            ServedRules.none(false),
            true,
            false,
            true)
        .publish(names);
  }

  @Test
  void aClaim_isRefusedWhileItsOwnerLives() throws IOException {
    try (WorkflowClaim claim = WorkflowClaim.take(names)) {
      assertThat(claim.tookOver()).isFalse();
      announce(ProcessIdentity.self());

      assertThatThrownBy(() -> WorkflowClaim.take(names))
          .isInstanceOf(FileAlreadyExistsException.class)
          .hasMessageContaining("/tmp")
          .hasMessageContaining(Long.toString(ProcessIdentity.self().pid()));
      assertThat(WorkflowClaim.removeStale(names)).isFalse();
    }
    assertThat(SharedMemory.path(names.canary())).doesNotExist();
  }

  @Test
  void aDeadOwnersClaim_isTakenOver_andItsObjectsRemoved() throws Exception {
    Files.createFile(SharedMemory.path(names.canary()));
    Files.createFile(SharedMemory.path(names.segment(3)));
    announce(deadProcess());

    try (WorkflowClaim claim = WorkflowClaim.take(names)) {
      assertThat(claim.tookOver()).isTrue();
      assertThat(SharedMemory.path(names.segment(3))).doesNotExist();
      assertThat(SharedMemory.path(names.canary())).exists();
    }
  }

  @Test
  void removeStale_removesWhatADeadServerLeft() throws Exception {
    Files.createFile(SharedMemory.path(names.canary()));
    announce(deadProcess());

    assertThat(WorkflowClaim.removeStale(names)).isTrue();

    assertThat(SharedMemory.path(names.canary())).doesNotExist();
    assertThat(SharedMemory.path(names.server())).doesNotExist();
    assertThat(WorkflowClaim.removeStale(names)).isFalse();
  }

  @Test
  void aCanaryOfAnotherKindOfServer_isNeverTouched() throws IOException {
    Files.createFile(SharedMemory.path(names.canary()));

    assertThatThrownBy(() -> WorkflowClaim.take(names))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("another kind");
    assertThat(SharedMemory.path(names.canary())).exists();
  }

  private static ProcessIdentity deadProcess() throws Exception {
    Process process = new ProcessBuilder("true").start();
    ProcessIdentity identity = ProcessIdentity.of(process.pid());
    process.waitFor();
    return new ProcessIdentity(identity.pid(), Math.max(1, identity.start()));
  }
}

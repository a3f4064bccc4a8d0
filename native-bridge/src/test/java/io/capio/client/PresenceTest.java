package io.capio.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.ipc.Geometry;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.ProcessIdentity;
import io.capio.ipc.ServedRules;
import io.capio.ipc.ServerAnnouncement;
import io.capio.ipc.SharedMemory;
import io.capio.ipc.SlotQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000);

  private final ObjectNames names = new ObjectNames("presence-test-" + System.nanoTime());
  private final ServerAnnouncement announcement =
      new ServerAnnouncement(
          ProcessIdentity.self(),
          Path.of("/tmp"),
          Geometry.DEFAULT,
          "test",
          ServedRules.none(false),
          true,
          false,
          true);

  @AfterEach
  void removeObjects() {
    SlotQueue.unlink(names, names.requests());
    SharedMemory.unlink(names.server());
    SharedMemory.unlink(names.canary());
  }

  private void oldCanaryAndQueue() throws IOException {
    Path canary = Files.createFile(SharedMemory.path(names.canary()));
    Files.setLastModifiedTime(canary, LONG_AGO);
    SlotQueue.create(names, names.requests(), SlotQueue.Shape.REQUESTS).close();
  }

  private Presence.State state() throws IOException {
    return Presence.of(names).state();
  }

  @Test
  void aServer_isAbsentReadyEndingAndAbsent() throws IOException {
    assertThat(state()).isEqualTo(Presence.State.ABSENT);
    oldCanaryAndQueue();
    announcement.publish(names);
    assertThat(state()).isEqualTo(Presence.State.READY);
    announcement.withEnding(true).publish(names);
    assertThat(state()).isEqualTo(Presence.State.ENDING);
    announcement.publish(names);
    assertThat(state()).isEqualTo(Presence.State.READY);
  }

  @Test
  void withoutAnnouncement_aQueueIsANativeServers_andNoQueueNobodys() throws IOException {
    oldCanaryAndQueue();
    assertThat(Presence.of(names).announcement()).isEmpty();
    assertThat(state()).isEqualTo(Presence.State.READY);
    SlotQueue.unlink(names, names.requests());
    assertThat(state()).isEqualTo(Presence.State.STARTING);
  }

  @Test
  void aDeadServer_isAbsent() throws IOException {
    oldCanaryAndQueue();
    new ServerAnnouncement(
            new ProcessIdentity(announcement.process().pid(), 1),
            announcement.directory(),
            announcement.geometry(),
            announcement.version(),
            announcement.rules(),
            true,
            false,
            true)
        .publish(names);
    assertThat(state()).isEqualTo(Presence.State.ABSENT);
  }
}

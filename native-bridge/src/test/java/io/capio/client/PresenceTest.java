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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
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
  void aServerThatFollowsAnother_isNotTakenForANativeOne() throws Exception {
    oldCanaryAndQueue();
    announcement.publish(names);
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> handover =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) {
                endAndBeginAgain();
              }
            });
    try {
      for (int i = 0; i < 3000; i++) {
        Presence seen = Presence.of(names);
        assertThat(seen.is(Presence.State.READY) && seen.announcement().isEmpty())
            .as("a native server, look %d", i)
            .isFalse();
      }
    } finally {
      done.set(true);
      handover.join();
    }
  }

  /** As servers do: the announcement is made before the queue, and goes after it. */
  private void endAndBeginAgain() {
    try {
      SlotQueue.unlink(names, names.requests());
      SharedMemory.unlink(names.server());
      announcement.publish(names);
      SlotQueue.create(names, names.requests(), SlotQueue.Shape.REQUESTS).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

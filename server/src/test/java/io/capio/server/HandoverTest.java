package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.capio.client.CapioClient;
import io.capio.client.CapioException;
import io.capio.client.CapioUnavailableException;
import io.capio.client.ServerControl;
import io.capio.client.settings.Settings;
import io.capio.ipc.Errno;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.ServerAnnouncement;
import io.capio.ipc.SharedMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A workflow's server ends, and another begins, while programs come and go. */
class HandoverTest {
  private static Settings settings(ServerFixture fixture, Path directory, String... more) {
    Map<String, String> all = new TreeMap<>();
    all.put("capioDir", directory.toString());
    all.put("workflowName", fixture.workflow);
    all.put("awaitServerTimeoutSeconds", "120");
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return Settings.resolve(all);
  }

  private static long serverPid(ServerFixture fixture) throws IOException {
    return ServerAnnouncement.read(new ObjectNames(fixture.workflow)).orElseThrow().process().pid();
  }

  private static void stop(Settings settings, boolean force) throws IOException {
    try (ServerControl control = ServerControl.connect(settings)) {
      control.stop(force, !force);
    } catch (CapioUnavailableException none) {
      // it has ended by itself
    } catch (CapioException used) {
      assertThat(used.errno()).isEqualTo(Errno.EBUSY);
    }
  }

  @Test
  void whoComesWhileTheServerEnds_isServedByTheNext() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle()) {
      Settings settings = settings(fixture, fixture.directory);
      try (ChildJvm client =
          new ChildJvm(ComingClient.class, fixture.directory.toString(), fixture.workflow, "10")) {
        String line = client.line();
        while (line.startsWith("came ")) {
          // each stop finds a server that the client is about to join, uses or has just left
          ServerControl.ensure(settings).close();
          stop(settings, false);
          line = client.line();
        }
        assertThat(line).isEqualTo("done");
      } finally {
        stop(settings, true);
      }
    }
  }

  @Test
  void otherRules_areRefusedWhileTheServerIsUsed_andGetAServerOfTheirOwnAfterwards()
      throws Exception {
    try (ServerFixture fixture = ServerFixture.idle()) {
      Path rules = Files.writeString(fixture.directory.resolve("rules.json"), rules(fixture));
      Settings streaming = settings(fixture, fixture.directory, "stream", "true");
      Settings ruled = settings(fixture, fixture.directory, "capioCl", rules.toString());
      long first;
      try (CapioClient user = CapioClient.connect(streaming)) {
        first = serverPid(fixture);
        assertThatThrownBy(() -> CapioClient.connect(ruled))
            .isInstanceOf(CapioUnavailableException.class)
            .hasMessageContaining("--stream")
            .hasMessageContaining("rules.json")
            .hasMessageContaining("--workflow-name");
        // who asks for no rules takes what is there
        CapioClient.connect(settings(fixture, fixture.directory)).close();
        assertThat(user.exists(fixture.path("rules.json"))).isTrue();
      }
      CapioClient.connect(ruled).close();
      assertThat(serverPid(fixture)).isNotEqualTo(first);
      stop(ruled, true);
    }
  }

  @Test
  void anotherDirectory_getsAServerOfItsOwn_whenNobodyUsesTheFirst() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle()) {
      Path other = Files.createDirectory(fixture.directory.resolve("other"));
      CapioClient.connect(settings(fixture, fixture.directory)).close();
      Settings elsewhere = settings(fixture, other);
      try (CapioClient client = CapioClient.connect(elsewhere)) {
        assertThat(client.directory()).isEqualTo(other);
      }
      stop(elsewhere, true);
    }
  }

  @Test
  void aServerThatIsToStay_keepsItsRules() throws Exception {
    try (ServerFixture fixture = ServerFixture.start();
        CapioClient client =
            CapioClient.connect(settings(fixture, fixture.directory, "stream", "true"))) {
      assertThat(client.startedServer()).isFalse();
    }
  }

  @Test
  void aServerThatEnds_leavesItsSuccessorsCanary() throws Exception {
    for (int i = 0; i < 15; i++) {
      try (ServerFixture fixture = ServerFixture.idle()) {
        Path canary = SharedMemory.path(new ObjectNames(fixture.workflow).canary());
        CapioServer server = CapioServer.start(fixture.options());
        CompletableFuture<Void> successor =
            CompletableFuture.runAsync(() -> createAsSoonAsFree(canary));
        server.close();
        successor.join();
        assertThat(Files.deleteIfExists(canary)).as("the canary, attempt %d", i).isTrue();
      }
    }
  }

  private static void createAsSoonAsFree(Path file) {
    while (true) {
      try {
        Files.createFile(file);
        return;
      } catch (FileAlreadyExistsException notYet) {
        Thread.onSpinWait();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String rules(ServerFixture fixture) {
    return "{\"name\": \""
        + fixture.workflow
        + "\", \"IO_Graph\": [{\"name\": \"a\", \"input_stream\": [], \"output_stream\": [\"x\"]}]}";
  }
}

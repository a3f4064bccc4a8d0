package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.ipc.ObjectNames;
import io.capio.ipc.SharedMemory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The server as a process: start, end, and what others see of it. */
class ServerProcessTest {
  private static final int WRITE_NEW = 2 | 4 | 16;

  @Test
  void sigterm_endsItWithStatus0_andLeavesNothing() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle();
        ChildJvm server = ChildJvm.server(fixture, "--stream", "-b", "none", "--no-config")) {
      assertThat(server.line())
          .isEqualTo(
              "capio_server: workflow %s serves %s, pid %d",
              fixture.workflow, fixture.directory, server.pid());
      RawClient client = fixture.client("app");
      client.openFile(3, WRITE_NEW, fixture.path("a"));
      client.writeAt(3, 0, "x");
      client.closeFile(3);
      server.terminate();
      assertThat(server.status()).isZero();
      assertThat(ServerFixture.sharedObjects(fixture.workflow)).isEmpty();
      assertThat(fixture.directory.resolve("a")).hasContent("x");
    }
  }

  @Test
  void sigterm_endsItWithStatus70_ifAFileCouldNotBeWritten() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle();
        ChildJvm server = ChildJvm.server(fixture, "--stream")) {
      server.line();
      RawClient client = fixture.client("app");
      client.openFile(3, WRITE_NEW, fixture.path("a"));
      client.writeAt(3, 0, "x");
      Files.createDirectory(fixture.directory.resolve("a"));
      client.closeFile(3);
      server.terminate();
      assertThat(server.status()).isEqualTo(70);
    }
  }

  @Test
  void withoutItsNativeLibrary_itSaysWhatToDo_andLeavesNothing() throws Exception {
    List<String> unloadable = List.of("env", "JAVA_TOOL_OPTIONS=-Djna.tmpdir=/proc/no");
    try (ServerFixture fixture = ServerFixture.idle();
        ChildJvm server = ChildJvm.server(unloadable, fixture)) {
      String line = server.line();
      while (line != null && !line.startsWith("capio_server: ")) {
        line = server.line();
      }
      assertThat(line).contains("cannot be loaded from /proc/no;", "-Djna.tmpdir=FOLDER");
      assertThat(server.status()).isEqualTo(69);
      assertThat(ServerFixture.sharedObjects(fixture.workflow)).isEmpty();
    }
  }

  @Test
  void aSecondServer_isRefusedWithDirectoryAndPid() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle();
        ChildJvm first = ChildJvm.server(fixture)) {
      first.line();
      try (ChildJvm second = ChildJvm.server(fixture)) {
        assertThat(second.line())
            .contains("already served", fixture.directory.toString(), Long.toString(first.pid()));
        assertThat(second.status()).isEqualTo(69);
      }
      fixture.client("app").settle(fixture.directory.toString());
      first.terminate();
      assertThat(first.status()).isZero();
    }
  }

  @Test
  void afterAKilledServer_theNextOneTakesOver() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle()) {
      try (ChildJvm first = ChildJvm.server(fixture)) {
        first.line();
        RawClient client = fixture.client("app");
        client.openFile(3, WRITE_NEW, fixture.path("a"));
        first.kill();
      }
      assertThat(ServerFixture.sharedObjects(fixture.workflow)).isNotEmpty();
      try (ChildJvm second = ChildJvm.server(fixture)) {
        assertThat(second.line()).contains("died");
        assertThat(second.line()).contains("serves");
        fixture.client("app").settle(fixture.directory.toString());
        second.terminate();
        assertThat(second.status()).isZero();
      }
      assertThat(ServerFixture.sharedObjects(fixture.workflow)).isEmpty();
    }
  }

  @Test
  void afterAKilledServer_rulesReachTheNextOne() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle()) {
      try (ChildJvm first = ChildJvm.server(fixture, "--config", "dynamic")) {
        first.line();
        assertThat(RunTimeRuleTest.send(fixture, RunTimeRuleTest.rule(fixture, "f", "")))
            .isEqualTo("ok\n");
        first.kill();
      }
      // in memory: whether a file that is committed is on the disk already is a matter of time
      try (ChildJvm second = ChildJvm.server(fixture, "--config", "dynamic", "--mem-only")) {
        assertThat(second.line()).contains("died");
        assertThat(second.line()).contains("serves");
        String rule = RunTimeRuleTest.rule(fixture, "f", "'commit_rule':'on_close'");
        assertThat(RunTimeRuleTest.send(fixture, rule)).isEqualTo("ok\n");
        RawClient client = fixture.client("app");
        client.openFile(3, WRITE_NEW, fixture.path("f"));
        client.writeAt(3, 0, "x");
        assertThat(client.closeFile(3)).isZero();
        RawClient reader = fixture.client("reader");
        assertThat(reader.openFile(3, 1, fixture.path("f"))).isZero();
        assertThat(reader.readAt(3, 0, 9)).isEqualTo("x");
        second.terminate();
        assertThat(second.status()).isZero();
      }
    }
  }

  @Test
  void ofServersThatRace_exactlyOneWins() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle()) {
      List<ChildJvm> servers = new ArrayList<>();
      try {
        for (int i = 0; i < 3; i++) {
          servers.add(ChildJvm.server(fixture));
        }
        int winners = 0;
        for (ChildJvm server : servers) {
          String line = server.line();
          if (line.contains("serves")) {
            winners++;
          } else {
            assertThat(line).contains("already served");
            assertThat(server.status()).isEqualTo(69);
          }
        }
        assertThat(winners).isEqualTo(1);
      } finally {
        for (ChildJvm server : servers) {
          server.terminate();
          server.status();
          server.close();
        }
      }
    }
  }

  @Test
  void aCanaryOfANativeServer_isNotTouched() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle()) {
      ObjectNames names = new ObjectNames(fixture.workflow);
      Files.createFile(SharedMemory.path(names.canary()));
      try (ChildJvm server = ChildJvm.server(fixture)) {
        assertThat(server.line()).contains("another kind", names.canary());
        assertThat(server.status()).isEqualTo(69);
        assertThat(SharedMemory.path(names.canary())).exists();
      } finally {
        SharedMemory.unlink(names.canary());
      }
    }
  }

  @Test
  void anIdleServer_endsAfterItsLastClient() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle();
        ChildJvm server = ChildJvm.server(fixture, "--end-when-idle")) {
      server.line();
      RawClient client = fixture.client("app");
      client.settle(fixture.directory.toString());
      client.exit();
      assertThat(server.status()).isZero();
      assertThat(ServerFixture.sharedObjects(fixture.workflow)).isEmpty();
    }
  }

  @Test
  void anIdleServer_endsAfterItsLastClient_howeverLongThatWasQuiet() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle();
        ChildJvm server = ChildJvm.server(fixture, "--end-when-idle")) {
      server.line();
      RawClient client = fixture.client("app");
      // longer than the server is wide awake after a request
      assertThat(server.endsWithin(7)).isFalse();
      client.exit();
      assertThat(server.status()).isZero();
    }
  }

  @Test
  void wrongCommandLines_areOneLineAndAStatus() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle()) {
      Files.writeString(fixture.directory.resolve("bad.json"), "{");
      String bad = fixture.path("bad.json");
      expect(fixture, 64, "backend mpi", "-b", "mpi");
      expect(fixture, 64, "--nonsense", "--nonsense");
      expect(fixture, 64, "does not exist", "--capio-dir", "/nowhere/at/all");
      expect(fixture, 64, "/proc", "--capio-dir", "/proc/self");
      expect(fixture, 64, "workflow name", "--workflow-name", "a/b");
      expect(fixture, 64, "size", "--memory-limit", "much");
      expect(fixture, 65, "bad.json", "--config", bad);
      expect(fixture, 65, "nothere.json", "--config", fixture.path("nothere.json"));
    }
  }

  private static void expect(ServerFixture fixture, int status, String text, String... arguments)
      throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!all.contains("--capio-dir")) {
      all.addAll(List.of("--capio-dir", fixture.directory.toString()));
    }
    if (!all.contains("--workflow-name")) {
      all.addAll(List.of("--workflow-name", fixture.workflow));
    }
    try (ChildJvm server = new ChildJvm(Main.class, all.toArray(String[]::new))) {
      assertThat(server.line()).startsWith("capio_server: ").contains(text);
      assertThat(server.line()).isNull();
      assertThat(server.status()).isEqualTo(status);
    }
  }
}

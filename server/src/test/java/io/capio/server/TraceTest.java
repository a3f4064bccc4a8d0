package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.capio.client.ServerControl;
import io.capio.client.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server tells of its files: events in a file, and bytes in its status. */
class TraceTest {
  private static final int READ = 1;
  private static final int WRITE_NEW = 2 | 4 | 16;

  @TempDir private Path folder;

  private static List<String> all(List<String> lines, String event) {
    return lines.stream().filter(line -> line.contains("\"event\":\"" + event + "\"")).toList();
  }

  private static String only(List<String> lines, String event) {
    List<String> found = all(lines, event);
    assertThat(found).as(event + " in " + lines).hasSize(1);
    return found.get(0);
  }

  private static long number(String line, String field) {
    return Long.parseLong(line.replaceAll(".*\"" + field + "\":(\\d+).*", "$1"));
  }

  @Test
  void aFilesLife_isToldWithWhoAndWhen() throws Exception {
    Path trace = folder.resolve("trace");
    // a clock may be set meanwhile
    long before = (System.currentTimeMillis() - 3_600_000) * 1000;
    String path;
    try (ServerFixture server =
        ServerFixture.start(
            options ->
                options
                    .withStreaming(true)
                    .withLog(new LogOptions(true, false, false, null, trace)))) {
      path = server.path("a");
      RawClient writer = server.client("writer");
      RawClient reader = server.client("reader");
      writer.openFile(3, WRITE_NEW, path);
      reader.openFile(3, READ, path);
      reader.sendReadAt(3, 0, 10);
      writer.settle(server.directory.toString());
      writer.writeAt(3, 0, "hello");
      writer.writeAt(3, -1, "!");
      assertThat(reader.text()).startsWith("hello");
      assertThat(writer.closeFile(3)).isZero();
      reader.closeFile(3);
    }
    List<String> lines = Files.readAllLines(trace);
    assertThat(lines.get(0)).contains("\"event\":\"server\"", "\"format\":1");
    // two events instead of one if the machine took its time between the writes
    List<String> written = all(lines, "write");
    assertThat(written)
        .allSatisfy(
            line -> {
              assertThat(line).contains("\"app\":\"writer\"", "\"path\":\"" + path + "\"");
              assertThat(number(line, "t")).isBetween(before, number(line, "end"));
            });
    assertThat(written.stream().mapToLong(line -> number(line, "bytes")).sum()).isEqualTo(6);
    assertThat(written.stream().mapToLong(line -> number(line, "count")).sum()).isEqualTo(2);
    assertThat(only(lines, "open-write")).contains("\"app\":\"writer\"");
    assertThat(only(lines, "open-read")).contains("\"app\":\"reader\"");
    assertThat(only(lines, "read")).contains("\"app\":\"reader\"");
    String wait = only(lines, "wait");
    assertThat(wait).contains("\"app\":\"reader\"", "\"for\":\"bytes from 0 on of \"");
    assertThat(number(wait, "micros")).isEqualTo(number(wait, "end") - number(wait, "t"));
    assertThat(number(only(lines, "commit"), "t")).isGreaterThanOrEqualTo(number(wait, "end"));
    assertThat(all(lines, "close")).hasSize(2);
  }

  @Test
  void theStatus_countsBytesByApplication_alsoOfThoseThatHaveEnded() throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient writer = server.client("writer");
      RawClient reader = server.client("reader");
      writer.openFile(3, WRITE_NEW, server.path("a"));
      writer.writeAt(3, 0, "hello");
      writer.exit();
      reader.openFile(3, READ, server.path("a"));
      assertThat(reader.readAt(3, 0, 3)).isEqualTo("hel");
      Settings settings =
          Settings.resolve(
              Map.of("capioDir", server.directory.toString(), "workflowName", server.workflow));
      String status;
      try (ServerControl control = ServerControl.connect(settings)) {
        status = control.status();
      }
      assertThat(status)
          .contains(
              "{\"app\":\"reader\",\"written\":0,\"read\":3}",
              "{\"app\":\"writer\",\"written\":5,\"read\":0}");
    }
  }

  @Test
  void aTraceThatCannotBeWritten_isSaidAtTheStart() throws Exception {
    try (ServerFixture server = ServerFixture.idle()) {
      Path trace = folder.resolve("absent/trace");
      assertThat(
              assertThrows(
                  StartException.class,
                  () ->
                      CapioServer.start(
                          server
                              .options()
                              .withLog(new LogOptions(true, false, false, null, trace)))))
          .hasMessageContaining("cannot write the trace " + trace);
    }
  }
}

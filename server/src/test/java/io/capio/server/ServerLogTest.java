package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
  @Test
  void jsonLog_isAnObjectALine(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("log");
    try (ServerLog log = new ServerLog(new LogOptions(true, false, true, file, null))) {
      log.workflow("wf");
      log.note("a \"quoted\"\nmessage");
      log.say("the end");
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(Instant.parse(first.path("time").asText()))
        .isCloseTo(Instant.now(), within(1, ChronoUnit.HOURS));
    assertThat(first.path("level").asText()).isEqualTo("debug");
    assertThat(first.path("message").asText()).isEqualTo("a \"quoted\"\nmessage");
    assertThat(first.at("/fields/workflow").asText()).isEqualTo("wf");
    assertThat(first.at("/fields/pid").asLong()).isEqualTo(ProcessHandle.current().pid());
  }
}

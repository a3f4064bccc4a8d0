package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.ipc.SharedMemory;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class RunTimeRuleTest {
  private static final int READ = 1;
  private static final int WRITE_CREATE = 2 | 4;

  private static Path socket(ServerFixture server) {
    return SharedMemory.path(server.workflow + "_rules");
  }

  /** Sends messages, one a line, and returns the answers. */
  static String send(ServerFixture server, String... messages) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket(server)))) {
      channel.write(ByteBuffer.wrap(String.join("\n", messages).getBytes(StandardCharsets.UTF_8)));
      channel.shutdownOutput();
      try (InputStream answers = Channels.newInputStream(channel)) {
        return new String(answers.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  static String rule(ServerFixture server, String path, String members) {
    return "{\"path\":\"%s\",\"workflow_name\":\"%s\",\"CapioClEntry\":{%s}}"
        .formatted(path, server.workflow, members.replace('\'', '"'));
  }

  @Test
  void waitingReader_isServedWhenTheRuleLetsIt() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient writer = server.client("writer");
      writer.openFile(3, WRITE_CREATE, server.path("f"));
      writer.writeAt(3, 0, "early");
      RawClient reader = server.client("reader");
      reader.openFile(3, READ, server.path("f"));
      reader.sendReadAt(3, 0, 100);
      writer.settle(server.directory.toString());
      assertThat(reader.hasReply()).isFalse();
      assertThat(send(server, rule(server, "f", "'fire_rule':'no_update'"))).isEqualTo("ok\n");
      assertThat(reader.text()).isEqualTo("early");
    }
  }

  @Test
  void fulfilledRule_commitsWhatHasHappened() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient writer = server.client("writer");
      writer.openFile(3, WRITE_CREATE, server.path("f"));
      writer.writeAt(3, 0, "all");
      writer.closeFile(3);
      RawClient reader = server.client("reader");
      reader.openFile(3, READ, server.path("f"));
      reader.sendReadAt(3, 3, 100);
      assertThat(send(server, rule(server, "*", "'commit_rule':'on_close'"))).isEqualTo("ok\n");
      assertThat(reader.text()).isEmpty();
    }
  }

  @Test
  void absentPath_isAwaitedOnceItIsDeclared() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient reader = server.client("reader");
      assertThat(reader.openFile(3, READ, server.path("f"))).isNegative();
      send(server, rule(server, "f", "'consumers':['reader'],'producers':['writer']"));
      reader.send("0033 %d 3 1 420 %s", reader.tid, server.path("f"));
      RawClient writer = server.client("writer");
      writer.openFile(3, WRITE_CREATE, server.path("f"));
      assertThat(reader.word()).isZero();
    }
  }

  @Test
  void wrongRules_areAnsweredOneByOne() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      assertThat(
              send(
                      server,
                      "nonsense",
                      rule(server, "f", "'commit_rule':'soon'"),
                      rule(server, "f", "").replace(server.workflow, "other"),
                      rule(server, "f", "'permanent':true"))
                  .lines())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("error: run-time rule: at line 1"),
              line -> assertThat(line).startsWith("error: ").contains("commit_rule expected"),
              line -> assertThat(line).contains("this is the server of workflow"),
              line -> assertThat(line).isEqualTo("ok"));
      assertThat(send(server, "x".repeat(70_000))).startsWith("error: a message is one line");
    }
  }

  @Test
  void socket_isThePropertyOfTheServer() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket(server))))
          .isEqualTo("rw-------");
      server.server().close();
      assertThat(socket(server)).doesNotExist();
    }
  }

  @Test
  void longestWorkflowName_isServedWithoutASocket() throws Exception {
    try (ServerFixture server = ServerFixture.idle()) {
      ServerOptions options = ServerOptions.of(server.workflow + "x".repeat(100), server.directory);
      try (CapioServer longest = CapioServer.start(options)) {
        assertThat(longest.workflow()).endsWith("xx");
      }
    }
  }
}

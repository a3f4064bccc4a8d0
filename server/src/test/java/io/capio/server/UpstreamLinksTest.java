package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Symbolic links before clients that know none: the server follows them. */
class UpstreamLinksTest {
  @Test
  void linksOfTheDisk_areFollowed_andAreThemselvesWhatIsRemoved() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient client = server.upstream("app");
      Path outside = Files.createTempFile("capio-outside", ".txt");
      Files.writeString(outside, "outside");
      Files.createSymbolicLink(Path.of(server.path("out")), outside);
      Files.createSymbolicLink(Path.of(server.path("l")), Path.of("d"));
      Files.createSymbolicLink(Path.of(server.path("circle")), Path.of("circle"));
      assertThat(client.ask("0012 %d %s", client.tid, server.path("d"))).isZero();
      assertThat(client.create(5, server.path("l/f"))).isZero();
      client.write(5, "hello");
      assertThat(client.ask("0020 %d %s", client.tid, server.path("d/f"))).isEqualTo(5);
      assertThat(client.word()).isZero();
      assertThat(client.ask("0013 %d 6 %s", client.tid, server.path("l/f"))).isZero();
      assertThat(client.read(6, 0, 100)).isEqualTo("hello");

      assertThat(client.ask("0013 %d 7 %s", client.tid, server.path("out"))).isZero();
      assertThat(client.read(7, 0, 100)).isEqualTo("outside");

      assertThat(client.ask("0000 %d %s", client.tid, server.path("circle"))).isEqualTo(-1);
      assertThat(client.ask("0013 %d 8 %s", client.tid, server.path("circle"))).isEqualTo(1);
      assertThat(client.ask("0020 %d %s", client.tid, server.path("circle"))).isEqualTo(-2);
      Files.createSymbolicLink(Path.of(server.path("nowhere")), Path.of("absent"));
      assertThat(client.ask("0020 %d %s", client.tid, server.path("nowhere"))).isEqualTo(-2);

      assertThat(client.ask("0021 %d %s", client.tid, server.path("out"))).isZero();
      assertThat(outside).hasContent("outside");
      Files.delete(outside);
      assertThat(client.ask("0015 %s %s %d", server.path("l"), server.path("m"), client.tid))
          .isZero();
      assertThat(Files.readSymbolicLink(Path.of(server.path("m")))).hasToString("d");
      assertThat(client.ask("0000 %d %s", client.tid, server.path("m/f"))).isZero();
    }
  }

  @Test
  void aLinkToNothing_isWaitedFor() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      RawClient reader = server.upstream("reader");
      RawClient writer = server.upstream("writer");
      Files.createSymbolicLink(Path.of(server.path("latest")), Path.of("f"));
      reader.send("0013 %d 6 %s", reader.tid, server.path("latest"));
      writer.settle(server.directory.toString());
      assertThat(reader.hasReply()).isFalse();
      assertThat(writer.create(5, server.path("f"))).isZero();
      assertThat(reader.word()).isZero();
    }
  }
}

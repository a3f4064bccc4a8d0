package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capio.client.CapioClient;
import io.capio.client.CapioException;
import io.capio.client.CapioFile;
import io.capio.client.DeleteKind;
import io.capio.client.DirectoryEntry;
import io.capio.client.DirectoryListing;
import io.capio.client.OpenFlag;
import io.capio.client.ServerStart;
import io.capio.client.settings.Settings;
import io.capio.it.harness.NativeServer;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every operation of our client on the server of the CAPIO project, where a site has it. */
@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class NativeClientIT {
  private static final Set<OpenFlag> WRITE = Set.of(OpenFlag.WRITE, OpenFlag.CREATE);
  private static final Set<OpenFlag> READ = Set.of(OpenFlag.READ);
  private static final int MODE = 0644;

  /** A native server for a test, and clients of it. */
  private record Site(Map<String, String> settings, ServerStart server) implements AutoCloseable {
    static Site start(Workflow workflow, String rules) throws IOException {
      Optional<Path> server = NativeServer.find();
      assumeTrue(server.isPresent(), "no native capio_server on the PATH");
      Map<String, String> settings = new HashMap<>();
      settings.put("capioDir", workflow.directory().toString());
      settings.put("workflowName", workflow.name());
      settings.put("serverExecPath", server.get().toString());
      settings.put("awaitServerTimeoutSeconds", "120");
      settings.put("timeoutSeconds", "120");
      if (!rules.isEmpty()) {
        Path file = workflow.folder().resolve("rules.json");
        Files.writeString(
            file,
            rules
                .replace('\'', '"')
                .replace("NAME", workflow.name())
                .replace("DIR", workflow.directory().toString()));
        settings.put("capioCl", file.toString());
      }
      return new Site(settings, ServerStart.ensure(Settings.resolve(settings)));
    }

    CapioClient client(String application) throws IOException {
      Map<String, String> own = new HashMap<>(settings);
      own.put("appName", application);
      CapioClient client = CapioClient.connect(Settings.resolve(own));
      assertThat(client.hasExtensions()).isFalse();
      return client;
    }

    @Override
    public void close() throws IOException {
      server.endNative(Duration.ofSeconds(5));
    }
  }

  private static CapioFile open(CapioClient client, Path path, Set<OpenFlag> flags)
      throws IOException {
    return client.open(path.toString(), flags, MODE).orElseThrow();
  }

  private static byte[] read(CapioFile file, long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    int at = 0;
    while (at < length) {
      int n = file.read(offset + at, bytes, at, length - at);
      if (n <= 0) {
        return java.util.Arrays.copyOf(bytes, at);
      }
      at += n;
    }
    return bytes;
  }

  @Test
  void content_isReadBackByteByByte(Workflow workflow) throws IOException {
    byte[] content = new byte[(3 << 20) + 17];
    new Random(content.length).nextBytes(content);
    try (Site site = Site.start(workflow, "");
        CapioClient client = site.client("one")) {
      try (CapioFile file = open(client, workflow.file("large"), WRITE)) {
        file.write(0, content, 0, content.length);
        file.write(100, new byte[50], 0, 50);
      }
      System.arraycopy(new byte[50], 0, content, 100, 50);
      try (CapioFile file = open(client, workflow.file("large"), READ)) {
        assertThat(file.size()).isEqualTo(content.length);
        assertThat(read(file, 0, content.length)).isEqualTo(content);
        assertThat(read(file, 1 << 20, 1000))
            .isEqualTo(java.util.Arrays.copyOfRange(content, 1 << 20, (1 << 20) + 1000));
        assertThat(file.read(content.length, new byte[10], 0, 10)).isNotPositive();
      }
    }
  }

  @Test
  void names_areMadeListedMovedAndRemoved(Workflow workflow) throws IOException {
    try (Site site = Site.start(workflow, "");
        CapioClient client = site.client("one")) {
      client.makeDirectory(workflow.file("d").toString(), 0755);
      for (String name : new String[] {"d/a", "d/b"}) {
        try (CapioFile file = open(client, workflow.file(name), WRITE)) {
          file.write(0, new byte[] {1, 2, 3}, 0, 3);
        }
      }
      assertThatThrownBy(
              () ->
                  client.open(
                      workflow.file("d/a").toString(),
                      Set.of(OpenFlag.WRITE, OpenFlag.CREATE, OpenFlag.EXCLUSIVE),
                      MODE))
          .isInstanceOf(CapioException.class);
      assertThat(client.status(workflow.file("d/a").toString(), true).orElseThrow().size())
          .isEqualTo(3);
      assertThat(list(client, workflow.file("d"))).containsExactly("a", "b");
      client.rename(workflow.file("d/a").toString(), workflow.file("d/c").toString(), true);
      try (CapioFile file = open(client, workflow.file("d/c"), READ)) {
        assertThat(read(file, 0, 10)).containsExactly(1, 2, 3);
      }
      client.delete(workflow.file("d/b").toString(), DeleteKind.ANY);
      assertThatThrownBy(() -> client.status(workflow.file("nothing").toString(), false))
          .isInstanceOf(CapioException.class);
    }
  }

  private static Set<String> list(CapioClient client, Path directory) throws IOException {
    Set<String> names = new TreeSet<>();
    try (DirectoryListing listing = client.list(directory.toString())) {
      for (DirectoryEntry entry = listing.next(); entry != null; entry = listing.next()) {
        names.add(entry.name());
      }
    }
    return names;
  }

  @Test
  void readerOfAnotherStep_streamsWhatTheWriterHasWritten(Workflow workflow) throws Exception {
    String rules =
        """
        {'name': 'NAME', 'IO_Graph': [
          {'name': 'writer', 'input_stream': [], 'output_stream': ['DIR/s'],
           'streaming': [{'name': ['DIR/s'], 'committed': 'on_close:1', 'mode': 'no_update'}]},
          {'name': 'reader', 'input_stream': ['DIR/s'], 'output_stream': []}]}
        """;
    try (Site site = Site.start(workflow, rules);
        CapioClient writer = site.client("writer");
        CapioClient reader = site.client("reader")) {
      // the reader is there before the file is
      CompletableFuture<byte[]> early =
          CompletableFuture.supplyAsync(() -> readEarly(reader, workflow.file("s")));
      try (CapioFile out = open(writer, workflow.file("s"), WRITE)) {
        out.write(0, new byte[] {1, 2, 3, 4}, 0, 4);
        out.flush();
        assertThat(early.get()).containsExactly(1, 2, 3, 4);
        out.write(4, new byte[] {5, 6}, 0, 2);
      }
      try (CapioFile in = open(reader, workflow.file("s"), READ)) {
        assertThat(read(in, 0, 100)).containsExactly(1, 2, 3, 4, 5, 6);
      }
    }
  }

  private static byte[] readEarly(CapioClient reader, Path path) {
    try {
      // not closed before the writer has: a native server counts the close of a reader as well
      return read(
          reader.open(path.toString(), Set.of(OpenFlag.READ, OpenFlag.WAIT), MODE).orElseThrow(),
          0,
          4);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

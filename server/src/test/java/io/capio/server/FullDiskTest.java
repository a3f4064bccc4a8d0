package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capio.ipc.Errno;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A CAPIO directory on a disk of three MiB, which needs the right to mount one. */
class FullDiskTest {
  private static final int WRITE_NEW = 2 | 4 | 16;
  private static final int PART = 256 << 10;

  @Test
  void whatFitsNeitherMemoryNorDisk_isAnErrorForItsWriterOnly() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle();
        TinyDisk disk = new TinyDisk(fixture.directory)) {
      CapioServer server =
          CapioServer.start(
              fixture.options().withStreaming(true).withMemoryOnly(true).withMemoryLimit(1));
      try (server) {
        RawClient writer = fixture.client("writer");
        write(writer, fixture.path("large"), 16);
        assertThat(writer.closeFile(3)).isEqualTo(Errno.ENOSPC.word());
        assertThat(writer.reason()).contains("large");
        RawClient other = fixture.client("other");
        assertThat(other.openFile(3, 1, fixture.path("large"))).as("failed, not half").isNegative();
        assertThat(other.ask("0044 %d 0 %s", other.tid, fixture.path("large"))).isZero();
        write(other, fixture.path("small"), 1);
        assertThat(other.closeFile(3)).as("there is room again").isZero();
      }
      assertThat(disk.directory()).isEmptyDirectory();
    }
  }

  @Test
  void commitThatTheDiskHasNoRoomFor_isReported_andLeavesNoPart() throws Exception {
    try (ServerFixture fixture = ServerFixture.idle();
        TinyDisk disk = new TinyDisk(fixture.directory)) {
      CapioServer server = CapioServer.start(fixture.options().withStreaming(true));
      try (server) {
        RawClient writer = fixture.client("writer");
        write(writer, fixture.path("large"), 16);
        assertThat(writer.closeFile(3)).isZero();
        assertThat(writer.ask("0051 %d", writer.tid)).as("PERSIST").isNegative();
        assertThat(writer.reason()).contains("large", "No space left");
        RawClient reader = fixture.client("reader");
        assertThat(reader.openFile(3, 1, fixture.path("large"))).isZero();
        assertThat(reader.readAt(3, 15L * PART, 3)).as("it is still in memory").isEqualTo("xxx");
      }
      assertThat(server.await()).as("an exit status that says so").isFalse();
      assertThat(disk.directory()).isEmptyDirectory();
    }
  }

  private static void write(RawClient client, String path, int parts) throws IOException {
    assertThat(client.openFile(3, WRITE_NEW, path)).isNotNegative();
    for (int i = 0; i < parts; i++) {
      client.writeAt(3, (long) i * PART, "x".repeat(PART));
    }
  }

  /** Unmounted when closed; lazily, because this JVM has mapped what was spilled. */
  private record TinyDisk(Path directory) implements AutoCloseable {
    TinyDisk {
      boolean mounted =
          run("mount", "-t", "tmpfs", "-o", "size=3m", "capio-test", directory.toString());
      assumeTrue(mounted, "no right to mount a file system of three MiB");
    }

    private static boolean run(String... command) {
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public void close() {
      assertThat(run("umount", "--lazy", directory.toString())).isTrue();
    }
  }
}

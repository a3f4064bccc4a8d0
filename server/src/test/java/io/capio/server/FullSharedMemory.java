package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.capio.client.CapioClient;
import io.capio.client.CapioFile;
import io.capio.client.OpenFlag;
import io.capio.client.settings.Settings;
import io.capio.ipc.Errno;
import io.capio.ipc.SharedMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What happens where /dev/shm is small, and others fill it; run in a JVM of its own. */
final class FullSharedMemory {
  private static final Path OTHERS = SharedMemory.path("others");
  private static final int PAGE = 4096;
  private static final int MEBIBYTE = 1 << 20;
  private static final Set<OpenFlag> NEW =
      EnumSet.of(OpenFlag.READ, OpenFlag.WRITE, OpenFlag.CREATE, OpenFlag.TRUNCATE);

  private FullSharedMemory() {}

  /** What is tried. */
  enum Scenario {
    START,
    CONTENT,
    CONNECT,
    WRITE,
    READ,
    MAP
  }

  /** The argument is the scenario; prints "done" if all went well. */
  public static void main(String[] arguments) throws Exception {
    switch (Scenario.valueOf(arguments[0])) {
      case START -> start();
      case CONTENT -> content();
      case CONNECT -> connect();
      case WRITE -> write();
      case READ -> read();
      case MAP -> map();
    }
    System.out.println("done");
  }

  /** Leaves that many bytes of /dev/shm. */
  private static void fill(long left) throws IOException {
    Files.deleteIfExists(OTHERS);
    long free = Files.getFileStore(SharedMemory.DIRECTORY).getUnallocatedSpace();
    ByteBuffer page = ByteBuffer.allocate(PAGE);
    try (FileChannel channel =
        FileChannel.open(OTHERS, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (long at = 0; at < free - left; at += PAGE) {
        channel.write(page.clear(), at);
      }
    }
  }

  private static void start() throws Exception {
    int refused = 0;
    CapioServer server = null;
    try (ServerFixture fixture = ServerFixture.idle()) {
      for (int pages = 0; server == null; pages++) {
        fill((long) pages * PAGE);
        try {
          server = CapioServer.start(fixture.options());
        } catch (StartException e) {
          refused++;
          assertThat(e.status()).isEqualTo(StartException.UNAVAILABLE);
          assertThat(e).hasMessageContaining("/dev/shm").hasMessageContaining("No space left");
          try (Stream<Path> left = Files.list(SharedMemory.DIRECTORY)) {
            assertThat(left).as("with " + pages + " pages").containsExactly(OTHERS);
          }
        }
      }
      server.close();
    }
    assertThat(refused).isGreaterThan(10);
  }

  private static CapioClient connect(ServerFixture server, String app) throws IOException {
    return CapioClient.connect(
        Settings.resolve(
            Map.of(
                "capioDir",
                server.directory.toString(),
                "workflowName",
                server.workflow,
                "appName",
                app)));
  }

  private static ByteBuffer pattern(int mebibyte) {
    ByteBuffer bytes = ByteBuffer.allocate(MEBIBYTE);
    for (int i = 0; i < MEBIBYTE; i += Integer.BYTES) {
      bytes.putInt(i, mebibyte * 31 + i);
    }
    return bytes;
  }

  private static void check(CapioFile file, int mebibytes) throws IOException {
    byte[] read = new byte[MEBIBYTE];
    for (int i = 0; i < mebibytes; i++) {
      for (int done = 0; done < MEBIBYTE; ) {
        int n = file.read((long) i * MEBIBYTE + done, read, done, MEBIBYTE - done);
        assertThat(n).isPositive();
        done += n;
      }
      assertThat(ByteBuffer.wrap(read)).isEqualTo(pattern(i));
    }
  }

  /** Others take what the server's limit counted on: content goes to the disk instead. */
  private static void content() throws Exception {
    try (ServerFixture server =
            ServerFixture.start(options -> options.withMemoryLimit(1L << 30).withMemoryOnly(true));
        CapioClient writer = connect(server, "app");
        CapioFile file = writer.open(server.path("a"), NEW, 0644).orElseThrow()) {
      for (int i = 0; i < 24; i++) {
        if (i == 2) {
          check(file, i);
          fill(MEBIBYTE);
        }
        file.write((long) i * MEBIBYTE, pattern(i));
      }
      check(file, 24);
    }
    Files.delete(OTHERS);
  }

  private static void connect() throws Exception {
    try (ServerFixture server = ServerFixture.start()) {
      for (int pages = 0; pages < 8; pages++) {
        fill((long) pages * PAGE);
        assertThatThrownBy(() -> openAndClose(server))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("/dev/shm is full");
      }
      Files.delete(OTHERS);
      openAndClose(server);
    }
  }

  private static void openAndClose(ServerFixture server) throws IOException {
    try (CapioClient client = connect(server, "app");
        CapioFile file = client.open(server.path("a"), NEW, 0644).orElseThrow()) {
      file.write(0, ByteBuffer.allocate(10));
    }
  }

  /** No room for the bytes on their way to the server. */
  private static void write() throws Exception {
    try (ServerFixture server = ServerFixture.start(options -> options.withMemoryLimit(1));
        CapioClient client = connect(server, "app");
        CapioFile file = client.open(server.path("a"), NEW, 0644).orElseThrow()) {
      fill(10 * PAGE);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 4; i++) {
                  file.write((long) i * MEBIBYTE, pattern(i));
                }
                file.flush();
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining("/dev/shm is full");
      Files.delete(OTHERS);
      for (int i = 0; i < 4; i++) {
        file.write((long) i * MEBIBYTE, pattern(i));
      }
      check(file, 4);
    }
  }

  /** No room for the bytes on their way to the reader: fewer at a time, or an error. */
  private static void read() throws Exception {
    try (ServerFixture server = ServerFixture.start(options -> options.withMemoryLimit(1));
        CapioClient writer = connect(server, "app");
        CapioFile file = writer.open(server.path("a"), NEW, 0644).orElseThrow()) {
      for (int i = 0; i < 3; i++) {
        file.write((long) i * MEBIBYTE, pattern(i));
      }
      file.flush();
      RawClient poor = server.client("app");
      assertThat(poor.openFile(3, 1, server.path("a"))).isZero();
      fill(0);
      poor.sendReadAt(3, 0, 100);
      assertThat(poor.word()).isEqualTo(Errno.ENOSPC.word());
      fill(6 * PAGE);
      poor.sendReadAt(3, 0, 100_000);
      int some = (int) poor.word();
      assertThat(some).isBetween(1, 6 * PAGE);
      poor.pull(some);
      Files.delete(OTHERS);
      check(file, 3);
    }
  }

  private static void map() throws Exception {
    // where files are to be on the disk, that is what is mapped
    try (ServerFixture server = ServerFixture.start(o -> o.withMemoryOnly(true))) {
      RawClient client = server.client("app");
      client.openFile(3, 1 | 2 | 4, server.path("a"));
      fill(MEBIBYTE);
      String map = "0055 %d %d 3 %d";
      assertThat(client.ask(map, client.tid, client.tid, 3 * MEBIBYTE))
          .isEqualTo(Errno.ENOSPC.word());
      client.openFile(3, 1 | 2 | 4, server.path("b"));
      assertThat(client.ask(map, client.tid, client.tid, MEBIBYTE / 8)).isPositive();
      Files.delete(OTHERS);
    }
  }
}

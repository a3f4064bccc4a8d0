package io.capio.fs;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A buffer that cannot be read or written, because its memory has gone: its call alone fails. */
class UnreadableBufferTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  private static final int ROUNDS = 20;

  private static AutoCloseable arena() throws ReflectiveOperationException {
    return (AutoCloseable)
        Class.forName("java.lang.foreign.Arena").getMethod("ofShared").invoke(null);
  }

  /** A buffer that can be used until its arena is closed; newer JDKs have these. */
  private static ByteBuffer allocate(AutoCloseable arena, int size)
      throws ReflectiveOperationException {
    Object segment =
        Class.forName("java.lang.foreign.Arena")
            .getMethod("allocate", long.class)
            .invoke(arena, (long) size);
    return (ByteBuffer)
        Class.forName("java.lang.foreign.MemorySegment").getMethod("asByteBuffer").invoke(segment);
  }

  private static ByteBuffer gone(int size) throws Exception {
    try (AutoCloseable arena = arena()) {
      return allocate(arena, size);
    }
  }

  @ParameterizedTest
  @EnumSource
  void failsItsCallAlone(World world) throws Exception {
    assumeTrue(Runtime.version().feature() >= 22, "a buffer that can be closed came with JDK 22");
    Path directory = WORKFLOW.directory(world);
    for (int i = 0; i < ROUNDS; i++) {
      ByteBuffer gone = gone(i % 2 == 0 ? 100 : 1 << 20);
      Path file = Files.write(directory.resolve("f" + i), new byte[10]);
      try (FileChannel channel = FileChannel.open(file, READ, WRITE);
          FileChannel end = FileChannel.open(file, APPEND)) {
        assertThatThrownBy(() -> channel.write(gone, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> end.write(gone)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> channel.read(gone)).isInstanceOf(IllegalStateException.class);
      }
      assertThat(Files.readAllBytes(file)).isEqualTo(new byte[10]);
    }
    // connections are used again and again: one that is out of step would be met here
    for (int i = 0; i < ROUNDS; i++) {
      otherFileIsWhole(directory.resolve("other" + i), (byte) i);
    }
  }

  /** The JDK's own keep it open, since JDK 26; before, they lose the operation. */
  @Test
  void isWrittenByAnOperationThatWasBegunBefore() throws Exception {
    assumeTrue(Runtime.version().feature() >= 22, "a buffer that can be closed came with JDK 22");
    Path file = WORKFLOW.directory(World.CAPIO).resolve("asynchronous");
    try (AsynchronousFileChannel channel =
        AsynchronousFileChannel.open(file, CREATE, READ, WRITE)) {
      for (int i = 1; i <= 10 * ROUNDS; i++) {
        AutoCloseable arena = arena();
        ByteBuffer source = allocate(arena, 1 << 16);
        while (source.hasRemaining()) {
          source.put((byte) i);
        }
        Future<Integer> written = channel.write(source.flip(), 0);
        arena.close();
        assertThat(written.get()).isEqualTo(source.position()).isEqualTo(1 << 16);
        ByteBuffer read = ByteBuffer.allocate(1 << 16);
        assertThat(channel.read(read, 0).get()).isEqualTo(1 << 16);
        assertThat(read.array()).containsOnly(i);
      }
    }
  }

  private static void otherFileIsWhole(Path file, byte content) throws IOException {
    byte[] bytes = new byte[100 + content];
    Arrays.fill(bytes, content);
    try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), 0);
      ByteBuffer read = ByteBuffer.allocate(bytes.length);
      assertThat(channel.read(read, 0)).isEqualTo(bytes.length);
      assertThat(read.array()).isEqualTo(bytes);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }
}

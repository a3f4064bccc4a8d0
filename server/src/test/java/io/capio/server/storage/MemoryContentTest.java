package io.capio.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryContentTest {
  private static final int MEBIBYTE = 1 << 20;

  private final ExtentPool pool =
      new ExtentPool(new HeapSegments(256 << 20), new HeapSegments(0), 256 << 20);

  private static byte[] read(MemoryContent content, long offset, int length) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(length);
    content.read(offset, target, 0, length);
    return target.array();
  }

  @Test
  void randomWritesAndTruncations_behaveLikeAnArray() throws IOException {
    long seed = Long.getLong("capio.seed", 20261123);
    Random random = new Random(seed);
    MemoryContent content = new MemoryContent(pool);
    byte[] model = new byte[4 * MEBIBYTE];
    int size = 0;
    for (int round = 0; round < 400; round++) {
      int offset = random.nextInt(3 * MEBIBYTE);
      if (random.nextInt(8) == 0) {
        content.truncate(offset);
        Arrays.fill(model, Math.min(size, offset), model.length, (byte) 0);
        size = offset;
      } else {
        byte[] bytes = new byte[random.nextInt(random.nextBoolean() ? 100 : 200_000)];
        random.nextBytes(bytes);
        content.write(offset, ByteBuffer.wrap(bytes), 0, bytes.length);
        System.arraycopy(bytes, 0, model, offset, bytes.length);
        size = bytes.length == 0 ? size : Math.max(size, offset + bytes.length);
      }
      assertThat(content.size()).as("seed %d round %d", seed, round).isEqualTo(size);
    }
    assertThat(read(content, 0, size)).as("seed %d", seed).isEqualTo(Arrays.copyOf(model, size));
    assertThat(persisted(content)).as("seed %d", seed).isEqualTo(Arrays.copyOf(model, size));
    content.release();
    assertThat(pool.usedBytes()).isZero();
  }

  private static byte[] persisted(MemoryContent content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MemoryContent.Snapshot snapshot = content.pin();
    try (WritableByteChannel channel = Channels.newChannel(out)) {
      ByteBuffer buffer = ByteBuffer.allocate(100_000);
      for (long at = 0; at < snapshot.size(); ) {
        snapshot.read(at, buffer);
        at += channel.write(buffer);
      }
    }
    content.unpin();
    return out.toByteArray();
  }

  @Test
  void availableBytes_stopAtWhatIsNotWrittenYet() throws IOException {
    MemoryContent content = new MemoryContent(pool);
    ByteBuffer bytes = ByteBuffer.allocate(100);
    content.write(0, bytes, 0, 100);
    content.write(200, bytes, 0, 100);
    assertThat(content.available(0)).isEqualTo(100);
    assertThat(content.available(100)).isZero();
    assertThat(content.available(250)).isEqualTo(50);
    content.write(100, bytes, 0, 100);
    assertThat(content.available(0)).isEqualTo(300);
  }

  @Test
  void freedExtents_serveTheNextFile_whateverItsSize() throws IOException {
    ExtentPool small = new ExtentPool(new HeapSegments(3 * MEBIBYTE), new HeapSegments(0), 1 << 30);
    ByteBuffer page = ByteBuffer.allocate(4096);
    for (int round = 0; round < 3; round++) {
      MemoryContent[] many = new MemoryContent[700];
      for (int i = 0; i < many.length; i++) {
        many[i] = new MemoryContent(small);
        many[i].write(0, page, 0, 4096);
      }
      for (MemoryContent content : many) {
        content.release();
      }
      MemoryContent large = new MemoryContent(small);
      ByteBuffer bytes = ByteBuffer.allocate(2 * MEBIBYTE);
      large.write(0, bytes, 0, bytes.capacity());
      large.release();
    }
    assertThat(small.usedBytes()).isZero();
    assertThat(small.memoryBytes()).isEqualTo(3 * MEBIBYTE);
  }

  @Test
  void whenThereIsNoRoom_nothingChanges_andTheReasonNamesTheLimit() throws IOException {
    ExtentPool small = new ExtentPool(new HeapSegments(64 << 20), new HeapSegments(0), MEBIBYTE);
    MemoryContent content = new MemoryContent(small);
    ByteBuffer bytes = ByteBuffer.allocate(2 * MEBIBYTE);
    content.write(0, bytes, 0, 100);
    assertThatThrownBy(() -> content.write(100, bytes, 0, bytes.capacity()))
        .isInstanceOf(StorageFullException.class)
        .hasMessageContaining("memory limit of " + MEBIBYTE);
    assertThat(content.size()).isEqualTo(100);
    content.release();
    assertThat(small.usedBytes()).isZero();
  }

  @Test
  void extentsOfAPinnedFile_areNotReusedBeforeTheUnpin() throws IOException {
    MemoryContent content = new MemoryContent(pool);
    content.write(0, ByteBuffer.wrap(new byte[] {1, 2, 3}), 0, 3);
    MemoryContent.Snapshot snapshot = content.pin();
    content.release();
    MemoryContent other = new MemoryContent(pool);
    other.write(0, ByteBuffer.wrap(new byte[] {9, 9, 9}), 0, 3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer bytes = ByteBuffer.allocate(10);
    snapshot.read(0, bytes);
    out.write(bytes.array(), 0, bytes.remaining());
    assertThat(out.toByteArray()).containsExactly(1, 2, 3);
    content.unpin();
    other.release();
    assertThat(pool.usedBytes()).isZero();
  }
}

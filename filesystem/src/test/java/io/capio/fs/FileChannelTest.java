package io.capio.fs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileChannelTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  private static Path file(World world, String content) throws IOException {
    Path file = WORKFLOW.directory(world).resolve("f");
    Files.writeString(file, content);
    return file;
  }

  @ParameterizedTest
  @EnumSource
  void writesAndReadsMoveThePosition(World world) throws IOException {
    try (FileChannel channel = FileChannel.open(file(world, ""), READ, WRITE)) {
      assertThat(channel.write(bytes("hello"))).isEqualTo(5);
      assertThat(channel.position()).isEqualTo(5);
      assertThat(channel.position(1)).isSameAs(channel);
      ByteBuffer two = ByteBuffer.allocate(2);
      assertThat(channel.read(two)).isEqualTo(2);
      assertThat(two.array()).asString().isEqualTo("el");
      assertThat(channel.position()).isEqualTo(3);
      assertThat(channel.size()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void positionalOperationsLeaveThePosition(World world) throws IOException {
    try (FileChannel channel = FileChannel.open(file(world, "0123456789"), READ, WRITE)) {
      channel.position(3);
      assertThat(channel.write(bytes("ab"), 8)).isEqualTo(2);
      ByteBuffer four = ByteBuffer.allocate(4);
      assertThat(channel.read(four, 6)).isEqualTo(4);
      assertThat(new String(four.array(), US_ASCII)).isEqualTo("67ab");
      assertThat(channel.read(ByteBuffer.allocate(1), 10)).isEqualTo(-1);
      assertThat(channel.position()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsTransferredFromFarBehindTheEnd(World world) throws IOException {
    try (FileChannel from = FileChannel.open(file(world, "0123456789"), READ);
        FileChannel to = FileChannel.open(file(world, ""), WRITE)) {
      assertThat(from.transferTo(Long.MAX_VALUE, 100, to)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void scatteringFillsBuffersInOrder(World world) throws IOException {
    try (FileChannel channel = FileChannel.open(file(world, "0123456789"), READ, WRITE)) {
      ByteBuffer[] buffers = {
        ByteBuffer.allocate(3), ByteBuffer.allocateDirect(0), ByteBuffer.allocateDirect(20)
      };
      assertThat(channel.read(buffers)).isEqualTo(10);
      assertThat(buffers[0].remaining()).isZero();
      assertThat(buffers[2].position()).isEqualTo(7);
      assertThat(channel.read(buffers)).isEqualTo(-1);
      ByteBuffer[] sources = {bytes("ab"), bytes(""), bytes("cde")};
      assertThat(channel.write(sources, 1, 2)).isEqualTo(3);
      assertThat(channel.size()).isEqualTo(13);
      assertThatThrownBy(() -> channel.read(buffers, 2, 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void writingBeyondTheEndLeavesZeros(World world) throws IOException {
    Path file = file(world, "ab");
    try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
      channel.write(bytes("z"), 5);
      assertThat(channel.size()).isEqualTo(6);
    }
    assertThat(Files.readAllBytes(file)).containsExactly('a', 'b', 0, 0, 0, 'z');
  }

  @ParameterizedTest
  @EnumSource
  void truncateShortensAndTakesThePositionAlong(World world) throws IOException {
    try (FileChannel channel = FileChannel.open(file(world, "0123456789"), READ, WRITE)) {
      channel.position(9);
      channel.truncate(4);
      assertThat(channel.size()).isEqualTo(4);
      assertThat(channel.position()).isEqualTo(4);
      channel.truncate(7);
      assertThat(channel.size()).isEqualTo(4);
      channel.position(20);
      channel.truncate(9);
      assertThat(channel.position()).isEqualTo(9);
      assertThatThrownBy(() -> channel.truncate(-1)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void appendingIgnoresPositions(World world) throws IOException {
    Path file = file(world, "ab");
    try (FileChannel channel = FileChannel.open(file, APPEND)) {
      assertThat(channel.position()).isEqualTo(2);
      channel.position(0);
      channel.write(bytes("c"));
      channel.write(bytes("d"), 0);
      assertThat(channel.position()).isEqualTo(4);
      assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
          .isInstanceOf(NonReadableChannelException.class);
    }
    assertThat(Files.readString(file)).isEqualTo("abcd");
  }

  @ParameterizedTest
  @EnumSource
  void wrongUseIsRefusedAsTheJdkDoes(World world) throws IOException {
    Path file = file(world, "abc");
    FileChannel channel = FileChannel.open(file, READ);
    assertThatThrownBy(() -> channel.write(bytes("x")))
        .isInstanceOf(NonWritableChannelException.class);
    assertThatThrownBy(() -> channel.truncate(0)).isInstanceOf(NonWritableChannelException.class);
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1), -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> channel.position(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1).asReadOnlyBuffer()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> channel.transferFrom(Channels.newChannel(Files.newInputStream(file)), 0, 1))
        .isInstanceOf(NonWritableChannelException.class);
    channel.close();
    channel.close();
    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(channel::size).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> channel.force(true)).isInstanceOf(ClosedChannelException.class);
  }

  @ParameterizedTest
  @EnumSource
  void transfersBothWaysWithAnyChannel(World world) throws IOException {
    Path source = file(world, "");
    byte[] content = new byte[3_000_001];
    new Random(7).nextBytes(content);
    Files.write(source, content);
    Path target = source.resolveSibling("g");
    Path disk = Files.createTempFile(WORKFLOW.base(), "transfer", "");
    try (FileChannel in = FileChannel.open(source, READ);
        FileChannel out = FileChannel.open(target, CREATE, WRITE, READ);
        FileChannel plain = FileChannel.open(disk, WRITE, READ)) {
      assertThat(in.transferTo(0, in.size(), out)).isEqualTo(content.length);
      assertThat(in.position()).isZero();
      assertThat(out.position()).isEqualTo(content.length);
      assertThat(in.transferTo(5, 10, plain)).isEqualTo(10);
      assertThat(plain.transferFrom(in, 0, Long.MAX_VALUE)).isEqualTo(content.length);
      assertThat(in.position()).isEqualTo(content.length);
      assertThat(out.transferFrom(plain.position(0), 1, 100)).isEqualTo(100);
      assertThat(in.transferTo(content.length + 1L, 10, plain)).isZero();
    }
    assertThat(Files.readAllBytes(disk)).isEqualTo(content);
    byte[] copied = Files.readAllBytes(target);
    assertThat(copied).hasSameSizeAs(content);
    assertThat(copied[1]).isEqualTo(content[0]);
    assertThat(copied[101]).isEqualTo(content[101]);
  }

  @ParameterizedTest
  @EnumSource
  void locksOfOneJvmDoNotOverlap(World world) throws IOException {
    Path file = file(world, "0123456789");
    FileChannel two = FileChannel.open(file, READ, WRITE);
    try (FileChannel one = FileChannel.open(file, READ, WRITE);
        FileChannel reader = FileChannel.open(file, READ)) {
      FileLock first = one.lock(0, 5, false);
      assertThat(first.isValid()).isTrue();
      assertThatThrownBy(() -> two.tryLock(4, 2, true))
          .isInstanceOf(OverlappingFileLockException.class);
      FileLock second = two.tryLock(5, 0, true);
      assertThat(second.isShared()).isTrue();
      assertThatThrownBy(reader::lock).isInstanceOf(NonWritableChannelException.class);
      first.release();
      assertThat(first.isValid()).isFalse();
      try (FileLock third = reader.tryLock(0, 5, true)) {
        assertThat(third.acquiredBy()).isSameAs(reader);
      }
      two.close();
      assertThat(second.isValid()).isFalse();
      assertThatThrownBy(second::release).isInstanceOf(ClosedChannelException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void mapsWhatIsCommitted(World world) throws IOException {
    Path file = file(world, "0123456789");
    try (FileChannel channel = FileChannel.open(file, READ)) {
      MappedByteBuffer map = channel.map(MapMode.READ_ONLY, 2, 5);
      assertThat(map.isReadOnly()).isTrue();
      byte[] content = new byte[5];
      map.get(content);
      assertThat(content).asString().isEqualTo("23456");
      assertThatThrownBy(() -> channel.map(MapMode.READ_ONLY, 8, 5))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot extend file");
      assertThatThrownBy(() -> channel.map(MapMode.READ_WRITE, 0, 1))
          .isInstanceOf(NonWritableChannelException.class);
      assertThat(channel.map(MapMode.READ_ONLY, 0, 0).capacity()).isZero();
    }
    try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
      MappedByteBuffer map = channel.map(MapMode.PRIVATE, 0, 12);
      map.put(0, (byte) 'x');
      assertThat(map.get(11)).isZero();
      assertThat(channel.size()).isEqualTo(12);
    }
    assertThat(Files.readAllBytes(file)[0]).isEqualTo((byte) '0');
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIntoAMappingIsInTheFile(World world) throws IOException {
    Path file = file(world, "0123456789");
    MappedByteBuffer map;
    try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
      map = channel.map(MapMode.READ_WRITE, 2, 10);
      map.put(0, (byte) 'x');
      map.force();
      assertThat(channel.size()).isEqualTo(12);
      assertThat(Files.readAllBytes(file)).startsWith('0', '1', 'x', '3');
      channel.write(bytes("y"), 3);
      assertThat(map.get(1)).isEqualTo((byte) 'y');
      assertThat(channel.map(MapMode.READ_ONLY, 3, 1).get(0)).isEqualTo((byte) 'y');
    }
    // a mapping outlives its channel
    map.put(9, (byte) 'z');
    assertThat(Files.readAllBytes(file)).endsWith(0, 'z').hasSize(12);
  }

  @ParameterizedTest
  @EnumSource
  void mapsIntoAnArenaOnAJdkThatHasThem(World world) throws Exception {
    assumeTrue(Runtime.version().feature() >= 22, "FileChannel.map with an Arena came with JDK 22");
    Path file = file(world, "0123456789");
    Class<?> arenas = Class.forName("java.lang.foreign.Arena");
    Class<?> segments = Class.forName("java.lang.foreign.MemorySegment");
    try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
      Object arena = arenas.getMethod("ofAuto").invoke(null);
      Object segment =
          FileChannel.class
              .getMethod("map", MapMode.class, long.class, long.class, arenas)
              .invoke(channel, MapMode.READ_WRITE, 1L, 5L, arena);
      ByteBuffer mapped = (ByteBuffer) segments.getMethod("asByteBuffer").invoke(segment);
      assertThat(mapped.get(0)).isEqualTo((byte) '1');
      mapped.put(0, (byte) 'x');
    }
    assertThat(Files.readAllBytes(file)).startsWith('0', 'x', '2');
  }

  @ParameterizedTest
  @EnumSource
  void interruptClosesTheChannel(World world) throws IOException {
    FileChannel channel = FileChannel.open(file(world, "abc"), READ);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedByInterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void anInterruptEndsATransferAndClosesBothEnds() throws Exception {
    Path directory = WORKFLOW.directory(World.CAPIO);
    // being written, it is not yet the disk's
    try (FileChannel source = FileChannel.open(directory.resolve("f"), CREATE, READ, WRITE);
        FileChannel target = FileChannel.open(directory.resolve("copy"), CREATE, WRITE)) {
      source.write(bytes("0123456789"));
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> source.transferTo(0, 10, target))
          .isInstanceOf(ClosedByInterruptException.class);
      assertThat(source.isOpen()).isFalse();
      assertThat(target.isOpen()).isFalse();
      assertThat(Thread.interrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptHidesWhatIsWrongWithABuffer(World world) throws IOException {
    ByteBuffer sound = ByteBuffer.allocate(1);
    ByteBuffer readOnly = ByteBuffer.allocate(1).asReadOnlyBuffer();
    interrupted(world, channel -> channel.read(readOnly));
    interrupted(world, channel -> channel.read(readOnly, 0));
    interrupted(world, channel -> channel.read(new ByteBuffer[] {sound, readOnly}));
    interrupted(world, channel -> channel.read(new ByteBuffer[] {sound, null}));
    interrupted(world, channel -> channel.write(new ByteBuffer[] {sound, null}));
    interrupted(world, channel -> channel.write((ByteBuffer) null));
  }

  private interface Use {
    void of(FileChannel channel) throws IOException;
  }

  private static void interrupted(World world, Use use) throws IOException {
    try (FileChannel channel =
        FileChannel.open(WORKFLOW.directory(world).resolve("f"), CREATE, READ, WRITE)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> use.of(channel)).isInstanceOf(ClosedByInterruptException.class);
    } finally {
      Thread.interrupted();
    }
  }

  @ParameterizedTest
  @EnumSource
  void movingThePositionIsInterruptedToo(World world) throws IOException {
    FileChannel channel = FileChannel.open(file(world, "abc"), READ);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> channel.position(2)).isInstanceOf(ClosedByInterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(channel.isOpen()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptDoesNotHideAnImpossibleTransfer(World world) throws IOException {
    Path file = file(world, "abc");
    for (Path other : new Path[] {file.resolveSibling("g"), WORKFLOW.base().resolve("g")}) {
      try (FileChannel source = FileChannel.open(file, READ, WRITE);
          FileChannel target = FileChannel.open(other, CREATE, READ, WRITE)) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> source.transferTo(0, -1, target))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> source.transferFrom(target, 0, -1))
            .isInstanceOf(IllegalArgumentException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(target.isOpen()).isTrue();
      } finally {
        Thread.interrupted();
      }
    }
  }

  /** A source that gives a byte at a time and then something else happens. */
  private static ReadableByteChannel source(int bytes, Closeable then) {
    ReadableByteChannel zeros = Channels.newChannel(InputStream.nullInputStream());
    return new ReadableByteChannel() {
      private int left = bytes;

      @Override
      public int read(ByteBuffer dst) throws IOException {
        if (left == 0) {
          then.close();
        } else {
          left--;
        }
        dst.put((byte) 'x');
        return 1;
      }

      @Override
      public boolean isOpen() {
        return zeros.isOpen();
      }

      @Override
      public void close() throws IOException {
        zeros.close();
      }
    };
  }

  @Test
  void aTransferWhoseTargetIsClosedMeanwhileIsAnAsynchronousClose() throws IOException {
    FileChannel target = FileChannel.open(file(World.CAPIO, ""), WRITE);
    assertThatThrownBy(() -> target.transferFrom(source(0, target), 0, 10))
        .isInstanceOf(AsynchronousCloseException.class);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasTransferredBeforeTheTargetWasClosedCounts(World world) throws IOException {
    Path file = file(world, "");
    FileChannel target = FileChannel.open(file, WRITE);
    assertThat(target.transferFrom(source(1, target), 0, 10)).isEqualTo(1);
    assertThat(target.isOpen()).isFalse();
    assertThat(file).hasContent("x");
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsWrittenOfBuffersOneOfWhichIsMissing(World world) throws IOException {
    ByteBuffer first = bytes("abc");
    try (FileChannel channel = FileChannel.open(file(world, ""), WRITE)) {
      assertThatThrownBy(() -> channel.write(new ByteBuffer[] {first, null}))
          .isInstanceOf(NullPointerException.class);
      assertThat(first.position()).isZero();
      assertThat(channel.size()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingCanBeWrittenBehindTheLargestOffset(World world) throws IOException {
    Path file = file(world, "0123456789");
    for (StandardOpenOption option : new StandardOpenOption[] {WRITE, APPEND}) {
      try (FileChannel channel = FileChannel.open(file, option)) {
        assertThatThrownBy(() -> channel.write(bytes("x"), Long.MAX_VALUE))
            .isInstanceOf(IOException.class)
            .hasMessage("Invalid argument");
        assertThat(channel.write(bytes(""), Long.MAX_VALUE)).isZero();
        assertThat(channel.size()).isEqualTo(10);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingCanBeReadBehindTheLargestOffset(World world) throws IOException {
    try (FileChannel channel = FileChannel.open(file(world, "0123456789"), READ)) {
      assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(8), Long.MAX_VALUE))
          .isInstanceOf(IOException.class)
          .hasMessage("Invalid argument");
      assertThat(channel.read(ByteBuffer.allocate(8), 1L << 40)).isEqualTo(-1);
    }
  }

  @Test
  void aLockOfSizeZeroReachesAsFarAsInTheJdk() throws IOException {
    assertThat(lockOfSizeZero(World.CAPIO)).isEqualTo(lockOfSizeZero(World.PLAIN));
  }

  private static String lockOfSizeZero(World world) throws IOException {
    Path file = WORKFLOW.directory(world).resolve("locked");
    try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
      FileLock lock = channel.tryLock(3, 0, false);
      String second;
      try {
        second = channel.tryLock(5, 5, false).toString();
      } catch (OverlappingFileLockException e) {
        second = "overlaps";
      }
      return lock.size() + " " + lock.overlaps(5, 5) + " " + second.replaceAll(".*\\[", "");
    }
  }
}

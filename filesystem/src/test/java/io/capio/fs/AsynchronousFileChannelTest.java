package io.capio.fs;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AsynchronousFileChannelTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  /** Turns a handler into a future. */
  private static final class Result
      implements CompletionHandler<Integer, CompletableFuture<Integer>> {
    @Override
    public void completed(Integer result, CompletableFuture<Integer> future) {
      future.complete(result);
    }

    @Override
    public void failed(Throwable fault, CompletableFuture<Integer> future) {
      future.completeExceptionally(fault);
    }
  }

  @ParameterizedTest
  @EnumSource
  void futuresAndHandlersDeliver(World world) throws Exception {
    Path file = WORKFLOW.directory(world).resolve("f");
    AsynchronousFileChannel channel = AsynchronousFileChannel.open(file, CREATE, READ, WRITE);
    assertThat(channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 2).get()).isEqualTo(3);
    ByteBuffer target = ByteBuffer.allocate(10);
    CompletableFuture<Integer> read = new CompletableFuture<>();
    channel.read(target, 1, read, new Result());
    assertThat(read.get()).isEqualTo(4);
    assertThat(channel.read(target, 9).get()).isEqualTo(-1);
    assertThat(channel.size()).isEqualTo(5);
    assertThat(channel.truncate(1).size()).isEqualTo(1);
    channel.force(true);
    FileLock lock = channel.lock().get();
    assertThat(lock.acquiredBy()).isSameAs(channel);
    assertThatThrownBy(() -> channel.tryLock(0, 1, true))
        .isInstanceOf(OverlappingFileLockException.class);
    lock.release();
    channel.close();
    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(() -> channel.read(target, 0).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ClosedChannelException.class);
  }

  @ParameterizedTest
  @EnumSource
  void wrongUseIsRefused(World world) throws Exception {
    Path file = WORKFLOW.directory(world).resolve("f");
    try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(file, CREATE, WRITE)) {
      assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1), 0))
          .isInstanceOf(NonReadableChannelException.class);
      assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1), -1))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> AsynchronousFileChannel.open(file, APPEND))
        .isInstanceOf(UnsupportedOperationException.class);
    FileAttribute<?>[] none = {null};
    assertThatThrownBy(() -> AsynchronousFileChannel.open(file, Set.of(APPEND), null, none))
        .isInstanceOf(NullPointerException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aClosedOneFailsByWhatItMayDoFirst(World world) throws Exception {
    Path file = WORKFLOW.directory(world).resolve("f");
    AsynchronousFileChannel writer = AsynchronousFileChannel.open(file, CREATE, WRITE);
    writer.close();
    assertThatThrownBy(() -> writer.truncate(0)).isInstanceOf(AsynchronousCloseException.class);
    assertThatThrownBy(() -> writer.truncate(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.tryLock(0, 1, true))
        .isInstanceOf(NonReadableChannelException.class);
    AsynchronousFileChannel reader = AsynchronousFileChannel.open(file, READ);
    reader.close();
    assertThatThrownBy(() -> reader.truncate(0)).isInstanceOf(NonWritableChannelException.class);
    assertThatThrownBy(() -> reader.tryLock(0, 1, false))
        .isInstanceOf(NonWritableChannelException.class);
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptClosesNothing(World world) throws Exception {
    Path file = WORKFLOW.directory(world).resolve("f");
    try (AsynchronousFileChannel channel =
        AsynchronousFileChannel.open(file, CREATE, READ, WRITE)) {
      assertThat(channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0).get()).isEqualTo(3);
      Thread.currentThread().interrupt();
      long size = channel.size();
      channel.truncate(2);
      channel.force(false);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(size).isEqualTo(3);
      assertThat(channel.isOpen()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  @ParameterizedTest
  @EnumSource
  void noBufferIsRefusedAtOnce(World world) throws Exception {
    Path file = WORKFLOW.directory(world).resolve("f");
    try (AsynchronousFileChannel channel =
        AsynchronousFileChannel.open(file, CREATE, READ, WRITE)) {
      assertThatThrownBy(() -> channel.write(null, 1)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> channel.read(null, 1)).isInstanceOf(NullPointerException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLockThatNoThreadWillTakeIsNone(World world) throws Exception {
    Path file = WORKFLOW.directory(world).resolve("f");
    ExecutorService ended = Executors.newSingleThreadExecutor();
    try (AsynchronousFileChannel channel =
        AsynchronousFileChannel.open(file, Set.of(CREATE, WRITE), ended)) {
      ended.shutdown();
      assertThatThrownBy(() -> channel.lock(0, 10, false))
          .isInstanceOf(RejectedExecutionException.class);
      assertThat(channel.tryLock(0, 10, false).isValid()).isTrue();
    }
  }

  /** What is under way then ends in one way, whichever operation it is. */
  @ParameterizedTest
  @EnumSource
  void closingEndsWhatIsUnderWay(World world) throws Exception {
    Path file = WORKFLOW.directory(world).resolve("f");
    for (int round = 0; round < 20; round++) {
      AsynchronousFileChannel channel = AsynchronousFileChannel.open(file, CREATE, READ, WRITE);
      List<Future<Integer>> writes = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        writes.add(channel.write(ByteBuffer.allocate(1 << 16), (long) i << 16));
      }
      channel.close();
      for (Future<Integer> write : writes) {
        try {
          assertThat(write.get()).isEqualTo(1 << 16);
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(AsynchronousCloseException.class);
        }
      }
    }
  }
}

package io.capio.fs;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileLock;
import java.nio.channels.ShutdownChannelGroupException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The executor that a program passes to an asynchronous channel. */
class AsynchronousThreadsTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "the program's"));

  @AfterEach
  void endThread() {
    executor.shutdownNow();
  }

  private AsynchronousFileChannel open(World world) throws IOException {
    Path file = WORKFLOW.directory(world).resolve("f");
    return AsynchronousFileChannel.open(file, Set.of(CREATE, READ, WRITE), executor);
  }

  /** Tells what came of an operation, where, and whether the thread was interrupted before. */
  private static final class Told<V> implements CompletionHandler<V, String> {
    private final BlockingQueue<String> words = new ArrayBlockingQueue<>(1);

    private void tell(Object result, String attachment) {
      Thread thread = Thread.currentThread();
      words.add(attachment + " " + result + " " + thread.getName() + " " + thread.isInterrupted());
      thread.interrupt();
    }

    @Override
    public void completed(V result, String attachment) {
      tell(result instanceof FileLock lock ? lock.size() : result, attachment);
    }

    @Override
    public void failed(Throwable fault, String attachment) {
      tell(fault.getClass().getSimpleName(), attachment);
    }

    String await() throws InterruptedException {
      return words.poll(30, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void runsHandlersThatMayInterruptTheirThread(World world) throws Exception {
    AsynchronousFileChannel channel = open(world);
    Told<Integer> number = new Told<>();
    channel.write(ByteBuffer.allocate(7), 0, "write", number);
    assertThat(number.await()).isEqualTo("write 7 the program's false");
    channel.read(ByteBuffer.allocate(9), 2, "read", number);
    assertThat(number.await()).isEqualTo("read 5 the program's false");
    channel.read(ByteBuffer.allocate(0), 0, "nothing", number);
    assertThat(number.await()).isEqualTo("nothing 0 the program's false");
    Told<FileLock> lock = new Told<>();
    channel.lock(0, 3, false, "lock", lock);
    assertThat(lock.await()).isEqualTo("lock 3 the program's false");
    channel.close();
    assertThat(executor.isShutdown()).isFalse();
    channel.write(ByteBuffer.allocate(1), 0, "closed", number);
    assertThat(number.await()).isEqualTo("closed ClosedChannelException the program's false");
    channel.lock(0, 3, false, "lock closed", lock);
    assertThat(lock.await()).isEqualTo("lock closed ClosedChannelException the program's false");
  }

  @ParameterizedTest
  @EnumSource
  void mayRefuse(World world) throws Exception {
    try (AsynchronousFileChannel channel = open(world)) {
      executor.shutdown();
      Told<Integer> number = new Told<>();
      ByteBuffer one = ByteBuffer.allocate(1);
      assertThatThrownBy(() -> channel.write(one, 0))
          .isInstanceOf(RejectedExecutionException.class);
      assertThatThrownBy(() -> channel.read(one, 0, "", number))
          .isInstanceOf(RejectedExecutionException.class);
      assertThatThrownBy(() -> channel.lock()).isInstanceOf(RejectedExecutionException.class);
      // what was refused keeps no lock
      channel.tryLock().release();
      ByteBuffer none = ByteBuffer.allocate(0);
      assertThat(channel.write(none, 0).get()).isZero();
      assertThatThrownBy(() -> channel.write(none, 0, "", number))
          .isInstanceOf(ShutdownChannelGroupException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancellingByForceClosesTheChannel(World world) throws Exception {
    AsynchronousFileChannel channel = open(world);
    CountDownLatch busy = new CountDownLatch(1);
    executor.execute(
        () -> {
          try {
            busy.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Future<Integer> gently = channel.write(ByteBuffer.allocate(1), 0);
    assertThat(gently.cancel(false)).isTrue();
    assertThat(gently.cancel(false)).isFalse();
    assertThat(channel.isOpen()).isTrue();
    Future<Integer> byForce = channel.write(ByteBuffer.allocate(1), 0);
    assertThat(byForce.cancel(true)).isTrue();
    assertThat(byForce.isCancelled()).isTrue();
    assertThatThrownBy(byForce::get).isInstanceOf(CancellationException.class);
    assertThat(channel.isOpen()).isFalse();
    busy.countDown();
  }

  @ParameterizedTest
  @EnumSource
  void aMissingHandlerIsSaidFirst(World world) throws Exception {
    try (AsynchronousFileChannel channel = open(world)) {
      assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1), -1, null, null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("'handler' is null");
      assertThatThrownBy(() -> channel.lock(-1, 1, false, null, null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("'handler' is null");
    }
  }
}

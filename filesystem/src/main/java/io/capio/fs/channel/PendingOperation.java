package io.capio.fs.channel;

import java.io.IOException;
import java.nio.channels.AsynchronousChannel;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * What an asynchronous channel hands out for an operation that is under way. Thread-safe.
 *
 * <p>Cancelling it by force closes the channel, as the JDK's does: the thread that runs it is not
 * interrupted, whose next operation is somebody else's.
 */
final class PendingOperation<V> extends CompletableFuture<V> {
  private final AsynchronousChannel channel;

  PendingOperation(AsynchronousChannel channel) {
    this.channel = channel;
  }

  void end(V result, Throwable fault) {
    if (fault == null) {
      complete(result);
    } else {
      completeExceptionally(fault);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (!completeExceptionally(new CancellationException())) {
      return false;
    }
    if (mayInterruptIfRunning) {
      try {
        channel.close();
      } catch (IOException e) {
        // closing was asked for to end the operation, which has ended
      }
    }
    return true;
  }
}

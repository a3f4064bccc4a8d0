package io.capio.server.rule;

import io.capio.cl.RuleUpdate;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Updates on their way from the threads that read them to the one that applies them. */
public final class RuleInbox {
  private static final long PATIENCE_SECONDS = 10;

  private final Queue<FutureTask<Void>> waiting = new ConcurrentLinkedQueue<>();
  private final Consumer<RuleUpdate> target;
  private final Runnable bell;

  /**
   * @param target carries an update out; called from {@link #apply}
   * @param bell called when there is something to apply
   */
  public RuleInbox(Consumer<RuleUpdate> target, Runnable bell) {
    this.target = target;
    this.bell = bell;
  }

  /**
   * Hands an update over and waits until it holds; from any thread but the one that applies.
   *
   * @return whether it holds; false if the server does not come to it
   */
  boolean deliver(RuleUpdate update) throws InterruptedException {
    FutureTask<Void> task = new FutureTask<>(() -> target.accept(update), null);
    waiting.add(task);
    bell.run();
    try {
      task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      task.cancel(false);
      return false;
    }
  }

  /** Carries out what has arrived; on the thread that owns the rules. */
  public void apply() {
    FutureTask<Void> task = waiting.poll();
    while (task != null) {
      task.run();
      task = waiting.poll();
    }
  }
}

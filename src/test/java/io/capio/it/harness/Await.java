package io.capio.it.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition until a deadline. */
public final class Await {
  /** For what is certain to happen: only ends what hangs, however slow and busy a machine is. */
  public static final Duration LONG = Duration.ofMinutes(4);

  private static final long POLL_MILLIS = 10;

  private Await() {}

  /** Whether the condition became true in time. */
  public static boolean until(Duration patience, BooleanSupplier condition) {
    return value(patience, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty())
        .isPresent();
  }

  /** The value when there is one, empty if there was none in time. */
  public static <T> Optional<T> value(Duration patience, Supplier<Optional<T>> source) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<T> value = source.get();
      if (value.isPresent() || System.nanoTime() > deadline) {
        return value;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }
}

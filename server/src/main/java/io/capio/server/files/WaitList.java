package io.capio.server.files;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Those who wait for an event of one file, directory or absent path, in order of arrival. */
public final class WaitList {
  private final Set<Waiter> waiters = new LinkedHashSet<>();

  /** Adds one. */
  public void add(Waiter waiter) {
    waiters.add(waiter);
  }

  /** Removes one that gave up. */
  public void remove(Waiter waiter) {
    waiters.remove(waiter);
  }

  /** Whether nobody waits. */
  public boolean isEmpty() {
    return waiters.isEmpty();
  }

  /** Those who wait now. */
  public List<Waiter> all() {
    return List.copyOf(waiters);
  }

  /** Wakes all; who still has to wait afterwards adds himself again. */
  public void wakeAll() {
    if (waiters.isEmpty()) {
      return;
    }
    List<Waiter> woken = new ArrayList<>(waiters);
    waiters.clear();
    woken.forEach(Waiter::wake);
  }
}

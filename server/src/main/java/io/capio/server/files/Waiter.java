package io.capio.server.files;

/** Somebody whose request is delayed until something happens. */
public interface Waiter {
  /** Something happened: try again soon, not inside this call. */
  void wake();
}

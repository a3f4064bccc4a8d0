package io.capio.it.library;

import java.util.Objects;

/** What a program that is no test says when something is not as it should be. */
final class Check {
  private Check() {}

  /** Fails unless both are equal. */
  static void equal(Object expected, Object actual, String what) {
    if (!Objects.equals(expected, actual)) {
      throw new IllegalStateException(what + ": expected " + expected + ", but it is " + actual);
    }
  }

  /** Fails unless it is so. */
  static void that(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("it does not hold that " + what);
    }
  }
}

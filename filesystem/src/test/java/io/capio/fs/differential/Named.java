package io.capio.fs.differential;

import io.capio.fs.differential.Side.Operation;

/**
 * An operation, the same for both worlds: all that is random was drawn before.
 *
 * @param name what it is called in a report
 * @param operation what it does
 */
record Named(String name, Operation operation) {
  /** Something that returns nothing. */
  interface Action {
    void run(Side side) throws Exception;
  }

  static Named action(String name, Action action) {
    return new Named(
        name,
        side -> {
          action.run(side);
          return "done";
        });
  }
}

package io.capio.launcher.check;

/**
 * What was found out about one thing.
 *
 * @param about the thing
 * @param level how good it is
 * @param seen what was seen
 * @param remedy what to do, or null if all is well
 */
record Finding(String about, Level level, String seen, String remedy) {
  /** From good to bad. */
  enum Level {
    OK,
    WARNING,
    ERROR
  }

  static Finding ok(String about, String seen) {
    return new Finding(about, Level.OK, seen, null);
  }

  static Finding warning(String about, String seen, String remedy) {
    return new Finding(about, Level.WARNING, seen, remedy);
  }

  static Finding error(String about, String seen, String remedy) {
    return new Finding(about, Level.ERROR, seen, remedy);
  }
}

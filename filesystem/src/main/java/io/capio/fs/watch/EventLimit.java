package io.capio.fs.watch;

/** How many events of a directory are kept until somebody takes them: as many as the JDK keeps. */
final class EventLimit {
  static final String PROPERTY = "jdk.nio.file.WatchService.maxEventsPerPoll";

  private static final int DEFAULT = 512;

  /** The first JDK that reads the property. */
  private static final int FIRST_JDK = 23;

  private EventLimit() {}

  /**
   * @param jdk the JDK's feature release
   * @param asked the property's value, or null
   */
  static int of(int jdk, String asked) {
    if (jdk < FIRST_JDK || asked == null) {
      return DEFAULT;
    }
    try {
      return (int) Math.min(Math.max(Long.parseLong(asked), 1), Integer.MAX_VALUE);
    } catch (NumberFormatException e) {
      return DEFAULT;
    }
  }
}

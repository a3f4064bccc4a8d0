package io.capio.ipc;

import java.util.Map;

/**
 * Size of the data queues, which both sides must be given alike (wire section 1). Immutable.
 *
 * @param lines slots of a data queue, 1 to 4096
 * @param lineBytes bytes of a slot, 4096 to 64 MiB; the ring stays below 1 GiB
 */
public record Geometry(int lines, int lineBytes) {
  /** What CAPIO uses when the environment says nothing. */
  public static final Geometry DEFAULT = new Geometry(10, 262_144);

  private static final String LINES = "CAPIO_CACHE_LINES";
  private static final String LINE_SIZE = "CAPIO_CACHE_LINE_SIZE";

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public Geometry {
    check(LINES, lines, 1, 4096);
    check(LINE_SIZE, lineBytes, 4096, 64 << 20);
    if ((long) lines * lineBytes > 1 << 30) {
      throw new IllegalArgumentException(
          LINES + " x " + LINE_SIZE + " is above 1 GiB: " + lines + " x " + lineBytes);
    }
  }

  /**
   * Reads {@code CAPIO_CACHE_LINES} and {@code CAPIO_CACHE_LINE_SIZE}.
   *
   * @throws IllegalArgumentException if one is no number or out of range; the message names it
   */
  public static Geometry fromEnvironment(Map<String, String> environment) {
    return new Geometry(
        number(environment, LINES, DEFAULT.lines),
        number(environment, LINE_SIZE, DEFAULT.lineBytes));
  }

  private static int number(Map<String, String> environment, String name, int otherwise) {
    String text = environment.get(name);
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is not a number: \"" + text + "\"", e);
    }
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be from " + least + " to " + most);
    }
  }

  /** Bytes of a whole ring: the most that one transfer can carry. */
  public int ringBytes() {
    return lines * lineBytes;
  }
}

package io.capio.fs.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Draws what operations are given: names that meet, small contents, odd numbers. */
final class Draw {
  private static final String LONGEST = "l".repeat(255);

  private static final List<String> NAMES =
      List.of("a", "b", "c", "d", "e", "d/a", "d/b", "d/d", "d/d/a", "d/e", "e/a", "a/x");

  private static final List<String> ODD =
      List.of(
          "d/../a",
          "./b",
          "d/./b",
          "d//b",
          "d/",
          "a/../b",
          "gr\u00fc\u00df b",
          " lead",
          "n\nl",
          ".h",
          "A",
          "ab",
          "d.x",
          "*?[x]",
          "x\\y",
          "\u65e5\u672c\u8a9e",
          "d/\ud83d\ude00",
          LONGEST,
          LONGEST + "l",
          "d/" + LONGEST,
          ("d/" + LONGEST + "/").repeat(17));

  private static final List<String> PERMISSIONS =
      List.of("rw-r--r--", "rwx--x---", "---------", "rw-rw-rw-", "r--r--r--");

  /**
   * Whether a disk refuses what its rights do not let this user do, which CAPIO never does. Then
   * the owner keeps all of them.
   */
  static final boolean RIGHTS_COUNT = rightsCount();

  private final Random random;

  Draw(long seed) {
    random = new Random(seed);
  }

  /** The number of one of that many choices. */
  int of(int choices) {
    return random.nextInt(choices);
  }

  boolean flag() {
    return random.nextBoolean();
  }

  /** True once in that many times. */
  boolean rarely(int times) {
    return random.nextInt(times) == 0;
  }

  String name() {
    List<String> names = rarely(8) ? ODD : NAMES;
    return names.get(of(names.size()));
  }

  /** A name that a program would give. */
  String plainName() {
    return NAMES.get(of(NAMES.size()));
  }

  String permissions() {
    String drawn = one(PERMISSIONS);
    return RIGHTS_COUNT ? "rwx" + drawn.substring(3) : drawn;
  }

  private static boolean rightsCount() {
    try {
      Path file = Files.createTempFile("capio-rights", "");
      try {
        Files.setPosixFilePermissions(file, Set.of());
        return !Files.isReadable(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  <T> T one(List<T> from) {
    return from.get(of(from.size()));
  }

  /** Each with a probability of one in three. */
  <T> List<T> some(List<T> from) {
    List<T> some = new ArrayList<>();
    for (T each : from) {
      if (of(3) == 0) {
        some.add(each);
      }
    }
    return some;
  }

  /** Mostly short; sometimes longer than what is gathered, than an extent, than a queue. */
  byte[] content() {
    int kind = of(40);
    byte[] bytes = new byte[kind == 0 ? of(400_000) : kind < 4 ? of(9_000) : of(24)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Text of short lines, sometimes malformed in every Unicode encoding. */
  byte[] text() {
    byte[] bytes = new byte[of(30)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (rarely(6) ? '\n' : rarely(9) ? '\r' : 'a' + of(26));
    }
    if (bytes.length > 0 && rarely(4)) {
      bytes[of(bytes.length)] = (byte) 0xc3;
    }
    return bytes;
  }

  /** An offset in a file or behind it; sometimes a negative one. */
  long offset() {
    int kind = of(30);
    return kind == 0 ? -of(5) : kind < 3 ? of(500_000) : kind < 6 ? of(10_000) : of(30);
  }

  /** Nanoseconds since 1970, of which some do not fit a coarser clock. */
  long nanos() {
    return random.nextInt(2_000_000_000) * 1_000_000_000L
        + (flag() ? random.nextInt(1_000_000_000) : 0);
  }
}

package io.capio.server.disk;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * Times of a symbolic link itself, to the nanosecond: older JDKs cut them to microseconds, with the
 * one that is set the other, too. A class of its own, because binding the call takes time.
 * Thread-safe.
 */
final class LinkTimes {
  private static final int CURRENT_DIRECTORY = -100;
  private static final int NO_FOLLOW = 0x100;
  private static final long UNCHANGED = (1L << 30) - 2;

  static {
    Native.register(LinkTimes.class, NativeLibrary.getProcess());
  }

  private LinkTimes() {}

  /** Sets when it was last read; if it is gone, or somebody else's, nothing happens. */
  static void accessed(Path link, FileTime time) {
    Instant instant = time.toInstant();
    long[] times = {instant.getEpochSecond(), instant.getNano(), 0, UNCHANGED};
    utimensat(CURRENT_DIRECTORY, link.toString(), times, NO_FOLLOW);
  }

  static native int utimensat(int directory, String path, long[] times, int flags);
}

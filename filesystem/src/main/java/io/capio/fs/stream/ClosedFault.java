package io.capio.fs.stream;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;

/** What a closed stream throws: it depends on which part of the JDK opened it. */
enum ClosedFault {
  /** Opened by a constructor of {@code java.io}. */
  JAVA_IO,
  /** Opened by {@code java.nio.file.Files}. */
  NIO;

  private static final boolean WRITES_SAY_WHICH = Runtime.version().feature() >= 21;

  /** Natives of {@code java.io} do not say which index of a read was wrong. */
  void requireReadRange(int from, int length, int bound) {
    requireRange(this == NIO, from, length, bound);
  }

  /** As for a read, but JDK 17 never says which index of a write was wrong. */
  void requireWriteRange(int from, int length, int bound) {
    requireRange(this == NIO && WRITES_SAY_WHICH, from, length, bound);
  }

  private static void requireRange(boolean telling, int from, int length, int bound) {
    if (telling) {
      Objects.checkFromIndexSize(from, length, bound);
    } else if ((from | length) < 0 || length > bound - from) {
      throw new IndexOutOfBoundsException();
    }
  }

  IOException toException() {
    return this == JAVA_IO ? new IOException("Stream Closed") : new ClosedChannelException();
  }

  /** For what was under way when another thread closed the stream. */
  IOException toException(ClosedChannelException whenUnderWay) {
    if (whenUnderWay instanceof AsynchronousCloseException) {
      return whenUnderWay;
    }
    return this == JAVA_IO ? toException() : new AsynchronousCloseException();
  }
}

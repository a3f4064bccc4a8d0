package io.capio.fs.stream;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/** What a closed stream throws: it depends on which part of the JDK opened it. */
enum ClosedFault {
  /** Opened by a constructor of {@code java.io}. */
  JAVA_IO,
  /** Opened by {@code java.nio.file.Files}. */
  NIO;

  IOException toException() {
    return this == JAVA_IO ? new IOException("Stream Closed") : new ClosedChannelException();
  }
}

package io.capio.fs.channel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * Transfers that a channel of the JDK's own makes from or to one of CAPIO's: of another one of its
 * own it asks first whether it can be read or written, of ours only when a byte is transferred.
 * Stateless.
 */
public final class JdkTransfer {

  private JdkTransfer() {}

  /** {@link FileChannel#transferTo} of the JDK's channel; the target may be any. */
  public static long to(FileChannel source, long position, long count, WritableByteChannel target)
      throws IOException {
    boolean refusing = target instanceof CapioFileChannel ours && !ours.isWritable();
    long done;
    try {
      done = source.transferTo(position, count, target);
    } catch (IllegalArgumentException e) {
      if (refusing) {
        throw new NonWritableChannelException();
      }
      throw e;
    }
    if (done == 0 && refusing) {
      throw new NonWritableChannelException();
    }
    return done;
  }

  /** {@link FileChannel#transferFrom} of the JDK's channel; the source may be any. */
  public static long from(FileChannel target, ReadableByteChannel source, long position, long count)
      throws IOException {
    boolean refusing = source instanceof CapioFileChannel ours && !ours.isReadable();
    if (refusing && ChannelTransfer.ASKS_SOURCE_FIRST && target.isOpen() && source.isOpen()) {
      throw new NonReadableChannelException();
    }
    long done = target.transferFrom(source, position, count);
    if (refusing && done == 0 && position <= target.size()) {
      throw new NonReadableChannelException();
    }
    return done;
  }
}

package io.capio.fs.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;

/** Copying between a CAPIO channel and any other. Stateless. */
final class ChannelTransfer {
  /** A data-queue line of the default geometry: smaller pieces cost a request each. */
  private static final int CHUNK = 256 * 1024;

  /** That of the JDK's own loop. */
  private static final int SMALL_CHUNK = 8192;

  /** More than this the JDK maps instead of reading it. */
  private static final int FEW = 16 << 10;

  /** JDK 17 transfers nothing to a position behind the end; later ones leave a hole. */
  private static final boolean REFUSES_HOLES = Runtime.version().feature() < 21;

  /** Later JDKs refuse a source that cannot be read before they look at anything else. */
  static final boolean ASKS_SOURCE_FIRST = Runtime.version().feature() > 21;

  private ChannelTransfer() {}

  static void requireTarget(WritableByteChannel target) throws ClosedChannelException {
    if (!target.isOpen()) {
      throw new ClosedChannelException();
    }
  }

  /**
   * One of the JDK's says whether it can be written to when nothing is, and so would be closed by
   * an interrupt here, which ends the transfer later anyway.
   */
  static void requireWritable(WritableByteChannel target) throws IOException {
    if (target instanceof CapioFileChannel ours) {
      if (!ours.isWritable()) {
        throw new NonWritableChannelException();
      }
    } else if (target instanceof FileChannel && !Thread.currentThread().isInterrupted()) {
      target.write(ByteBuffer.allocate(0));
    }
  }

  static void requireSource(ReadableByteChannel source) throws ClosedChannelException {
    if (!source.isOpen()) {
      throw new ClosedChannelException();
    }
  }

  static void requireReadable(ReadableByteChannel source) throws IOException {
    if (source instanceof CapioFileChannel ours) {
      if (!ours.isReadable()) {
        throw new NonReadableChannelException();
      }
    } else if (source instanceof FileChannel && !Thread.currentThread().isInterrupted()) {
      source.read(ByteBuffer.allocate(0));
    }
  }

  /** As the JDK: a failure after some bytes shows at the next call. */
  static long to(CapioFileChannel source, long position, long count, WritableByteChannel target)
      throws IOException {
    long most = Math.min(count, Long.MAX_VALUE - position);
    if (target instanceof CapioFileChannel same && isSame(source, same)) {
      most = Math.min(most, Math.max(0, source.size() - position));
      long to = same.position();
      if (!same.appends() && repeats(position, to, most)) {
        repeat(source, position, same, to, most);
        same.position(to + most);
        return most;
      }
    }
    ByteBuffer buffer = buffer(most);
    long done = 0;
    try {
      while (done < most) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), most - done));
        int n = source.read(buffer, position + done);
        if (n <= 0) {
          break;
        }
        buffer.flip();
        int written = target.write(buffer);
        done += written;
        if (written < n) {
          break;
        }
      }
      return done;
    } catch (IOException e) {
      if (done > 0 && !endsWithItsChannels(target, e)) {
        return done;
      }
      throw e;
    }
  }

  static long from(ReadableByteChannel source, CapioFileChannel target, long position, long count)
      throws IOException {
    if (REFUSES_HOLES && position > target.size()) {
      return 0;
    }
    requireReadable(source);
    long most = count;
    int chunk = CHUNK;
    if (source instanceof CapioFileChannel other && isSame(target, other)) {
      long from = other.position();
      long there = Math.min(count, Math.max(0, other.size() - from));
      if (growsAsItIsRead(target, Math.abs(position - from) < there, count)) {
        chunk = SMALL_CHUNK;
      } else if (!target.appends() && repeats(from, position, there)) {
        repeat(other, from, target, position, there);
        other.position(from + there);
        return there;
      } else {
        most = there;
      }
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(chunk, most));
    long done = 0;
    try {
      while (done < most) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), most - done));
        int n = source.read(buffer);
        if (n <= 0) {
          break;
        }
        buffer.flip();
        done += target.write(buffer, position + done);
      }
      return done;
    } catch (IOException e) {
      if (done > 0 && !endsWithItsChannels(source, e)) {
        return done;
      }
      throw e;
    }
  }

  /** The JDK transfers between two files in one step, and to a socket: that fails as a whole. */
  private static boolean endsWithItsChannels(Channel other, IOException fault) {
    return fault instanceof ClosedChannelException
        && (other instanceof FileChannel || other instanceof SocketChannel);
  }

  /** Within one file only the bytes that were there before are transferred. */
  private static boolean isSame(CapioFileChannel channel, Channel other) throws IOException {
    return other instanceof CapioFileChannel second
        && (second == channel || second.identity().equals(channel.identity()));
  }

  /**
   * Later JDKs copy to a channel that appends, and few bytes over themselves, as from any other
   * channel: what was added is read too.
   */
  private static boolean growsAsItIsRead(CapioFileChannel target, boolean overlaps, long count) {
    return !REFUSES_HOLES && (target.appends() || (overlaps && count < FEW));
  }

  /** Whether bytes are copied onto some of those that are still to be copied, within a piece. */
  private static boolean repeats(long from, long to, long count) {
    return to > from && to - from < Math.min(count, CHUNK);
  }

  /** Copies upwards one byte after the other, as the kernel does: what is in between repeats. */
  private static void repeat(
      CapioFileChannel source, long from, CapioFileChannel target, long to, long count)
      throws IOException {
    int distance = (int) (to - from);
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK / distance * distance);
    buffer.limit(distance);
    for (int n = 0; n >= 0 && buffer.hasRemaining(); ) {
      n = source.read(buffer, from + buffer.position());
    }
    buffer.clear();
    for (int i = distance; i < Math.min(buffer.capacity(), count); i++) {
      buffer.put(i, buffer.get(i - distance));
    }
    for (long done = 0; done < count; ) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), count - done));
      done += target.write(buffer, to + done);
    }
  }

  private static ByteBuffer buffer(long count) {
    return ByteBuffer.allocate((int) Math.min(CHUNK, count));
  }

  /** What two handles of the same file share: locks are the file's, not the path's. */
  static Object identity(OpenFile file) throws IOException {
    return identity(file, file.file().status().identity());
  }

  /** The same when the server's answer is at hand. */
  static Object identity(OpenFile file, long identity) {
    return identity == 0 ? file.path() : Long.valueOf(identity);
  }
}

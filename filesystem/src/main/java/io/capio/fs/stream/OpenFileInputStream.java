package io.capio.fs.stream;

import io.capio.fs.channel.OpenFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads a CAPIO file as {@code Files.newInputStream} does. Data is delivered as it comes; the end
 * is that of the committed file. Not interruptible, as the JDK's is not.
 */
public final class OpenFileInputStream extends InputStream {
  /** Most that one read asks for: a data-queue line of the default geometry. */
  private static final int CHUNK = 256 * 1024;

  private static final int MIN_CHUNK = 8192;
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private final OpenFile file;
  private final ClosedFault closedFault;

  /**
   * @param file what to read; closed with this
   */
  public OpenFileInputStream(OpenFile file) {
    this(file, ClosedFault.NIO);
  }

  OpenFileInputStream(OpenFile file, ClosedFault closedFault) {
    this.file = file;
    this.closedFault = closedFault;
  }

  void requireOpen() throws IOException {
    if (!file.isOpen()) {
      throw closedFault.toException();
    }
  }

  private void requireReadable() throws IOException {
    requireOpen();
    if (!file.access().readable()) {
      // by the descriptor of somebody who only writes
      throw new IOException("Bad file descriptor");
    }
  }

  @Override
  public int read() throws IOException {
    requireReadable();
    byte[] one = new byte[1];
    return readOpen(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    closedFault.requireReadRange(off, len, b.length);
    if (len == 0) {
      return 0;
    }
    requireReadable();
    return readOpen(b, off, len);
  }

  private int readOpen(byte[] b, int off, int len) throws IOException {
    try {
      return file.read(b, off, len);
    } catch (ClosedChannelException e) {
      throw closedFault.toException(e);
    }
  }

  @Override
  public byte[] readAllBytes() throws IOException {
    requireReadable();
    return readUpTo(Integer.MAX_VALUE);
  }

  @Override
  public byte[] readNBytes(int len) throws IOException {
    if (len < 0) {
      throw new IllegalArgumentException("len < 0");
    }
    if (len == 0) {
      return new byte[0];
    }
    requireReadable();
    return readUpTo(len);
  }

  /** Grows with what comes: the final size would have to be waited for. */
  private byte[] readUpTo(int len) throws IOException {
    byte[] bytes = new byte[(int) Math.min(len, Math.max(MIN_CHUNK, file.available() + 1L))];
    int total = 0;
    while (true) {
      int n = readOpen(bytes, total, bytes.length - total);
      if (n < 0) {
        break;
      }
      total += n;
      if (total == len) {
        break;
      }
      if (total == bytes.length) {
        if (total >= MAX_ARRAY) {
          throw new OutOfMemoryError("Required array size too large");
        }
        long larger = Math.max(total * 2L, total + (long) file.available() + 1);
        bytes = Arrays.copyOf(bytes, (int) Math.min(Math.min(larger, len), MAX_ARRAY));
      }
    }
    return total == bytes.length ? bytes : Arrays.copyOf(bytes, total);
  }

  @Override
  public int readNBytes(byte[] b, int off, int len) throws IOException {
    Objects.checkFromIndexSize(off, len, b.length);
    int total = 0;
    while (total < len) {
      int n = read(b, off + total, len - total);
      if (n < 0) {
        break;
      }
      total += n;
    }
    return total;
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    Objects.requireNonNull(out, "out");
    requireReadable();
    byte[] bytes = new byte[Math.max(MIN_CHUNK, Math.min(CHUNK, file.available()))];
    long total = 0;
    for (int n = read(bytes, 0, bytes.length); n >= 0; n = read(bytes, 0, bytes.length)) {
      out.write(bytes, 0, n);
      total += n;
      if (n == bytes.length && n < CHUNK) {
        bytes = new byte[CHUNK];
      }
    }
    return total;
  }

  @Override
  public long skip(long n) throws IOException {
    requireOpen();
    return file.skipWithin(n);
  }

  @Override
  public int available() throws IOException {
    requireOpen();
    return file.available();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

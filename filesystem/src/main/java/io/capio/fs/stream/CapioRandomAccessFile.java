package io.capio.fs.stream;

import io.capio.fs.channel.OpenFile;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * A {@link RandomAccessFile} of a CAPIO file.
 *
 * <p>Final methods of the superclass go through those overridden here, but for {@code getChannel},
 * {@code getFD}, {@code writeBytes}, {@code writeChars} and, since JDK 21, {@code readLine}: those
 * are in {@link io.capio.fs.JavaIo}. Called here they see a closed file.
 */
public final class CapioRandomAccessFile extends RandomAccessFile {
  private final OpenFile file;

  /**
   * @param file what to read and write; closed with this
   */
  public CapioRandomAccessFile(OpenFile file) throws IOException {
    // The superclass opens something in any case: what harms nobody, and only for a moment.
    super("/dev/null", "r");
    super.close();
    this.file = file;
  }

  /** What this reads and writes. */
  public OpenFile file() {
    return file;
  }

  private void requireOpen() throws IOException {
    if (!file.isOpen()) {
      throw ClosedFault.JAVA_IO.toException();
    }
  }

  @Override
  public int read() throws IOException {
    requireOpen();
    byte[] one = new byte[1];
    return file.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] b) throws IOException {
    return read(b, 0, b.length);
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    ClosedFault.JAVA_IO.requireReadRange(off, len, b.length);
    if (len == 0) {
      return 0;
    }
    requireOpen();
    return file.read(b, off, len);
  }

  @Override
  public int skipBytes(int n) throws IOException {
    if (n <= 0) {
      return 0;
    }
    requireOpen();
    if (file.available() >= n) {
      return (int) file.skipWithin(n);
    }
    long from = file.position();
    long to = Math.min(from + n, file.size());
    file.position(to);
    return (int) (to - from);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] b) throws IOException {
    write(b, 0, b.length);
  }

  @Override
  public void write(byte[] b, int off, int len) throws IOException {
    ClosedFault.JAVA_IO.requireWriteRange(off, len, b.length);
    if (len == 0) {
      return;
    }
    requireOpen();
    if (!file.access().writable()) {
      throw new IOException("Bad file descriptor");
    }
    file.write(b, off, len);
  }

  @Override
  public long getFilePointer() throws IOException {
    requireOpen();
    return file.position();
  }

  @Override
  public void seek(long pos) throws IOException {
    if (pos < 0) {
      throw new IOException("Negative seek offset");
    }
    requireOpen();
    file.position(pos);
  }

  @Override
  public long length() throws IOException {
    requireOpen();
    return file.size();
  }

  @Override
  public void setLength(long newLength) throws IOException {
    requireOpen();
    if (newLength < 0 || !file.access().writable()) {
      throw new IOException("Invalid argument");
    }
    file.setLength(newLength);
  }

  /** Does what the final {@code readLine} does where that does not go through {@link #read()}. */
  public String readText() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n' && c != '\r'; c = read()) {
      line.append((char) c);
    }
    if (c == '\r') {
      long next = getFilePointer();
      if (read() != '\n') {
        seek(next);
      }
    }
    return line.toString();
  }

  /** Does what the final {@code writeBytes} does: the low byte of every character. */
  public void writeText(String s) throws IOException {
    byte[] bytes = new byte[s.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) s.charAt(i);
    }
    write(bytes, 0, bytes.length);
  }

  /** Does what the final {@code writeChars} does: two bytes of every character, high one first. */
  public void writeWide(String s) throws IOException {
    byte[] bytes = new byte[2 * s.length()];
    for (int i = 0; i < s.length(); i++) {
      bytes[2 * i] = (byte) (s.charAt(i) >>> 8);
      bytes[2 * i + 1] = (byte) s.charAt(i);
    }
    write(bytes, 0, bytes.length);
  }

  @Override
  public void close() throws IOException {
    // The superclass's constructor does not close, but does not promise it either.
    if (file != null) {
      file.close();
    }
  }
}

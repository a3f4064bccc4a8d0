package io.capio.fs.stream;

import io.capio.fs.channel.OpenFile;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;

/**
 * A {@link FileInputStream} of a CAPIO file. The descriptor that it inherits is never valid; {@link
 * io.capio.fs.JavaIo#getFD(FileInputStream)} gives one that is.
 */
public final class CapioFileInputStream extends FileInputStream {
  /** Later JDKs ask the system once which kind of file it is, and that says it in its own words. */
  private static final boolean ASKS_KIND = Runtime.version().feature() > 21;

  private final OpenFile file;
  private final OpenFileInputStream body;
  private volatile boolean kindKnown;

  /**
   * @param file what to read; closed with this
   */
  public CapioFileInputStream(OpenFile file) {
    super(new FileDescriptor());
    this.file = file;
    this.body = new OpenFileInputStream(file, ClosedFault.JAVA_IO);
  }

  /** What this reads. */
  public OpenFile file() {
    return file;
  }

  @Override
  public int read() throws IOException {
    return body.read();
  }

  @Override
  public int read(byte[] b) throws IOException {
    return body.read(b, 0, b.length);
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    return body.read(b, off, len);
  }

  private void askKind() throws IOException {
    if (ASKS_KIND && !kindKnown) {
      if (!file.isOpen()) {
        throw new IOException("Bad file descriptor");
      }
      kindKnown = true;
    }
  }

  @Override
  public byte[] readAllBytes() throws IOException {
    askKind();
    return body.readAllBytes();
  }

  @Override
  public byte[] readNBytes(int len) throws IOException {
    if (len > 0) {
      askKind();
    }
    return body.readNBytes(len);
  }

  @Override
  public int readNBytes(byte[] b, int off, int len) throws IOException {
    return body.readNBytes(b, off, len);
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    if (out instanceof FileOutputStream && ASKS_KIND) {
      askKind();
      file.channel().position();
    }
    return body.transferTo(out);
  }

  /** Moves the position without looking at the end, both ways, as the JDK's. */
  @Override
  public long skip(long n) throws IOException {
    askKind();
    body.requireOpen();
    long from = file.position();
    if (from + n < 0) {
      throw new IOException("Invalid argument");
    }
    file.position(from + n);
    return n;
  }

  /** As {@link java.io.InputStream#skipNBytes} on a stream whose skip never falls short. */
  @Override
  public void skipNBytes(long n) throws IOException {
    if (n > 0) {
      skip(n);
    }
  }

  @Override
  public int available() throws IOException {
    return body.available();
  }

  @Override
  public FileChannel getChannel() {
    return file.channel();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

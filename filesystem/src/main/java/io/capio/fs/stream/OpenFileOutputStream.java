package io.capio.fs.stream;

import io.capio.fs.channel.OpenFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;

/** Writes a CAPIO file as {@code Files.newOutputStream} does. Not interruptible, as the JDK's. */
public final class OpenFileOutputStream extends OutputStream {
  private final OpenFile file;
  private final ClosedFault closedFault;

  /**
   * @param file what to write; closed with this
   */
  public OpenFileOutputStream(OpenFile file) {
    this(file, ClosedFault.NIO);
  }

  OpenFileOutputStream(OpenFile file, ClosedFault closedFault) {
    this.file = file;
    this.closedFault = closedFault;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] b, int off, int len) throws IOException {
    closedFault.requireWriteRange(off, len, b.length);
    if (len == 0) {
      return;
    }
    if (!file.isOpen()) {
      throw closedFault.toException();
    }
    if (!file.access().writable()) {
      // by the descriptor of somebody who only reads
      throw new IOException("Bad file descriptor");
    }
    try {
      file.write(b, off, len);
    } catch (ClosedChannelException e) {
      throw closedFault.toException(e);
    }
  }

  /** Hands gathered bytes to the server; without effect on a closed stream, as the JDK's. */
  @Override
  public void flush() throws IOException {
    if (file.isOpen()) {
      file.flush();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

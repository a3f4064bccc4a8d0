package io.capio.fs.stream;

import io.capio.fs.channel.OpenFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A {@link FileOutputStream} of a CAPIO file. The descriptor that it inherits is never valid;
 * {@link io.capio.fs.JavaIo#getFD(FileOutputStream)} gives one that is.
 */
public final class CapioFileOutputStream extends FileOutputStream {
  private final OpenFile file;
  private final OpenFileOutputStream body;

  /**
   * @param file what to write; closed with this
   */
  public CapioFileOutputStream(OpenFile file) {
    super(new FileDescriptor());
    this.file = file;
    this.body = new OpenFileOutputStream(file, ClosedFault.JAVA_IO);
  }

  /** What this writes. */
  public OpenFile file() {
    return file;
  }

  @Override
  public void write(int b) throws IOException {
    body.write(b);
  }

  @Override
  public void write(byte[] b) throws IOException {
    body.write(b, 0, b.length);
  }

  @Override
  public void write(byte[] b, int off, int len) throws IOException {
    body.write(b, off, len);
  }

  @Override
  public void flush() throws IOException {
    body.flush();
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

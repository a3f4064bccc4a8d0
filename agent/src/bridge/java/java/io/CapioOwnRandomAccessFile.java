package java.io;

import java.lang.reflect.CapioReflection;

/**
 * What a program's own subclass of {@link RandomAccessFile} extends once it is rewritten: for a
 * file inside the CAPIO directory it stands before CAPIO's file, for any other it adds nothing.
 *
 * <p>The JDK's final methods go through those overridden here, but for a few that ask {@link
 * #body}.
 */
// newer compilers mind that super.close() is called while this is being made; it is the JDK's own
@SuppressWarnings("this-escape")
public class CapioOwnRandomAccessFile extends RandomAccessFile {

  /** CAPIO's file, or null when it is the disk's. */
  private final RandomAccessFile body;

  public CapioOwnRandomAccessFile(String name, String mode) throws FileNotFoundException {
    this(name == null ? null : new File(name), mode);
  }

  public CapioOwnRandomAccessFile(File file, String mode) throws FileNotFoundException {
    this(file, mode, CapioStreams.targetOf(file));
  }

  private CapioOwnRandomAccessFile(File file, String mode, CapioTarget target)
      throws FileNotFoundException {
    super(target == null ? file : CapioStreams.NOTHING, mode);
    if (target == null) {
      body = null;
    } else {
      try {
        super.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      CapioReflection.ownStreamOpened();
      body = target.newRandomAccessFile(file, mode);
      CapioStreams.named(this, file.getPath());
    }
  }

  /** Serves the JDK's final methods: CAPIO's file behind this one, or null. */
  public static RandomAccessFile body(RandomAccessFile file) {
    return file instanceof CapioOwnRandomAccessFile ? ((CapioOwnRandomAccessFile) file).body : null;
  }

  @Override
  public int read() throws IOException {
    return body == null ? super.read() : body.read();
  }

  @Override
  public int read(byte[] b) throws IOException {
    return body == null ? super.read(b) : body.read(b);
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    return body == null ? super.read(b, off, len) : body.read(b, off, len);
  }

  @Override
  public void write(int b) throws IOException {
    if (body == null) {
      super.write(b);
    } else {
      body.write(b);
    }
  }

  @Override
  public void write(byte[] b) throws IOException {
    if (body == null) {
      super.write(b);
    } else {
      body.write(b);
    }
  }

  @Override
  public void write(byte[] b, int off, int len) throws IOException {
    if (body == null) {
      super.write(b, off, len);
    } else {
      body.write(b, off, len);
    }
  }

  @Override
  public long getFilePointer() throws IOException {
    return body == null ? super.getFilePointer() : body.getFilePointer();
  }

  @Override
  public void seek(long pos) throws IOException {
    if (body == null) {
      super.seek(pos);
    } else {
      body.seek(pos);
    }
  }

  @Override
  public long length() throws IOException {
    return body == null ? super.length() : body.length();
  }

  @Override
  public void setLength(long newLength) throws IOException {
    if (body == null) {
      super.setLength(newLength);
    } else {
      body.setLength(newLength);
    }
  }

  @Override
  public void close() throws IOException {
    if (body == null) {
      super.close();
    } else {
      body.close();
    }
  }
}

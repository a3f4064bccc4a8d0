package java.io;

import java.lang.reflect.CapioReflection;
import java.nio.channels.FileChannel;

/**
 * What a program's own subclass of {@link FileOutputStream} extends once it is rewritten: for a
 * file inside the CAPIO directory it stands before CAPIO's stream, for any other it adds nothing.
 */
// newer compilers mind that super.close() is called while this is being made; it is the JDK's own
@SuppressWarnings("this-escape")
public class CapioOwnOutputStream extends FileOutputStream {

  /** CAPIO's stream, or null when the file is the disk's. */
  private final FileOutputStream body;

  public CapioOwnOutputStream(String name) throws FileNotFoundException {
    this(name == null ? null : new File(name), false);
  }

  public CapioOwnOutputStream(String name, boolean append) throws FileNotFoundException {
    this(name == null ? null : new File(name), append);
  }

  public CapioOwnOutputStream(File file) throws FileNotFoundException {
    this(file, false);
  }

  public CapioOwnOutputStream(File file, boolean append) throws FileNotFoundException {
    this(file, append, CapioStreams.targetOf(file));
  }

  /** The descriptor may be one that a CAPIO file has lent. */
  public CapioOwnOutputStream(FileDescriptor descriptor) {
    super(descriptor);
    CapioTarget target = CapioStreams.lender(descriptor);
    if (target == null) {
      body = null;
    } else {
      CapioReflection.ownStreamOpened();
      body = target.newFileOutputStream(descriptor);
    }
  }

  private CapioOwnOutputStream(File file, boolean append, CapioTarget target)
      throws FileNotFoundException {
    super(target == null ? file : CapioStreams.NOTHING, append);
    if (target == null) {
      body = null;
    } else {
      try {
        super.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      CapioReflection.ownStreamOpened();
      body = target.newFileOutputStream(file, append);
      CapioStreams.named(this, file.getPath());
    }
  }

  /** Serves the JDK's final method: CAPIO's stream behind this one, or null. */
  public static FileOutputStream body(FileOutputStream stream) {
    return stream instanceof CapioOwnOutputStream ? ((CapioOwnOutputStream) stream).body : null;
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
  public void flush() throws IOException {
    if (body == null) {
      super.flush();
    } else {
      body.flush();
    }
  }

  @Override
  public FileChannel getChannel() {
    return body == null ? super.getChannel() : body.getChannel();
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

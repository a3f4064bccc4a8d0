package java.io;

import java.lang.reflect.CapioReflection;
import java.nio.channels.FileChannel;

/**
 * What a program's own subclass of {@link FileInputStream} extends once it is rewritten: for a file
 * inside the CAPIO directory it stands before CAPIO's stream, for any other it adds nothing.
 *
 * <p>Overrides what the JDK's class declares, and calls the subclass where the JDK's class does.
 */
// newer compilers mind that super.close() is called while this is being made; it is the JDK's own
@SuppressWarnings("this-escape")
public class CapioOwnInputStream extends FileInputStream {

  private static final int CHUNK = 8192;

  /** CAPIO's stream, or null when the file is the disk's. */
  private final FileInputStream body;

  public CapioOwnInputStream(String name) throws FileNotFoundException {
    this(name == null ? null : new File(name));
  }

  public CapioOwnInputStream(File file) throws FileNotFoundException {
    this(file, CapioStreams.targetOf(file));
  }

  /** The descriptor may be one that a CAPIO file has lent. */
  public CapioOwnInputStream(FileDescriptor descriptor) {
    super(descriptor);
    CapioTarget target = CapioStreams.lender(descriptor);
    if (target == null) {
      body = null;
    } else {
      CapioReflection.ownStreamOpened();
      body = target.newFileInputStream(descriptor);
    }
  }

  private CapioOwnInputStream(File file, CapioTarget target) throws FileNotFoundException {
    super(target == null ? file : CapioStreams.NOTHING);
    if (target == null) {
      body = null;
    } else {
      try {
        super.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      CapioReflection.ownStreamOpened();
      body = target.newFileInputStream(file);
      CapioStreams.named(this, file.getPath());
    }
  }

  /** Serves the JDK's final methods: CAPIO's stream behind this one, or null. */
  public static FileInputStream body(FileInputStream stream) {
    return stream instanceof CapioOwnInputStream ? ((CapioOwnInputStream) stream).body : null;
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
  public byte[] readAllBytes() throws IOException {
    return body == null ? super.readAllBytes() : readUpTo(Integer.MAX_VALUE);
  }

  @Override
  public byte[] readNBytes(int len) throws IOException {
    return body == null || len < 0 ? super.readNBytes(len) : readUpTo(len);
  }

  /** The JDK's methods read through this object, so that a subclass's override has its say. */
  private byte[] readUpTo(int len) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] chunk = new byte[Math.min(len, CHUNK)];
    int left = len;
    while (left > 0) {
      int count = read(chunk, 0, Math.min(left, chunk.length));
      if (count < 0) {
        break;
      }
      all.write(chunk, 0, count);
      left -= count;
    }
    return all.toByteArray();
  }

  @Override
  public long skip(long n) throws IOException {
    return body == null ? super.skip(n) : body.skip(n);
  }

  @Override
  public int available() throws IOException {
    return body == null ? super.available() : body.available();
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

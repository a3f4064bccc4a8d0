package java.lang;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.SyncFailedException;
import java.nio.channels.FileChannel;
import jdk.internal.misc.Unsafe;

/** What rewritten code calls in place of the constructors and final methods of java.io's files. */
public final class CapioStreams {

  /** What a stream opens when the file of its name is not to be opened. */
  public static final File NOTHING = new File("/dev/null");

  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long INPUT_PATH = pathOf(FileInputStream.class);
  private static final long OUTPUT_PATH = pathOf(FileOutputStream.class);
  private static final long RANDOM_ACCESS_PATH = pathOf(RandomAccessFile.class);

  private CapioStreams() {}

  private static long pathOf(Class<?> type) {
    try {
      return UNSAFE.objectFieldOffset(type, "path");
    } catch (InternalError absent) {
      // A JDK without the field has nothing to be read.
      return Unsafe.INVALID_FIELD_OFFSET;
    }
  }

  private static void setPath(Object stream, long field, String name) {
    if (field != Unsafe.INVALID_FIELD_OFFSET) {
      UNSAFE.putReference(stream, field, name);
    }
  }

  /**
   * Says in the stream by which name it was opened, as the JDK's constructors do: programs that
   * open java.io to themselves read it there.
   */
  public static FileInputStream named(FileInputStream stream, String name) {
    setPath(stream, INPUT_PATH, name);
    return stream;
  }

  /** As {@link #named(FileInputStream, String)}. */
  public static FileOutputStream named(FileOutputStream stream, String name) {
    setPath(stream, OUTPUT_PATH, name);
    return stream;
  }

  /** As {@link #named(FileInputStream, String)}. */
  public static RandomAccessFile named(RandomAccessFile file, String name) {
    setPath(file, RANDOM_ACCESS_PATH, name);
    return file;
  }

  /** Returns who serves the file, or null when it is the JDK's. */
  public static CapioTarget targetOf(File file) {
    return CapioBridge.targetOf(file);
  }

  /** Returns who has lent the descriptor, or null when it is the JDK's. */
  public static CapioTarget lender(FileDescriptor descriptor) {
    CapioTarget target = CapioBridge.target();
    return target != null && target.hasLent(descriptor) ? target : null;
  }

  public static FileInputStream newFileInputStream(String name) throws FileNotFoundException {
    CapioTarget target = CapioBridge.targetOfName(name);
    return target == null
        ? new FileInputStream(name)
        : named(target.newFileInputStream(new File(name)), name);
  }

  public static FileInputStream newFileInputStream(File file) throws FileNotFoundException {
    CapioTarget target = CapioBridge.targetOf(file);
    return target == null
        ? new FileInputStream(file)
        : named(target.newFileInputStream(file), file.getPath());
  }

  public static FileOutputStream newFileOutputStream(String name) throws FileNotFoundException {
    return newFileOutputStream(name, false);
  }

  public static FileOutputStream newFileOutputStream(String name, boolean append)
      throws FileNotFoundException {
    CapioTarget target = CapioBridge.targetOfName(name);
    return target == null
        ? new FileOutputStream(name, append)
        : named(target.newFileOutputStream(new File(name), append), name);
  }

  public static FileOutputStream newFileOutputStream(File file) throws FileNotFoundException {
    return newFileOutputStream(file, false);
  }

  public static FileOutputStream newFileOutputStream(File file, boolean append)
      throws FileNotFoundException {
    CapioTarget target = CapioBridge.targetOf(file);
    return target == null
        ? new FileOutputStream(file, append)
        : named(target.newFileOutputStream(file, append), file.getPath());
  }

  public static RandomAccessFile newRandomAccessFile(String name, String mode)
      throws FileNotFoundException {
    CapioTarget target = CapioBridge.targetOfName(name);
    return target == null
        ? new RandomAccessFile(name, mode)
        : named(target.newRandomAccessFile(new File(name), mode), name);
  }

  public static RandomAccessFile newRandomAccessFile(File file, String mode)
      throws FileNotFoundException {
    CapioTarget target = CapioBridge.targetOf(file);
    return target == null
        ? new RandomAccessFile(file, mode)
        : named(target.newRandomAccessFile(file, mode), file.getPath());
  }

  /** The descriptor may be one that a CAPIO file has lent. */
  public static FileInputStream newFileInputStream(FileDescriptor descriptor) {
    CapioTarget target = descriptor == null ? null : CapioBridge.target();
    return target == null ? new FileInputStream(descriptor) : target.newFileInputStream(descriptor);
  }

  /** The descriptor may be one that a CAPIO file has lent. */
  public static FileOutputStream newFileOutputStream(FileDescriptor descriptor) {
    CapioTarget target = descriptor == null ? null : CapioBridge.target();
    return target == null
        ? new FileOutputStream(descriptor)
        : target.newFileOutputStream(descriptor);
  }

  public static void sync(FileDescriptor descriptor) throws SyncFailedException {
    CapioTarget target = descriptor == null ? null : CapioBridge.target();
    if (target == null) {
      descriptor.sync();
    } else {
      target.sync(descriptor);
    }
  }

  /**
   * Stands before {@code super(file)} in a program's own stream class: such an object is tied to a
   * descriptor of the disk, so an inside path is refused instead of being written elsewhere.
   */
  public static File onDisk(File file) throws FileNotFoundException {
    if (CapioBridge.targetOf(file) != null) {
      throw refused(file.getPath());
    }
    return file;
  }

  /** As {@link #onDisk(File)} for {@code super(name)}. */
  public static String onDisk(String name) throws FileNotFoundException {
    if (CapioBridge.targetOfName(name) != null) {
      throw refused(name);
    }
    return name;
  }

  private static FileNotFoundException refused(String path) {
    return new FileNotFoundException(
        path.concat(
            " (a subclass of a java.io file stream that was loaded before the CAPIO agent cannot be"
                + " opened in the CAPIO directory; start the program with the agent)"));
  }

  public static FileDescriptor getFD(FileInputStream stream) throws IOException {
    CapioTarget target = stream.getClass() == FileInputStream.class ? null : CapioBridge.target();
    return target == null ? stream.getFD() : target.getFD(stream);
  }

  public static FileDescriptor getFD(FileOutputStream stream) throws IOException {
    CapioTarget target = stream.getClass() == FileOutputStream.class ? null : CapioBridge.target();
    return target == null ? stream.getFD() : target.getFD(stream);
  }

  public static FileDescriptor getFD(RandomAccessFile file) throws IOException {
    CapioTarget target = targetOf(file);
    return target == null ? file.getFD() : target.getFD(file);
  }

  public static FileChannel getChannel(RandomAccessFile file) {
    CapioTarget target = targetOf(file);
    return target == null ? file.getChannel() : target.getChannel(file);
  }

  /** From JDK 21 on it does not go through the methods that a subclass can override. */
  public static String readLine(RandomAccessFile file) throws IOException {
    CapioTarget target = targetOf(file);
    return target == null ? file.readLine() : target.readLine(file);
  }

  public static void writeBytes(RandomAccessFile file, String text) throws IOException {
    CapioTarget target = targetOf(file);
    if (target == null) {
      file.writeBytes(text);
    } else {
      target.writeBytes(file, text);
    }
  }

  public static void writeChars(RandomAccessFile file, String text) throws IOException {
    CapioTarget target = targetOf(file);
    if (target == null) {
      file.writeChars(text);
    } else {
      target.writeChars(file, text);
    }
  }

  private static CapioTarget targetOf(RandomAccessFile file) {
    return file.getClass() == RandomAccessFile.class ? null : CapioBridge.target();
  }
}

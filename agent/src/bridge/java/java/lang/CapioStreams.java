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

/** What rewritten code calls in place of the constructors and final methods of java.io's files. */
public final class CapioStreams {

  /** What a stream opens when the file of its name is not to be opened. */
  public static final File NOTHING = new File("/dev/null");

  private CapioStreams() {}

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
    return target == null ? new FileInputStream(name) : target.newFileInputStream(new File(name));
  }

  public static FileInputStream newFileInputStream(File file) throws FileNotFoundException {
    CapioTarget target = CapioBridge.targetOf(file);
    return target == null ? new FileInputStream(file) : target.newFileInputStream(file);
  }

  public static FileOutputStream newFileOutputStream(String name) throws FileNotFoundException {
    return newFileOutputStream(name, false);
  }

  public static FileOutputStream newFileOutputStream(String name, boolean append)
      throws FileNotFoundException {
    CapioTarget target = CapioBridge.targetOfName(name);
    return target == null
        ? new FileOutputStream(name, append)
        : target.newFileOutputStream(new File(name), append);
  }

  public static FileOutputStream newFileOutputStream(File file) throws FileNotFoundException {
    return newFileOutputStream(file, false);
  }

  public static FileOutputStream newFileOutputStream(File file, boolean append)
      throws FileNotFoundException {
    CapioTarget target = CapioBridge.targetOf(file);
    return target == null
        ? new FileOutputStream(file, append)
        : target.newFileOutputStream(file, append);
  }

  public static RandomAccessFile newRandomAccessFile(String name, String mode)
      throws FileNotFoundException {
    CapioTarget target = CapioBridge.targetOfName(name);
    return target == null
        ? new RandomAccessFile(name, mode)
        : target.newRandomAccessFile(new File(name), mode);
  }

  public static RandomAccessFile newRandomAccessFile(File file, String mode)
      throws FileNotFoundException {
    CapioTarget target = CapioBridge.targetOf(file);
    return target == null
        ? new RandomAccessFile(file, mode)
        : target.newRandomAccessFile(file, mode);
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

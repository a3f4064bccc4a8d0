package io.capio.fs;

import io.capio.fs.attribute.PosixMode;
import io.capio.fs.channel.OpenFile;
import io.capio.fs.stream.CapioFileInputStream;
import io.capio.fs.stream.CapioFileOutputStream;
import io.capio.fs.stream.CapioRandomAccessFile;
import io.capio.fs.view.JdkFaults;
import io.capio.fs.view.OpenPlan;
import java.io.Closeable;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.SyncFailedException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.Set;

/**
 * The streams of {@code java.io} on CAPIO files, with the JDK's results and exceptions. A file that
 * is not CAPIO's gives the JDK's own objects. The operations of {@link File} are in {@link
 * JavaIoFile}. Thread-safe.
 *
 * <p>Methods that take a stream serve the JDK's final methods, which no subclass can answer; they
 * accept any stream, that of another CAPIO file system too.
 */
public final class JavaIo extends JavaIoFile {
  private static final Set<String> MODES = Set.of("r", "rw", "rws", "rwd");

  /** Of all file systems: who asks has nothing but the object. */
  private static final LentDescriptors DESCRIPTORS = new LentDescriptors();

  /**
   * @param fileSystem whose files these are
   */
  public JavaIo(CapioFileSystem fileSystem) {
    super(fileSystem);
  }

  private Optional<OpenFile> open(File file, OpenPlan plan) throws FileNotFoundException {
    if (isInvalid(file)) {
      return Optional.empty();
    }
    try {
      return view.open(view.locate(file), plan, PosixMode.ofNew(PosixMode.FILE));
    } catch (IOException e) {
      throw JdkFaults.javaIo(file.getPath(), e);
    }
  }

  /** {@code new FileInputStream(file)}; may wait for the file's creation. */
  public FileInputStream newFileInputStream(File file) throws FileNotFoundException {
    Optional<OpenFile> opened = open(file, OpenPlan.READ);
    if (opened.isPresent()) {
      return new CapioFileInputStream(opened.get());
    }
    File disk = view.onDisk(file, true);
    FileInputStream stream = new FileInputStream(disk);
    readsOnDisk(disk, stream::getFD);
    return stream;
  }

  private interface Opened {
    FileDescriptor descriptor() throws IOException;
  }

  private void readsOnDisk(File file, Opened opened) {
    try {
      view.readsOnDisk(file, opened.descriptor());
    } catch (IOException e) {
      throw new IllegalStateException("what has been opened has a descriptor", e);
    }
  }

  /** {@code new FileOutputStream(file, append)}. */
  public FileOutputStream newFileOutputStream(File file, boolean append)
      throws FileNotFoundException {
    Optional<OpenFile> opened = open(file, append ? OpenPlan.APPEND : OpenPlan.REWRITE);
    return opened.isPresent()
        ? new CapioFileOutputStream(opened.get())
        : new FileOutputStream(view.onDisk(file, true), append);
  }

  /** {@code new RandomAccessFile(file, mode)}; for reading it may wait for the file's creation. */
  public RandomAccessFile newRandomAccessFile(File file, String mode) throws FileNotFoundException {
    if (!MODES.contains(mode)) {
      return new RandomAccessFile(file, mode);
    }
    OpenPlan plan = mode.equals("r") ? OpenPlan.READ : OpenPlan.readWrite(mode.length() > 2);
    Optional<OpenFile> opened = open(file, plan);
    if (opened.isEmpty()) {
      File disk = view.onDisk(file, true);
      RandomAccessFile ordinary = new RandomAccessFile(disk, mode);
      if (!plan.access().writable()) {
        readsOnDisk(disk, ordinary::getFD);
      }
      return ordinary;
    }
    try {
      return new CapioRandomAccessFile(opened.get());
    } catch (IOException e) {
      throw JdkFaults.javaIo(file.getPath(), e);
    }
  }

  /** Whether a CAPIO file has lent the descriptor. */
  public boolean hasLent(FileDescriptor fd) {
    return DESCRIPTORS.find(fd) != null;
  }

  /** {@code new FileInputStream(fd)}: shares the position of whoever lent the descriptor. */
  public FileInputStream newFileInputStream(FileDescriptor fd) {
    OpenFile file = DESCRIPTORS.find(fd);
    return file == null ? new FileInputStream(fd) : new CapioFileInputStream(file);
  }

  /** {@code new FileOutputStream(fd)}: shares the position of whoever lent the descriptor. */
  public FileOutputStream newFileOutputStream(FileDescriptor fd) {
    OpenFile file = DESCRIPTORS.find(fd);
    return file == null ? new FileOutputStream(fd) : new CapioFileOutputStream(file);
  }

  /** {@link RandomAccessFile#getChannel()}. */
  public FileChannel getChannel(RandomAccessFile file) {
    return file instanceof CapioRandomAccessFile ours ? ours.file().channel() : file.getChannel();
  }

  /** {@link RandomAccessFile#getFD()}: valid while the file is open. */
  public FileDescriptor getFD(RandomAccessFile file) throws IOException {
    return file instanceof CapioRandomAccessFile ours
        ? DESCRIPTORS.lend(ours.file())
        : file.getFD();
  }

  /** The channel of a stream of one of CAPIO's own classes; null for any other. */
  public static FileChannel channelOf(Closeable stream) {
    if (stream instanceof CapioFileInputStream input) {
      return input.getChannel();
    }
    return stream instanceof CapioFileOutputStream output ? output.getChannel() : null;
  }

  /** {@link FileInputStream#getFD()}: valid while the stream is open. */
  public FileDescriptor getFD(FileInputStream stream) throws IOException {
    return stream instanceof CapioFileInputStream ours
        ? DESCRIPTORS.lend(ours.file())
        : stream.getFD();
  }

  /** {@link FileOutputStream#getFD()}: valid while the stream is open. */
  public FileDescriptor getFD(FileOutputStream stream) throws IOException {
    return stream instanceof CapioFileOutputStream ours
        ? DESCRIPTORS.lend(ours.file())
        : stream.getFD();
  }

  /** {@link FileDescriptor#sync()}: the server has all that was written when this returns. */
  public void sync(FileDescriptor fd) throws SyncFailedException {
    OpenFile file = DESCRIPTORS.find(fd);
    if (file == null || !fd.valid()) {
      fd.sync();
      return;
    }
    try {
      if (file.access().writable()) {
        file.sync();
      }
    } catch (IOException e) {
      SyncFailedException failed = new SyncFailedException("sync failed: " + e.getMessage());
      failed.initCause(e);
      throw failed;
    }
  }

  /** {@link RandomAccessFile#writeBytes(String)}. */
  public void writeBytes(RandomAccessFile file, String s) throws IOException {
    if (file instanceof CapioRandomAccessFile ours) {
      ours.writeText(s);
    } else {
      file.writeBytes(s);
    }
  }

  /** {@link RandomAccessFile#writeChars(String)}. */
  public void writeChars(RandomAccessFile file, String s) throws IOException {
    if (file instanceof CapioRandomAccessFile ours) {
      ours.writeWide(s);
    } else {
      file.writeChars(s);
    }
  }

  /** {@link RandomAccessFile#readLine()}, which since JDK 21 does not go through {@code read}. */
  public String readLine(RandomAccessFile file) throws IOException {
    return file instanceof CapioRandomAccessFile ours ? ours.readText() : file.readLine();
  }
}

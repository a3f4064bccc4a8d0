package java.lang;

import java.io.Closeable;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileFilter;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.FilenameFilter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.SyncFailedException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/**
 * Who serves the paths inside the CAPIO directory.
 *
 * <p>Each operation has the contract of the JDK's operation of the same name; the path or file
 * given is inside the directory. Called from any thread of the program.
 */
public interface CapioTarget extends Runnable {

  /** Ends the target's sessions at the end of the JVM. */
  @Override
  void run();

  /**
   * Returns the path through which the JDK reaches the same file in CAPIO; the given one is inside
   * or stands in an operation beside one that is.
   */
  Path route(Path path) throws IOException;

  /** As {@link #route} for operations that read a file whole, which no interrupt ends. */
  Path routeToReadWhole(Path path) throws IOException;

  /** Returns the channel of a stream whose class is the target's own, else null. */
  FileChannel channelOf(Closeable stream);

  /** {@link FileChannel#transferTo} of a channel of the JDK's to one that may be the target's. */
  long transferTo(FileChannel source, long position, long count, WritableByteChannel to)
      throws IOException;

  /** {@link FileChannel#transferFrom} of a channel of the JDK's; the other may be the target's. */
  long transferFrom(FileChannel target, ReadableByteChannel from, long position, long count)
      throws IOException;

  /** Returns the ordinary path for one that {@link #route} led to; any other path unchanged. */
  Path restore(Path path);

  FileInputStream newFileInputStream(File file) throws FileNotFoundException;

  FileOutputStream newFileOutputStream(File file, boolean append) throws FileNotFoundException;

  RandomAccessFile newRandomAccessFile(File file, String mode) throws FileNotFoundException;

  /** Whether a CAPIO file has lent the descriptor. */
  boolean hasLent(FileDescriptor descriptor);

  /** The descriptor may be one that a CAPIO file has lent. */
  FileInputStream newFileInputStream(FileDescriptor descriptor);

  /** The descriptor may be one that a CAPIO file has lent. */
  FileOutputStream newFileOutputStream(FileDescriptor descriptor);

  void sync(FileDescriptor descriptor) throws SyncFailedException;

  FileChannel getChannel(RandomAccessFile file);

  FileDescriptor getFD(RandomAccessFile file) throws IOException;

  FileDescriptor getFD(FileInputStream stream) throws IOException;

  FileDescriptor getFD(FileOutputStream stream) throws IOException;

  String readLine(RandomAccessFile file) throws IOException;

  void writeBytes(RandomAccessFile file, String text) throws IOException;

  void writeChars(RandomAccessFile file, String text) throws IOException;

  boolean exists(File file);

  boolean isFile(File file);

  boolean isDirectory(File file);

  boolean canRead(File file);

  boolean canWrite(File file);

  boolean canExecute(File file);

  long length(File file);

  long lastModified(File file);

  boolean setLastModified(File file, long time);

  boolean setReadOnly(File file);

  boolean setReadable(File file, boolean readable, boolean ownerOnly);

  boolean setWritable(File file, boolean writable, boolean ownerOnly);

  boolean setExecutable(File file, boolean executable, boolean ownerOnly);

  boolean createNewFile(File file) throws IOException;

  boolean delete(File file);

  void deleteOnExit(File file);

  boolean mkdir(File file);

  boolean mkdirs(File file);

  /** At least one of the two is inside the directory. */
  boolean renameTo(File file, File destination);

  String[] list(File file);

  String[] list(File file, FilenameFilter filter);

  File[] listFiles(File file);

  File[] listFiles(File file, FileFilter filter);

  File[] listFiles(File file, FilenameFilter filter);

  String getCanonicalPath(File file) throws IOException;

  File getCanonicalFile(File file) throws IOException;

  long getTotalSpace(File file);

  long getFreeSpace(File file);

  long getUsableSpace(File file);

  File createTempFile(String prefix, String suffix, File directory) throws IOException;

  /** What has been written and closed is on the disk afterwards. */
  void persist();

  /** A program is about to be started, and is to find on the disk what this one writes. */
  void startsProgram();

  /** It has been started; null if it could not be. Follows each {@link #startsProgram}. */
  void startedProgram(Process process);

  /** Returns the name of a file of the disk with the content of the one given. */
  String library(String name);

  /** Returns a service that takes directories inside and hands the others to the given one. */
  WatchService newWatchService(WatchService disk);

  /**
   * Watches a directory, inside if {@code routed} is not the path itself.
   *
   * @param watcher any watch service of the program
   */
  WatchKey register(
      Path path,
      Path routed,
      WatchService watcher,
      WatchEvent.Kind<?>[] events,
      WatchEvent.Modifier... modifiers)
      throws IOException;
}

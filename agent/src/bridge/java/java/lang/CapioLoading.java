package java.lang;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/**
 * What the JDK's own class loading and its zip files call: as the other classes of the bridge, but
 * for the program's class path, its module path and the agent itself, which are always read from
 * the disk.
 *
 * <p>Otherwise the class that is needed to reach CAPIO could be one that CAPIO has to deliver.
 */
public final class CapioLoading {

  private static volatile CapioDirectory[] classPath = new CapioDirectory[0];
  private static volatile CapioDirectory[] modulePath = new CapioDirectory[0];

  private CapioLoading() {}

  /**
   * Adds places; to be called before anybody asks for what is in them.
   *
   * @param classes archives and directories of classes; other archives below such a directory,
   *     which may be the working directory, are CAPIO's
   * @param modules all below them is meant
   */
  public static synchronized void leaveOnDisk(CapioDirectory[] classes, CapioDirectory[] modules) {
    classPath = joined(classPath, classes);
    modulePath = joined(modulePath, modules);
  }

  private static CapioDirectory[] joined(CapioDirectory[] some, CapioDirectory[] more) {
    CapioDirectory[] all = new CapioDirectory[some.length + more.length];
    System.arraycopy(some, 0, all, 0, some.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private static boolean isOnClassPath(String path) {
    CapioDirectory[] places = classPath;
    for (int i = 0; i < places.length; i++) {
      if (places[i].isNamedBy(path)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOrdinary(String path) {
    if (CapioBridge.targetOf(path) == null || isOnClassPath(path)) {
      return true;
    }
    CapioDirectory[] places = modulePath;
    for (int i = 0; i < places.length; i++) {
      if (places[i].contains(path)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOrdinary(File file) {
    return file instanceof Sought ? ((Sought) file).onDisk : isOrdinary(file.getPath());
  }

  /** The file of a class or resource, by the directory that its loader was given. */
  public static File newFile(File directory, String name) {
    String path = new File(directory, name).getPath();
    return new Sought(path, isOnClassPath(directory.getPath()) || isOrdinary(path));
  }

  /** What a loader looks for in one of its directories. */
  private static final class Sought extends File {
    private static final long serialVersionUID = 1L;

    private final boolean onDisk;

    Sought(String path, boolean onDisk) {
      super(path);
      this.onDisk = onDisk;
    }
  }

  /** Whether a loader has found it on the disk, as one does that is not rewritten yet. */
  private static boolean isFoundOnDisk(File file) {
    return !(file instanceof Sought) || ((Sought) file).onDisk;
  }

  public static boolean exists(File file) {
    return isOrdinary(file) ? file.exists() : CapioFile.exists(file);
  }

  public static long length(File file) {
    return isFoundOnDisk(file) ? file.length() : CapioFile.length(file);
  }

  public static boolean delete(File file) {
    return isOrdinary(file) ? file.delete() : CapioFile.delete(file);
  }

  public static File getCanonicalFile(File file) throws IOException {
    File canonical = isOrdinary(file) ? file.getCanonicalFile() : CapioFile.getCanonicalFile(file);
    return file instanceof Sought
        ? new Sought(canonical.getPath(), ((Sought) file).onDisk)
        : canonical;
  }

  public static FileInputStream newFileInputStream(File file) throws FileNotFoundException {
    return isFoundOnDisk(file) ? new FileInputStream(file) : CapioStreams.newFileInputStream(file);
  }

  public static RandomAccessFile newRandomAccessFile(File file, String mode)
      throws FileNotFoundException {
    return isOrdinary(file)
        ? new RandomAccessFile(file, mode)
        : CapioStreams.newRandomAccessFile(file, mode);
  }

  public static <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return isOrdinary(path.toString())
        ? Files.readAttributes(path, type, options)
        : CapioAttributes.readAttributes(path, type, options);
  }

  public static boolean isDirectory(Path path, LinkOption... options) {
    return isOrdinary(path.toString())
        ? Files.isDirectory(path, options)
        : CapioAttributes.isDirectory(path, options);
  }

  public static InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    return isOrdinary(path.toString())
        ? Files.newInputStream(path, options)
        : CapioFiles.newInputStream(path, options);
  }

  public static byte[] readAllBytes(Path path) throws IOException {
    return isOrdinary(path.toString()) ? Files.readAllBytes(path) : CapioFiles.readAllBytes(path);
  }

  public static Stream<Path> walk(Path start, int depth, FileVisitOption... options)
      throws IOException {
    return isOrdinary(start.toString())
        ? Files.walk(start, depth, options)
        : CapioTrees.walk(start, depth, options);
  }
}

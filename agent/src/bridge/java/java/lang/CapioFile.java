package java.lang;

import java.io.File;
import java.io.FileFilter;
import java.io.FilenameFilter;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;

/** What rewritten code calls in place of the methods of {@link File} that touch the disk. */
public final class CapioFile {

  private CapioFile() {}

  /**
   * Returns the target for a call on a file, or null when the call must go to the object: for paths
   * outside, and for a subclass that has received overrides and so asks again itself.
   */
  private static CapioTarget own(File file) {
    return file instanceof CapioWovenFile ? null : targetOf(file);
  }

  /**
   * To these methods, unlike to what opens files, newer JDKs take the empty name for that of the
   * working directory; the target knows which do.
   */
  private static CapioTarget targetOf(File file) {
    return file != null && file.getPath().isEmpty()
        ? CapioBridge.targetOfName(".")
        : CapioBridge.targetOf(file);
  }

  /**
   * Serves the overrides of a woven subclass: a plain file of the same path when it is inside, null
   * when the JDK's inherited method is to run.
   */
  public static File inside(File file) {
    return targetOf(file) == null ? null : new File(file.getPath());
  }

  /** As {@link #inside(File)} for a rename, where either side counts. */
  public static File inside(File file, File destination) {
    return targetOf(file) == null && targetOf(destination) == null
        ? null
        : new File(file.getPath());
  }

  public static void deleteOnExit(File file) {
    CapioTarget target = own(file);
    if (target == null) {
      file.deleteOnExit();
    } else {
      target.deleteOnExit(file);
    }
  }

  /**
   * Either side may be inside: the JDK on one file system renames from anywhere to anywhere. Two
   * CAPIO directories are two file systems.
   */
  public static boolean renameTo(File file, File destination) {
    CapioTarget target = own(file);
    CapioTarget other = targetOf(destination);
    if (target == null && !(file instanceof CapioWovenFile)) {
      target = other;
    } else if (target != null && other != null && target != other) {
      return false;
    }
    return target == null || destination == null
        ? file.renameTo(destination)
        : target.renameTo(file, destination);
  }

  public static File createTempFile(String prefix, String suffix) throws IOException {
    return createTempFile(prefix, suffix, null);
  }

  public static File createTempFile(String prefix, String suffix, File directory)
      throws IOException {
    File parent = directory == null ? new File(CapioTemporary.DIRECTORY) : directory;
    CapioTarget target = CapioBridge.targetOf(parent);
    return target == null
        ? File.createTempFile(prefix, suffix, directory)
        : target.createTempFile(prefix, suffix, parent);
  }

  /** The JDK asks the disk whether a slash belongs at the end. */
  public static URI toURI(File file) {
    CapioTarget target = own(file);
    return target == null
        ? file.toURI()
        : uri(slashed(file.getAbsolutePath(), target.isDirectory(file.getAbsoluteFile())));
  }

  @SuppressWarnings("deprecation")
  public static URL toURL(File file) throws MalformedURLException {
    CapioTarget target = own(file);
    return target == null
        ? file.toURL()
        : new URL("file", "", slashed(file.getAbsolutePath(), target.isDirectory(file)));
  }

  private static URI uri(String path) {
    try {
      return new URI("file", null, path, null);
    } catch (URISyntaxException e) {
      throw new Error(e);
    }
  }

  private static String slashed(String path, boolean isDirectory) {
    return isDirectory && !path.endsWith("/") ? path.concat("/") : path;
  }

  public static boolean exists(File file) {
    CapioTarget target = own(file);
    return target == null ? file.exists() : target.exists(file);
  }

  public static boolean isFile(File file) {
    CapioTarget target = own(file);
    return target == null ? file.isFile() : target.isFile(file);
  }

  public static boolean isDirectory(File file) {
    CapioTarget target = own(file);
    return target == null ? file.isDirectory() : target.isDirectory(file);
  }

  public static boolean canRead(File file) {
    CapioTarget target = own(file);
    return target == null ? file.canRead() : target.canRead(file);
  }

  public static boolean canWrite(File file) {
    CapioTarget target = own(file);
    return target == null ? file.canWrite() : target.canWrite(file);
  }

  public static boolean canExecute(File file) {
    CapioTarget target = own(file);
    return target == null ? file.canExecute() : target.canExecute(file);
  }

  public static boolean setReadOnly(File file) {
    CapioTarget target = own(file);
    return target == null ? file.setReadOnly() : target.setReadOnly(file);
  }

  public static boolean mkdir(File file) {
    CapioTarget target = own(file);
    return target == null ? file.mkdir() : target.mkdir(file);
  }

  public static boolean mkdirs(File file) {
    CapioTarget target = own(file);
    return target == null ? file.mkdirs() : target.mkdirs(file);
  }

  public static boolean delete(File file) {
    CapioTarget target = own(file);
    return target == null ? file.delete() : target.delete(file);
  }

  public static long length(File file) {
    CapioTarget target = own(file);
    return target == null ? file.length() : target.length(file);
  }

  public static long lastModified(File file) {
    CapioTarget target = own(file);
    return target == null ? file.lastModified() : target.lastModified(file);
  }

  public static long getTotalSpace(File file) {
    CapioTarget target = own(file);
    return target == null ? file.getTotalSpace() : target.getTotalSpace(file);
  }

  public static long getFreeSpace(File file) {
    CapioTarget target = own(file);
    return target == null ? file.getFreeSpace() : target.getFreeSpace(file);
  }

  public static long getUsableSpace(File file) {
    CapioTarget target = own(file);
    return target == null ? file.getUsableSpace() : target.getUsableSpace(file);
  }

  public static boolean setLastModified(File file, long time) {
    CapioTarget target = own(file);
    return target == null ? file.setLastModified(time) : target.setLastModified(file, time);
  }

  public static boolean setReadable(File file, boolean readable) {
    CapioTarget target = own(file);
    return target == null ? file.setReadable(readable) : target.setReadable(file, readable, true);
  }

  public static boolean setReadable(File file, boolean readable, boolean ownerOnly) {
    CapioTarget target = own(file);
    return target == null
        ? file.setReadable(readable, ownerOnly)
        : target.setReadable(file, readable, ownerOnly);
  }

  public static boolean setWritable(File file, boolean writable) {
    CapioTarget target = own(file);
    return target == null ? file.setWritable(writable) : target.setWritable(file, writable, true);
  }

  public static boolean setWritable(File file, boolean writable, boolean ownerOnly) {
    CapioTarget target = own(file);
    return target == null
        ? file.setWritable(writable, ownerOnly)
        : target.setWritable(file, writable, ownerOnly);
  }

  public static boolean setExecutable(File file, boolean executable) {
    CapioTarget target = own(file);
    return target == null
        ? file.setExecutable(executable)
        : target.setExecutable(file, executable, true);
  }

  public static boolean setExecutable(File file, boolean executable, boolean ownerOnly) {
    CapioTarget target = own(file);
    return target == null
        ? file.setExecutable(executable, ownerOnly)
        : target.setExecutable(file, executable, ownerOnly);
  }

  public static boolean createNewFile(File file) throws IOException {
    CapioTarget target = own(file);
    return target == null ? file.createNewFile() : target.createNewFile(file);
  }

  public static String[] list(File file) {
    CapioTarget target = own(file);
    return target == null ? file.list() : target.list(file);
  }

  public static String[] list(File file, FilenameFilter filter) {
    CapioTarget target = own(file);
    return target == null ? file.list(filter) : target.list(file, filter);
  }

  public static File[] listFiles(File file) {
    CapioTarget target = own(file);
    return target == null ? file.listFiles() : target.listFiles(file);
  }

  public static File[] listFiles(File file, FileFilter filter) {
    CapioTarget target = own(file);
    return target == null ? file.listFiles(filter) : target.listFiles(file, filter);
  }

  public static File[] listFiles(File file, FilenameFilter filter) {
    CapioTarget target = own(file);
    return target == null ? file.listFiles(filter) : target.listFiles(file, filter);
  }

  public static String getCanonicalPath(File file) throws IOException {
    CapioTarget target = own(file);
    return target == null ? file.getCanonicalPath() : target.getCanonicalPath(file);
  }

  public static File getCanonicalFile(File file) throws IOException {
    CapioTarget target = own(file);
    return target == null ? file.getCanonicalFile() : target.getCanonicalFile(file);
  }
}

package io.capio.ipc;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Paths of the JDK's own file system.
 *
 * <p>{@link Path#of} gives those of the default file system, which a program may replace by one of
 * its own ({@code java.nio.file.spi.DefaultFileSystemProvider}): that one must not be loaded before
 * the program asks for it, and CAPIO must not work through it. Thread-safe.
 */
public final class Disk {
  /** Null as long as the default one is the JDK's. */
  private static volatile FileSystem jdk;

  /** In which the JDK encodes the names of files. */
  private static final Charset NAMES =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

  /** Null if it is what {@code user.dir} says. */
  private static final String PROCESS_DIRECTORY = findProcessDirectory();

  private Disk() {}

  private static String findProcessDirectory() {
    try {
      String process = new File("/proc/self/cwd").getCanonicalPath();
      return process.equals(new File("").getCanonicalPath()) ? null : process;
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * The working directory of the process, if the JVM was started with another one as {@code
   * user.dir}: the system resolves the names of java.io against it. Null if they are the same.
   */
  public static String processDirectory() {
    return PROCESS_DIRECTORY;
  }

  /** The name by which the system finds a file of java.io, whatever {@code user.dir} says. */
  public static String nameOf(File file) {
    String name = file.getPath();
    return PROCESS_DIRECTORY == null || name.isEmpty() || name.startsWith("/")
        ? name
        : PROCESS_DIRECTORY + "/" + name;
  }

  /** Says which one the JDK's is, in a JVM whose program has another; before any other call. */
  public static void use(FileSystem fileSystem) {
    jdk = fileSystem;
  }

  /** The JDK's file system. */
  public static FileSystem fileSystem() {
    FileSystem own = jdk;
    return own == null ? FileSystems.getDefault() : own;
  }

  /**
   * As {@link Path#of(String, String...)}. Characters that the locale cannot encode, which no path
   * can have, become question marks, as in all names that java.io gives to the system.
   */
  public static Path path(String first, String... more) {
    FileSystem disk = fileSystem();
    try {
      return disk.getPath(first, more);
    } catch (InvalidPathException e) {
      if (first.indexOf('\0') >= 0) {
        throw e;
      }
      return disk.getPath(new String(first.getBytes(NAMES), NAMES), more);
    }
  }

  /**
   * A directory for temporary files of CAPIO's own: that of the JVM, or {@code /tmp} if the disk
   * has none of its name, because it is in CAPIO.
   */
  public static Path temporaryDirectory() {
    Path own = path(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath().normalize();
    return Files.isDirectory(own) ? own : path("/tmp");
  }

  /**
   * As {@link #temporaryDirectory()}, but for files that the program must not see in its own
   * directories.
   *
   * @param capio the CAPIO directory
   */
  public static Path temporaryDirectory(Path capio) {
    Path own = temporaryDirectory();
    return own.startsWith(capio) ? path("/tmp") : own;
  }
}

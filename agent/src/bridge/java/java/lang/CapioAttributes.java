package java.lang;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Set;

/**
 * Stands in for the methods of {@link Files} that ask about a file or change its attributes.
 *
 * <p>Those that answer a boolean and cannot throw say no when CAPIO cannot be reached, as the JDK
 * does for what it cannot determine.
 */
public final class CapioAttributes {

  private CapioAttributes() {}

  public static boolean exists(Path path, LinkOption... options) {
    Path routed = CapioBridge.routeOrNull(path);
    return reached(routed, path) && Files.exists(routed, options);
  }

  public static boolean notExists(Path path, LinkOption... options) {
    Path routed = CapioBridge.routeOrNull(path);
    return reached(routed, path) && Files.notExists(routed, options);
  }

  public static boolean isDirectory(Path path, LinkOption... options) {
    Path routed = CapioBridge.routeOrNull(path);
    return reached(routed, path) && Files.isDirectory(routed, options);
  }

  public static boolean isRegularFile(Path path, LinkOption... options) {
    Path routed = CapioBridge.routeOrNull(path);
    return reached(routed, path) && Files.isRegularFile(routed, options);
  }

  public static boolean isSymbolicLink(Path path) {
    Path routed = CapioBridge.routeOrNull(path);
    return reached(routed, path) && Files.isSymbolicLink(routed);
  }

  public static boolean isReadable(Path path) {
    Path routed = CapioBridge.routeOrNull(path);
    return reached(routed, path) && Files.isReadable(routed);
  }

  public static boolean isWritable(Path path) {
    Path routed = CapioBridge.routeOrNull(path);
    return reached(routed, path) && Files.isWritable(routed);
  }

  public static boolean isExecutable(Path path) {
    Path routed = CapioBridge.routeOrNull(path);
    return reached(routed, path) && Files.isExecutable(routed);
  }

  /** A null path of the program's is let through, to be refused by the JDK. */
  private static boolean reached(Path routed, Path path) {
    return routed != null || path == null;
  }

  public static boolean isSameFile(Path path, Path other) throws IOException {
    return Files.isSameFile(CapioBridge.route(path, other), CapioBridge.route(other, path));
  }

  public static long mismatch(Path path, Path other) throws IOException {
    return Files.mismatch(CapioBridge.route(path, other), CapioBridge.route(other, path));
  }

  public static long size(Path path) throws IOException {
    return Files.size(CapioBridge.route(path));
  }

  public static FileStore getFileStore(Path path) throws IOException {
    return Files.getFileStore(CapioBridge.route(path));
  }

  public static <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    try {
      return Files.getFileAttributeView(CapioBridge.route(path), type, options);
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    }
  }

  public static <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return Files.readAttributes(CapioBridge.route(path), type, options);
  }

  public static Map<String, Object> readAttributes(
      Path path, String attributes, LinkOption... options) throws IOException {
    return Files.readAttributes(CapioBridge.route(path), attributes, options);
  }

  public static Object getAttribute(Path path, String attribute, LinkOption... options)
      throws IOException {
    return Files.getAttribute(CapioBridge.route(path), attribute, options);
  }

  public static Path setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    Files.setAttribute(CapioBridge.route(path), attribute, value, options);
    return path;
  }

  public static FileTime getLastModifiedTime(Path path, LinkOption... options) throws IOException {
    return Files.getLastModifiedTime(CapioBridge.route(path), options);
  }

  public static Path setLastModifiedTime(Path path, FileTime time) throws IOException {
    Files.setLastModifiedTime(CapioBridge.route(path), time);
    return path;
  }

  public static UserPrincipal getOwner(Path path, LinkOption... options) throws IOException {
    return Files.getOwner(CapioBridge.route(path), options);
  }

  public static Path setOwner(Path path, UserPrincipal owner) throws IOException {
    Files.setOwner(CapioBridge.route(path), owner);
    return path;
  }

  public static Set<PosixFilePermission> getPosixFilePermissions(Path path, LinkOption... options)
      throws IOException {
    return Files.getPosixFilePermissions(CapioBridge.route(path), options);
  }

  public static Path setPosixFilePermissions(Path path, Set<PosixFilePermission> permissions)
      throws IOException {
    Files.setPosixFilePermissions(CapioBridge.route(path), permissions);
    return path;
  }
}

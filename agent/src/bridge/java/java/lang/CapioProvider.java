package java.lang;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** Stands in for the methods of {@link FileSystemProvider}, called on the JDK's own provider. */
public final class CapioProvider {

  private static final FileSystemProvider JDK = CapioBridge.JDK.provider();

  private CapioProvider() {}

  private static Path route(FileSystemProvider provider, Path path) throws IOException {
    return provider == JDK ? CapioBridge.route(path) : path;
  }

  private static FileSystemProvider of(FileSystemProvider provider, Path path, Path routed) {
    return routed == path ? provider : routed.getFileSystem().provider();
  }

  public static SeekableByteChannel newByteChannel(
      FileSystemProvider provider,
      Path path,
      Set<? extends OpenOption> options,
      FileAttribute<?>... attributes)
      throws IOException {
    Path routed = route(provider, path);
    return of(provider, path, routed).newByteChannel(routed, options, attributes);
  }

  public static FileChannel newFileChannel(
      FileSystemProvider provider,
      Path path,
      Set<? extends OpenOption> options,
      FileAttribute<?>... attributes)
      throws IOException {
    Path routed = route(provider, path);
    return of(provider, path, routed).newFileChannel(routed, options, attributes);
  }

  public static AsynchronousFileChannel newAsynchronousFileChannel(
      FileSystemProvider provider,
      Path path,
      Set<? extends OpenOption> options,
      ExecutorService executor,
      FileAttribute<?>... attributes)
      throws IOException {
    Path routed = route(provider, path);
    return of(provider, path, routed)
        .newAsynchronousFileChannel(routed, options, executor, attributes);
  }

  public static InputStream newInputStream(
      FileSystemProvider provider, Path path, OpenOption... options) throws IOException {
    Path routed = route(provider, path);
    return of(provider, path, routed).newInputStream(routed, options);
  }

  public static OutputStream newOutputStream(
      FileSystemProvider provider, Path path, OpenOption... options) throws IOException {
    Path routed = route(provider, path);
    return of(provider, path, routed).newOutputStream(routed, options);
  }

  public static DirectoryStream<Path> newDirectoryStream(
      FileSystemProvider provider, Path path, DirectoryStream.Filter<? super Path> filter)
      throws IOException {
    Path routed = route(provider, path);
    return routed == path
        ? provider.newDirectoryStream(path, filter)
        : new CapioOpenDirectory(
            path,
            of(provider, path, routed).newDirectoryStream(routed, CapioTrees.restoring(filter)));
  }

  public static void createDirectory(
      FileSystemProvider provider, Path path, FileAttribute<?>... attributes) throws IOException {
    Path routed = route(provider, path);
    of(provider, path, routed).createDirectory(routed, attributes);
  }

  public static void createSymbolicLink(
      FileSystemProvider provider, Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    if (provider == JDK) {
      CapioFiles.createSymbolicLink(link, target, attributes);
    } else {
      provider.createSymbolicLink(link, target, attributes);
    }
  }

  public static void createLink(FileSystemProvider provider, Path link, Path existing)
      throws IOException {
    if (provider == JDK) {
      CapioFiles.createLink(link, existing);
    } else {
      provider.createLink(link, existing);
    }
  }

  public static Path readSymbolicLink(FileSystemProvider provider, Path link) throws IOException {
    Path routed = route(provider, link);
    return CapioBridge.restore(of(provider, link, routed).readSymbolicLink(routed));
  }

  public static void delete(FileSystemProvider provider, Path path) throws IOException {
    Path routed = route(provider, path);
    of(provider, path, routed).delete(routed);
  }

  public static boolean deleteIfExists(FileSystemProvider provider, Path path) throws IOException {
    Path routed = route(provider, path);
    return of(provider, path, routed).deleteIfExists(routed);
  }

  public static void copy(
      FileSystemProvider provider, Path source, Path target, CopyOption... options)
      throws IOException {
    if (bothOrdinary(provider, source, target)) {
      provider.copy(source, target, options);
    } else {
      CapioFiles.copy(source, target, options);
    }
  }

  public static void move(
      FileSystemProvider provider, Path source, Path target, CopyOption... options)
      throws IOException {
    if (bothOrdinary(provider, source, target)) {
      provider.move(source, target, options);
    } else {
      CapioFiles.move(source, target, options);
    }
  }

  private static boolean bothOrdinary(FileSystemProvider provider, Path source, Path target) {
    return provider != JDK
        || isForeign(source)
        || isForeign(target)
        || (CapioBridge.targetOf(source) == null && CapioBridge.targetOf(target) == null);
  }

  /** What the JDK's provider refuses. */
  private static boolean isForeign(Path path) {
    return path == null || path.getFileSystem() != CapioBridge.JDK;
  }

  public static boolean isSameFile(FileSystemProvider provider, Path path, Path other)
      throws IOException {
    return provider == JDK
        ? CapioAttributes.isSameFile(path, other)
        : provider.isSameFile(path, other);
  }

  public static FileStore getFileStore(FileSystemProvider provider, Path path) throws IOException {
    Path routed = route(provider, path);
    return of(provider, path, routed).getFileStore(routed);
  }

  public static void checkAccess(FileSystemProvider provider, Path path, AccessMode... modes)
      throws IOException {
    Path routed = route(provider, path);
    of(provider, path, routed).checkAccess(routed, modes);
  }

  public static <V extends FileAttributeView> V getFileAttributeView(
      FileSystemProvider provider, Path path, Class<V> type, LinkOption... options) {
    try {
      Path routed = route(provider, path);
      return of(provider, path, routed).getFileAttributeView(routed, type, options);
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    }
  }

  public static <A extends BasicFileAttributes> A readAttributes(
      FileSystemProvider provider, Path path, Class<A> type, LinkOption... options)
      throws IOException {
    Path routed = route(provider, path);
    return of(provider, path, routed).readAttributes(routed, type, options);
  }

  public static Map<String, Object> readAttributes(
      FileSystemProvider provider, Path path, String attributes, LinkOption... options)
      throws IOException {
    Path routed = route(provider, path);
    return of(provider, path, routed).readAttributes(routed, attributes, options);
  }

  public static void setAttribute(
      FileSystemProvider provider, Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    Path routed = route(provider, path);
    of(provider, path, routed).setAttribute(routed, attribute, value, options);
  }

  /** A method of JDK 20, by its specification in terms of older ones. */
  public static boolean exists(FileSystemProvider provider, Path path, LinkOption... options) {
    try {
      Path routed = route(provider, path);
      FileSystemProvider owner = of(provider, path, routed);
      if (options.length == 0) {
        owner.checkAccess(routed);
      } else {
        owner.readAttributes(routed, BasicFileAttributes.class, options);
      }
      return true;
    } catch (IOException absent) {
      return false;
    }
  }

  /** A method of JDK 20, by its specification in terms of older ones. */
  public static <A extends BasicFileAttributes> A readAttributesIfExists(
      FileSystemProvider provider, Path path, Class<A> type, LinkOption... options)
      throws IOException {
    try {
      return readAttributes(provider, path, type, options);
    } catch (NoSuchFileException absent) {
      if (type == BasicFileAttributes.class && options.length == 0) {
        requireWay(provider, path);
      }
      return null;
    }
  }

  /** Of a file that stands where a directory should the JDK's own method says so. */
  private static void requireWay(FileSystemProvider provider, Path path) throws IOException {
    for (Path above = path.getParent(); above != null; above = above.getParent()) {
      try {
        if (readAttributes(provider, above, BasicFileAttributes.class).isDirectory()) {
          return;
        }
      } catch (NoSuchFileException absent) {
        continue;
      }
      throw new FileSystemException(path.toString(), null, "Not a directory");
    }
  }
}

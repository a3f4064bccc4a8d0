package io.capio.fs;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.ipc.Disk;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds CAPIO file systems by URI, {@code capio:///absolute/capio/dir}: the provider that the JDK
 * loads as a service. Options come from the environment map of {@code newFileSystem}, by {@link
 * Setting#key()}, and from the query of the URI.
 *
 * <p>A registry only: the operations on files are those of the provider that the paths name.
 */
public final class CapioFileSystemProvider extends FileSystemProvider {
  static final String SCHEME = "capio";

  /** Shared by all instances: the JDK makes one, a program may make more. */
  private static final Map<Path, CapioFileSystem> OPEN = new HashMap<>();

  /** For the JDK's service loader. */
  public CapioFileSystemProvider() {}

  static FileSystemProvider installed() {
    return new CapioFileSystemProvider();
  }

  private static Path directory(URI uri) {
    if (!SCHEME.equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException(uri + " does not have the scheme " + SCHEME);
    }
    if (uri.getRawAuthority() != null || uri.getPath() == null || !uri.getPath().startsWith("/")) {
      throw new IllegalArgumentException(
          uri + " must be of the form capio:///absolute/path, without a host");
    }
    return Disk.path(uri.getPath()).normalize();
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  /**
   * Opens the file system of a CAPIO directory; may start its server.
   *
   * @throws FileSystemAlreadyExistsException if that of this directory is open
   * @throws IllegalArgumentException for an unknown option
   */
  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) throws IOException {
    Path directory = directory(uri);
    Settings settings = Settings.resolve(options(uri, directory, env));
    synchronized (OPEN) {
      if (OPEN.containsKey(directory)) {
        throw new FileSystemAlreadyExistsException(directory.toString());
      }
      CapioFileSystem opened = CapioFileSystem.open(settings, () -> forget(directory));
      OPEN.put(directory, opened);
      return opened;
    }
  }

  private static void forget(Path directory) {
    synchronized (OPEN) {
      OPEN.remove(directory);
    }
  }

  private static Map<String, String> options(URI uri, Path directory, Map<String, ?> env) {
    Map<String, String> options = new HashMap<>();
    if (uri.getQuery() != null) {
      for (String option : uri.getQuery().split("&", -1)) {
        int equals = option.indexOf('=');
        if (equals < 0) {
          throw new IllegalArgumentException("\"" + option + "\" in " + uri + " has no value");
        }
        options.put(option.substring(0, equals), option.substring(equals + 1));
      }
    }
    env.forEach((key, value) -> options.put(key, String.valueOf(value)));
    options.put(Setting.CAPIO_DIR.key(), directory.toString());
    return options;
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    Path directory = directory(uri);
    synchronized (OPEN) {
      CapioFileSystem found = OPEN.get(directory);
      if (found == null) {
        throw new FileSystemNotFoundException(directory.toString());
      }
      return found;
    }
  }

  @Override
  public Path getPath(URI uri) {
    Path path = directory(uri);
    synchronized (OPEN) {
      for (Path directory = path; directory != null; directory = directory.getParent()) {
        CapioFileSystem found = OPEN.get(directory);
        if (found != null) {
          return found.wrap(path);
        }
      }
    }
    throw new FileSystemNotFoundException("no open CAPIO file system has " + path);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs) throws IOException {
    return PathProvider.INSTANCE.newByteChannel(path, options, attrs);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path dir, DirectoryStream.Filter<? super Path> filter) throws IOException {
    return PathProvider.INSTANCE.newDirectoryStream(dir, filter);
  }

  @Override
  public void createDirectory(Path dir, FileAttribute<?>... attrs) throws IOException {
    PathProvider.INSTANCE.createDirectory(dir, attrs);
  }

  @Override
  public void delete(Path path) throws IOException {
    PathProvider.INSTANCE.delete(path);
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    PathProvider.INSTANCE.copy(source, target, options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    PathProvider.INSTANCE.move(source, target, options);
  }

  @Override
  public boolean isSameFile(Path path, Path path2) throws IOException {
    return PathProvider.INSTANCE.isSameFile(path, path2);
  }

  @Override
  public boolean isHidden(Path path) {
    return PathProvider.INSTANCE.isHidden(path);
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return PathProvider.INSTANCE.getFileStore(path);
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    PathProvider.INSTANCE.checkAccess(path, modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return PathProvider.INSTANCE.getFileAttributeView(path, type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return PathProvider.INSTANCE.readAttributes(path, type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return PathProvider.INSTANCE.readAttributes(path, attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    PathProvider.INSTANCE.setAttribute(path, attribute, value, options);
  }
}

package io.capio.fs;

import io.capio.fs.attribute.PosixMode;
import io.capio.fs.channel.CapioAsynchronousFileChannel;
import io.capio.fs.channel.CapioFileChannel;
import io.capio.fs.view.OpenPlan;
import io.capio.fs.view.Relocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * The provider of every {@link CapioPath}: takes the path out of its wrapper and hands it to the
 * view. {@link CapioFileSystemProvider} finds file systems, this one works on their files.
 */
final class PathProvider extends FileSystemProvider {
  static final PathProvider INSTANCE = new PathProvider();

  private PathProvider() {}

  private static CapioFileSystem fileSystem(Path path) {
    if (!(Objects.requireNonNull(path) instanceof CapioPath ours)) {
      throw new ProviderMismatchException(path + " is not a CAPIO path");
    }
    ours.getFileSystem().requireOpen();
    return ours.getFileSystem();
  }

  private static Path ordinary(Path path) {
    fileSystem(path);
    return ((CapioPath) path).ordinary();
  }

  private static Path onDisk(Path path) {
    return fileSystem(path).operations().onDisk(ordinary(path));
  }

  @Override
  public String getScheme() {
    return CapioFileSystemProvider.SCHEME;
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) throws IOException {
    return CapioFileSystemProvider.installed().newFileSystem(uri, env);
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return CapioFileSystemProvider.installed().getFileSystem(uri);
  }

  @Override
  public Path getPath(URI uri) {
    return CapioFileSystemProvider.installed().getPath(uri);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs) throws IOException {
    FileChannel channel = newFileChannel(path, options, attrs);
    if (((CapioPath) path).isReadWhole() && channel instanceof CapioFileChannel ours) {
      ours.setUninterruptible();
    }
    return channel;
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs) throws IOException {
    return fileSystem(path).operations().newFileChannel(ordinary(path), options, attrs);
  }

  @Override
  public AsynchronousFileChannel newAsynchronousFileChannel(
      Path path,
      Set<? extends OpenOption> options,
      ExecutorService executor,
      FileAttribute<?>... attrs)
      throws IOException {
    PosixMode.ofNew(PosixMode.FILE, attrs);
    OpenPlan.requireKnown(options);
    if (options.contains(StandardOpenOption.APPEND)) {
      throw new UnsupportedOperationException("APPEND not allowed");
    }
    boolean write = options.contains(StandardOpenOption.WRITE);
    return new CapioAsynchronousFileChannel(
        newFileChannel(path, options, attrs),
        !write || options.contains(StandardOpenOption.READ),
        write,
        executor);
  }

  @Override
  public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    for (OpenOption option : options) {
      if (option == StandardOpenOption.APPEND || option == StandardOpenOption.WRITE) {
        throw new UnsupportedOperationException("'" + option + "' not allowed");
      }
    }
    return fileSystem(path)
        .operations()
        .newInputStream(ordinary(path), new HashSet<>(Arrays.asList(options)));
  }

  @Override
  public OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
    Set<OpenOption> set = new HashSet<>();
    if (options.length == 0) {
      set.add(StandardOpenOption.CREATE);
      set.add(StandardOpenOption.TRUNCATE_EXISTING);
    }
    for (OpenOption option : options) {
      if (option == StandardOpenOption.READ) {
        throw new IllegalArgumentException("READ not allowed");
      }
      set.add(option);
    }
    set.add(StandardOpenOption.WRITE);
    Optional<OutputStream> stream =
        fileSystem(path).operations().newOutputStream(ordinary(path), set);
    return stream.isPresent() ? stream.get() : Files.newOutputStream(onDisk(path), options);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path dir, DirectoryStream.Filter<? super Path> filter) throws IOException {
    Objects.requireNonNull(filter);
    fileSystem(dir);
    return CapioDirectoryStream.open((CapioPath) dir, filter);
  }

  @Override
  public void createDirectory(Path dir, FileAttribute<?>... attrs) throws IOException {
    fileSystem(dir).operations().createDirectory(ordinary(dir), attrs);
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attrs)
      throws IOException {
    fileSystem(link).operations().links().makeSymbolic(ordinary(link), ordinary(target), attrs);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    fileSystem(link).operations().links().makeHard(ordinary(link), ordinary(existing));
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    CapioFileSystem fileSystem = fileSystem(link);
    return fileSystem.wrap(fileSystem.operations().links().read(ordinary(link)));
  }

  @Override
  public void delete(Path path) throws IOException {
    fileSystem(path).operations().delete(ordinary(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    relocation(source, target).copy(ordinary(source), ordinary(target), options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    relocation(source, target).move(ordinary(source), ordinary(target), options);
  }

  /** A program may have several CAPIO directories. */
  private static Relocation relocation(Path source, Path target) {
    return fileSystem(source).relocation().to(fileSystem(target).relocation());
  }

  @Override
  public boolean isSameFile(Path path, Path path2) throws IOException {
    CapioFileSystem fileSystem = fileSystem(path);
    return path.equals(path2)
        || (Objects.requireNonNull(path2) instanceof CapioPath
            && fileSystem.operations().isSameFile(ordinary(path), ordinary(path2)));
  }

  @Override
  public boolean isHidden(Path path) {
    Path name = ordinary(path).getFileName();
    return name != null && name.toString().startsWith(".");
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return fileSystem(path).operations().getFileStore(ordinary(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    for (AccessMode mode : modes) {
      Objects.requireNonNull(mode);
    }
    fileSystem(path).operations().checkAccess(ordinary(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return fileSystem(path).operations().attributes().view(ordinary(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return fileSystem(path).operations().attributes().read(ordinary(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return fileSystem(path).operations().attributes().read(ordinary(path), attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    fileSystem(path).operations().attributes().set(ordinary(path), attribute, value, options);
  }
}

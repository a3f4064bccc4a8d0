package java.lang;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.util.Iterator;
import java.util.Set;

/**
 * An open directory as the program sees it: what it delivers are ordinary paths, and so are the
 * names that it is given.
 */
final class CapioOpenDirectory implements SecureDirectoryStream<Path> {
  private final Path directory;
  private final SecureDirectoryStream<Path> found;

  /**
   * @param directory the ordinary path under which it was opened
   * @param found the directory as it is opened with its routed path
   */
  CapioOpenDirectory(Path directory, DirectoryStream<Path> found) {
    this.directory = directory;
    // so on every Linux, and in CAPIO
    this.found = (SecureDirectoryStream<Path>) found;
  }

  @Override
  public Iterator<Path> iterator() {
    return new Restored(found.iterator());
  }

  @Override
  public void close() throws IOException {
    found.close();
  }

  private Path route(Path name) throws IOException {
    return CapioBridge.route(name, directory);
  }

  @Override
  public SecureDirectoryStream<Path> newDirectoryStream(Path name, LinkOption... options)
      throws IOException {
    SecureDirectoryStream<Path> opened = found.newDirectoryStream(route(name), options);
    return new CapioOpenDirectory(directory, opened);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path name, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return found.newByteChannel(route(name), options, attributes);
  }

  @Override
  public void deleteFile(Path name) throws IOException {
    found.deleteFile(route(name));
  }

  @Override
  public void deleteDirectory(Path name) throws IOException {
    found.deleteDirectory(route(name));
  }

  @Override
  public void move(Path name, SecureDirectoryStream<Path> target, Path targetName)
      throws IOException {
    SecureDirectoryStream<Path> there =
        target instanceof CapioOpenDirectory ? ((CapioOpenDirectory) target).found : target;
    found.move(route(name), there, route(targetName));
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(Class<V> type) {
    return found.getFileAttributeView(type);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path name, Class<V> type, LinkOption... options) {
    try {
      return found.getFileAttributeView(route(name), type, options);
    } catch (IOException unreachable) {
      throw new java.io.UncheckedIOException(unreachable);
    }
  }

  private static final class Restored implements Iterator<Path> {
    private final Iterator<Path> found;

    Restored(Iterator<Path> found) {
      this.found = found;
    }

    @Override
    public boolean hasNext() {
      return found.hasNext();
    }

    @Override
    public Path next() {
      return CapioBridge.restore(found.next());
    }

    @Override
    public void remove() {
      found.remove();
    }
  }
}

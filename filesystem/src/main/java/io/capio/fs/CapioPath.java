package io.capio.fs;

import io.capio.fs.watch.CapioWatchService;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Iterator;
import java.util.Objects;

/**
 * A path whose file operations go through CAPIO: a path of the default file system in the user's
 * spelling, which answers every lexical question. Immutable.
 */
public final class CapioPath implements Path {
  private final CapioFileSystem fileSystem;
  private final Path path;
  private final boolean readWhole;

  CapioPath(CapioFileSystem fileSystem, Path path) {
    this(fileSystem, path, false);
  }

  CapioPath(CapioFileSystem fileSystem, Path path, boolean readWhole) {
    this.fileSystem = fileSystem;
    this.path = path;
    this.readWhole = readWhole;
  }

  /** Whether its channels are for reading a file whole, which an interrupt does not end. */
  boolean isReadWhole() {
    return readWhole;
  }

  /** The same path of the default file system. */
  Path ordinary() {
    return path;
  }

  private CapioPath wrap(Path ordinary) {
    return ordinary == null ? null : new CapioPath(fileSystem, ordinary);
  }

  private boolean isOurs(Path other) {
    return other instanceof CapioPath theirs && theirs.fileSystem == fileSystem;
  }

  private Path own(Path other) {
    if (!isOurs(Objects.requireNonNull(other))) {
      throw new ProviderMismatchException(
          other + " is not a path of the CAPIO file system that has " + path);
    }
    return ((CapioPath) other).path;
  }

  @Override
  public CapioFileSystem getFileSystem() {
    return fileSystem;
  }

  @Override
  public boolean isAbsolute() {
    return path.isAbsolute();
  }

  @Override
  public Path getRoot() {
    return wrap(path.getRoot());
  }

  @Override
  public Path getFileName() {
    return wrap(path.getFileName());
  }

  @Override
  public Path getParent() {
    return wrap(path.getParent());
  }

  @Override
  public int getNameCount() {
    return path.getNameCount();
  }

  @Override
  public Path getName(int index) {
    return wrap(path.getName(index));
  }

  @Override
  public Path subpath(int beginIndex, int endIndex) {
    return wrap(path.subpath(beginIndex, endIndex));
  }

  @Override
  public boolean startsWith(Path other) {
    return isOurs(Objects.requireNonNull(other)) && path.startsWith(own(other));
  }

  @Override
  public boolean endsWith(Path other) {
    return isOurs(Objects.requireNonNull(other)) && path.endsWith(own(other));
  }

  @Override
  public Path normalize() {
    return wrap(path.normalize());
  }

  @Override
  public Path resolve(Path other) {
    return wrap(path.resolve(own(other)));
  }

  @Override
  public Path relativize(Path other) {
    return wrap(path.relativize(own(other)));
  }

  /** The path with the scheme {@code capio}. */
  @Override
  public URI toUri() {
    return URI.create("capio://" + path.toAbsolutePath().toUri().getRawPath());
  }

  @Override
  public Path toAbsolutePath() {
    return wrap(path.toAbsolutePath());
  }

  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    return wrap(fileSystem.operations().links().toRealPath(path, options));
  }

  /**
   * Refused: whoever takes a {@link File} works on the disk, where CAPIO's files are not.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public File toFile() {
    throw new UnsupportedOperationException(
        "a java.io.File of "
            + path
            + " would lead past CAPIO to the disk; use java.nio.file.Files with the path, or"
            + " CapioFileSystem.unwrap for its ordinary form");
  }

  /**
   * Watches this directory; waits where listing it waits.
   *
   * @throws ProviderMismatchException for a watch service of another file system
   */
  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
      throws IOException {
    if (!(Objects.requireNonNull(watcher) instanceof CapioWatchService ours)) {
      throw new ProviderMismatchException(
          path + " is CAPIO's: watch it with a service of its own file system");
    }
    return ours.register(this, this, events, modifiers);
  }

  @Override
  public Iterator<Path> iterator() {
    Iterator<Path> names = path.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return names.hasNext();
      }

      @Override
      public Path next() {
        return wrap(names.next());
      }
    };
  }

  /**
   * Orders by spelling.
   *
   * @throws ClassCastException for a path of another provider
   */
  @Override
  public int compareTo(Path other) {
    return path.compareTo(((CapioPath) other).path);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CapioPath theirs
        && theirs.fileSystem == fileSystem
        && theirs.path.equals(path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}

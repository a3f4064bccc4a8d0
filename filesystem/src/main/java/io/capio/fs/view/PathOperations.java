package io.capio.fs.view;

import io.capio.client.CapioException;
import io.capio.client.DirectoryListing;
import io.capio.client.FileStatus;
import io.capio.fs.attribute.PosixMode;
import io.capio.fs.attribute.ProcessOwner;
import io.capio.fs.channel.OpenFile;
import io.capio.fs.stream.OpenFileInputStream;
import io.capio.fs.stream.OpenFileOutputStream;
import io.capio.ipc.Disk;
import io.capio.ipc.Errno;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The operations of {@code java.nio.file} on paths of the default file system: CAPIO's go to the
 * server, the others to the disk. Failures are the JDK's.
 */
public final class PathOperations {
  /** JDK 17 still says "Not a directory". */
  private static final boolean BELOW_FILE_IS_ABSENT = Runtime.version().feature() >= 21;

  private final CapioFileView view;
  private final PathAttributes attributes;

  /**
   * @param view the operations in the server's terms
   */
  public PathOperations(CapioFileView view) {
    this.view = view;
    this.attributes = new PathAttributes(view);
  }

  /** What concerns attributes. */
  public PathAttributes attributes() {
    return attributes;
  }

  /** The same operations on a path, in the server's terms; failures become the JDK's. */
  interface Question<T> {
    T ask(Location at) throws IOException;
  }

  private <T> T at(Path path, Question<T> question) throws IOException {
    return ask(view, path, question);
  }

  /**
   * As {@link #ask}, where all that matters is whether there is something: since JDK 21 there is
   * nothing below a file just as there is nothing below no directory.
   */
  static <T> T askExistence(CapioFileView view, Path path, Question<T> question)
      throws IOException {
    try {
      return question.ask(view.locate(path));
    } catch (CapioException e) {
      throw BELOW_FILE_IS_ABSENT && e.errno() == Errno.ENOTDIR
          ? new NoSuchFileException(path.toString())
          : JdkFaults.nio(e, path.toString(), null);
    }
  }

  static <T> T ask(CapioFileView view, Path path, Question<T> question) throws IOException {
    try {
      return question.ask(view.locate(path));
    } catch (CapioException e) {
      throw JdkFaults.nio(e, path.toString(), null);
    }
  }

  private Optional<OpenFile> open(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs) throws IOException {
    int mode = PosixMode.ofNew(PosixMode.FILE, attrs);
    OpenPlan plan = OpenPlan.of(options);
    return at(path, at -> view.open(at, plan, mode));
  }

  /** Opens a channel; may wait for the creation of the file. */
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs) throws IOException {
    try {
      Optional<OpenFile> opened = open(path, options, attrs);
      return opened.isPresent() ? opened.get().channel() : FileChannel.open(path, options, attrs);
    } catch (FileSystemException e) {
      if (isDirectoryToRead(e, options)) {
        // Linux opens a directory for reading and lets every read fail; so does any directory.
        return FileChannel.open(view.directory(), StandardOpenOption.READ);
      }
      throw e;
    }
  }

  private static boolean isDirectoryToRead(
      FileSystemException e, Set<? extends OpenOption> options) {
    return hasErrno(e, Errno.EISDIR) && !OpenPlan.of(options).access().writable();
  }

  private static boolean hasErrno(FileSystemException e, Errno errno) {
    return e.getCause() instanceof CapioException cause && cause.errno() == errno;
  }

  /** Opens a stream for reading; empty if the path is not CAPIO's to open. */
  public Optional<InputStream> newInputStream(Path path, Set<? extends OpenOption> options)
      throws IOException {
    try {
      return open(path, options).map(OpenFileInputStream::new);
    } catch (FileSystemException e) {
      if (isDirectoryToRead(e, options)) {
        return Optional.of(Files.newInputStream(view.directory()));
      }
      throw e;
    }
  }

  /** Opens a stream for writing; empty if the path is not CAPIO's to open. */
  public Optional<OutputStream> newOutputStream(Path path, Set<? extends OpenOption> options)
      throws IOException {
    return open(path, options).map(OpenFileOutputStream::new);
  }

  /** Makes a directory. */
  public void createDirectory(Path path, FileAttribute<?>... attrs) throws IOException {
    int mode = PosixMode.ofNew(PosixMode.DIRECTORY, attrs);
    if (!at(path, at -> view.makeDirectory(at, mode))) {
      Files.createDirectory(path, attrs);
    }
  }

  /** Deletes a file or an empty directory. */
  public void delete(Path path) throws IOException {
    if (!at(path, view::delete)) {
      Files.delete(path);
    }
  }

  /**
   * Opens a directory.
   *
   * @param wrap makes what the stream delivers of a path of the default file system
   */
  public <P extends Path> DirectoryStream<P> newDirectoryStream(
      Path path, DirectoryStream.Filter<? super P> filter, Function<Path, P> wrap)
      throws IOException {
    Optional<DirectoryListing> listing;
    try {
      listing = at(path, view::list);
    } catch (FileSystemException e) {
      throw hasErrno(e, Errno.ENOTDIR) ? new NotDirectoryException(path.toString()) : e;
    }
    if (listing.isPresent()) {
      return new NamedDirectoryStream<>(
          listing.get(), name -> wrap.apply(path.resolve(name)), filter);
    }
    return new OrdinaryDirectoryStream<>(
        path.getFileSystem().provider().newDirectoryStream(path, p -> true), wrap, filter);
  }

  /** Fails if the path does not exist or the process may not use it so. */
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    boolean ordinary =
        askExistence(
            view,
            path,
            at -> {
              Optional<FileStatus> status = view.status(at, false);
              if (status.isEmpty()) {
                return true;
              }
              int wanted = 0;
              for (AccessMode mode : modes) {
                wanted |= mode == AccessMode.READ ? 4 : mode == AccessMode.WRITE ? 2 : 1;
              }
              if (!ProcessOwner.get().may(status.get().mode(), status.get().directory(), wanted)) {
                throw new CapioException(Errno.EACCES, path.toString(), null);
              }
              return false;
            });
    if (ordinary) {
      path.getFileSystem().provider().checkAccess(path, modes);
    }
  }

  /** Whether two paths lead to one file. */
  public boolean isSameFile(Path first, Path second) throws IOException {
    if (first.equals(second)) {
      return true;
    }
    Object key = keyOf(first);
    Object other = keyOf(second);
    if (key != null && key.equals(other)) {
      return true;
    }
    // what was in memory may have gone to the disk between the two questions
    Location one = view.locate(first);
    return !one.isOrdinary() && one.server().equals(view.locate(second).server());
  }

  /** Below a file there is not nothing here, as there is for who reads attributes. */
  private Object keyOf(Path path) throws IOException {
    at(path, at -> view.status(at, false));
    return attributes.read(path, BasicFileAttributes.class).fileKey();
  }

  /** The store of an existing file: that of the CAPIO directory for all that is CAPIO's. */
  public FileStore getFileStore(Path path) throws IOException {
    return at(path, at -> view.status(at, false)).isPresent()
        ? Files.getFileStore(view.directory())
        : Files.getFileStore(path);
  }

  /**
   * The real path: that of the CAPIO directory and the rest, as CAPIO has no links.
   *
   * @throws java.nio.file.NoSuchFileException if there is no such file
   */
  public Path toRealPath(Path path, LinkOption... options) throws IOException {
    if (at(path, at -> view.status(at, false)).isEmpty()) {
      return path.toRealPath(options);
    }
    return options.length > 0
        ? path.toAbsolutePath().normalize()
        : Disk.path(view.locate(path).server());
  }

  /** Reads where a symbolic link leads; only disks have them. */
  public Path readSymbolicLink(Path path) throws IOException {
    if (at(path, at -> view.status(at, false)).isPresent()) {
      throw new NotLinkException(path.toString());
    }
    return Files.readSymbolicLink(path);
  }

  /**
   * Makes a link where the disk, not CAPIO, has the paths.
   *
   * @param symbolic whether the link is symbolic
   * @throws UnsupportedOperationException under the CAPIO directory
   */
  public void createLink(boolean symbolic, Path link, Path target, FileAttribute<?>... attrs)
      throws IOException {
    if (!view.isOrdinary(link)) {
      if (attributes.exists(link)) {
        throw new FileAlreadyExistsException(link.toString());
      }
      throw new UnsupportedOperationException(
          "CAPIO has no links: every file has one name, " + link + " cannot be another");
    }
    if (symbolic) {
      Files.createSymbolicLink(link, target, attrs);
    } else {
      Files.createLink(link, target);
    }
  }
}

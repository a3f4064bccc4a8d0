package io.capio.fs.view;

import io.capio.client.CapioException;
import io.capio.client.DeleteKind;
import io.capio.client.DirectoryListing;
import io.capio.client.FileStatus;
import io.capio.client.OpenFlag;
import io.capio.fs.attribute.PosixMode;
import io.capio.fs.attribute.ProcessOwner;
import io.capio.fs.channel.OpenFile;
import io.capio.fs.directory.NamedDirectoryStream;
import io.capio.fs.directory.OpenDirectory;
import io.capio.fs.directory.OrdinaryDirectoryStream;
import io.capio.fs.stream.OpenFileInputStream;
import io.capio.fs.stream.OpenFileOutputStream;
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
  private final Links links;

  /**
   * @param view the operations in the server's terms
   */
  public PathOperations(CapioFileView view) {
    this.view = view;
    this.attributes = new PathAttributes(view);
    this.links = new Links(view, attributes);
  }

  /** By which path the disk finds what is an ordinary file; see the view's method. */
  public Path onDisk(Path path) {
    return view.onDisk(path, true);
  }

  /** What concerns links. */
  public Links links() {
    return links;
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
    if (OpenPlan.isDirect(options)) {
      plan = plan.inBlocks((int) Files.getFileStore(view.directory()).getBlockSize());
    }
    if (plan.flags().contains(OpenFlag.EXCLUSIVE) && path.endsWith(".")) {
      // the JDK does not ask whether there is such a directory
      throw new FileAlreadyExistsException(path.toString());
    }
    try {
      return view.open(view.locate(path), plan, mode);
    } catch (CapioException e) {
      // the JDK takes a circle of links on the way for the last name being a link
      boolean link = e.errno() == Errno.ELOOP && plan.flags().contains(OpenFlag.NO_FOLLOW);
      throw link ? JdkFaults.notFollowed() : JdkFaults.nio(e, path.toString(), null);
    }
  }

  /** Opens a channel; may wait for the creation of the file. */
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs) throws IOException {
    try {
      Optional<OpenFile> opened = open(path, options, attrs);
      return opened.isPresent() ? opened.get().channel() : openOnDisk(path, options, attrs);
    } catch (FileSystemException e) {
      if (isDirectoryToRead(e, options)) {
        // Linux opens a directory for reading and lets every read fail; so does any directory.
        return FileChannel.open(view.directory(), StandardOpenOption.READ);
      }
      throw e;
    }
  }

  private FileChannel openOnDisk(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs) throws IOException {
    Path disk = view.onDisk(path, true);
    FileChannel channel = FileChannel.open(disk, options, attrs);
    if (!OpenPlan.of(options).access().writable()) {
      view.readsOnDisk(disk, channel);
    }
    return channel;
  }

  private static boolean isDirectoryToRead(
      FileSystemException e, Set<? extends OpenOption> options) {
    return hasErrno(e, Errno.EISDIR) && !OpenPlan.of(options).access().writable();
  }

  static boolean hasErrno(FileSystemException e, Errno errno) {
    return e.getCause() instanceof CapioException cause && cause.errno() == errno;
  }

  /** Opens a stream for reading. */
  public InputStream newInputStream(Path path, Set<? extends OpenOption> options)
      throws IOException {
    try {
      Optional<OpenFile> opened = open(path, options);
      return opened.isPresent()
          ? new OpenFileInputStream(opened.get())
          : newInputStreamOnDisk(path, options);
    } catch (FileSystemException e) {
      if (isDirectoryToRead(e, options)) {
        return Files.newInputStream(view.directory());
      }
      throw e;
    }
  }

  private InputStream newInputStreamOnDisk(Path path, Set<? extends OpenOption> options)
      throws IOException {
    Path disk = view.onDisk(path, true);
    // not one of a channel, which interrupts would close
    InputStream stream = Files.newInputStream(disk, options.toArray(new OpenOption[0]));
    view.readsOnDisk(disk, stream);
    return stream;
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
      Files.createDirectory(view.onDisk(path, false), attrs);
    }
  }

  /** Deletes a file or an empty directory. */
  public void delete(Path path) throws IOException {
    delete(path, DeleteKind.ANY);
  }

  /** Deletes what is of that kind, and fails as a disk does if it is of the other. */
  public void delete(Path path, DeleteKind kind) throws IOException {
    if (at(path, at -> view.delete(at, kind))) {
      return;
    }
    Path disk = view.onDisk(path, false);
    if (kind != DeleteKind.ANY) {
      boolean directory =
          Files.readAttributes(disk, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .isDirectory();
      if (directory != (kind == DeleteKind.DIRECTORY)) {
        Errno errno = directory ? Errno.EISDIR : Errno.ENOTDIR;
        throw new FileSystemException(path.toString(), null, errno.text());
      }
    }
    Files.delete(disk);
  }

  /**
   * Opens a directory.
   *
   * @param follow false if the path must not be a symbolic link itself
   * @param toPath makes what the stream delivers of the name of an entry
   */
  public <P extends Path> OpenDirectory<P> newDirectoryStream(
      Path path, boolean follow, DirectoryStream.Filter<? super P> filter, Function<Path, P> toPath)
      throws IOException {
    Optional<DirectoryListing> listing;
    try {
      listing = at(path, at -> view.list(at, follow));
    } catch (FileSystemException e) {
      throw hasErrno(e, Errno.ENOTDIR) ? new NotDirectoryException(path.toString()) : e;
    }
    if (listing.isPresent()) {
      return new NamedDirectoryStream<>(listing.get(), toPath, filter);
    }
    Path disk = view.onDisk(path, follow);
    if (!follow && Files.isSymbolicLink(disk)) {
      throw JdkFaults.isLink(path.toString());
    }
    return new OrdinaryDirectoryStream<>(disk, toPath, filter);
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
      Path disk = view.onDisk(path, true);
      disk.getFileSystem().provider().checkAccess(disk, modes);
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
    if (at(path, at -> view.status(at, false)).isEmpty()) {
      Path disk = view.onDisk(path, true);
      // not for its answer: it fails as this does, also where reading attributes tells less
      Files.isSameFile(disk, view.directory());
    }
    return attributes.read(path, BasicFileAttributes.class).fileKey();
  }

  /** The store of an existing file: that of the CAPIO directory for all that is CAPIO's. */
  public FileStore getFileStore(Path path) throws IOException {
    return at(path, at -> view.status(at, false)).isPresent()
        ? Files.getFileStore(view.directory())
        : Files.getFileStore(view.onDisk(path, true));
  }
}

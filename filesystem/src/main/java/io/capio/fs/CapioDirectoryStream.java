package io.capio.fs;

import io.capio.client.AttributeChange;
import io.capio.client.DeleteKind;
import io.capio.fs.attribute.AttributeAccess;
import io.capio.fs.attribute.BasicView;
import io.capio.fs.attribute.CapioAttributeView;
import io.capio.fs.attribute.PosixMode;
import io.capio.fs.directory.OpenDirectory;
import io.capio.fs.view.JdkFaults;
import io.capio.fs.view.OpenPlan;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.ClosedDirectoryStreamException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;

/**
 * An open directory, as the JDK has it on Linux: its operations take names in that directory,
 * wherever it is by now.
 *
 * <p>A disk has a descriptor for that; CAPIO has paths. Each operation therefore asks the server
 * for the present path of the directory, and then works on that. Whoever renames the directory, or
 * one above it, is followed; in a directory that was deleted there is nothing, though another one
 * may have its name. A rename between the question and the operation is not noticed. The path stays
 * the one that was opened where nobody can tell: with a native server, and for a directory of the
 * disk, to which only links lead.
 *
 * <p>Thread-safe, but for the iterator. Operations may wait as those of {@link
 * java.nio.file.Files}; their failures name the file as the caller does.
 */
final class CapioDirectoryStream implements SecureDirectoryStream<Path> {
  private final CapioPath spelling;
  private final CapioFileSystem fileSystem;
  private final OpenDirectory<Path> directory;
  private volatile boolean closed;

  private CapioDirectoryStream(CapioPath spelling, OpenDirectory<Path> directory) {
    this.spelling = spelling;
    this.fileSystem = spelling.getFileSystem();
    this.directory = directory;
  }

  /** Opens a directory. */
  static CapioDirectoryStream open(CapioPath path, Filter<? super Path> filter) throws IOException {
    return open(path, path.ordinary(), true, filter);
  }

  private static CapioDirectoryStream open(
      CapioPath spelling, Path place, boolean follow, Filter<? super Path> filter)
      throws IOException {
    CapioFileSystem fileSystem = spelling.getFileSystem();
    return new CapioDirectoryStream(
        spelling,
        fileSystem
            .operations()
            .newDirectoryStream(
                place, follow, filter, name -> fileSystem.wrap(spelling.ordinary().resolve(name))));
  }

  @Override
  public Iterator<Path> iterator() {
    return directory.iterator();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    directory.close();
  }

  private static Path name(Path path) {
    if (!(Objects.requireNonNull(path) instanceof CapioPath ours)) {
      throw new ProviderMismatchException();
    }
    return ours.ordinary();
  }

  private static boolean follows(LinkOption... options) {
    for (LinkOption option : options) {
      Objects.requireNonNull(option);
    }
    return options.length == 0;
  }

  private void requireOpen() {
    if (closed) {
      throw new ClosedDirectoryStreamException();
    }
  }

  /** The path of what has this name, null for the directory itself; an empty name names nothing. */
  private Path place(Path name) throws IOException {
    requireOpen();
    if (name == null) {
      return place();
    }
    if (name.toString().isEmpty()) {
      throw new NoSuchFileException("");
    }
    return name.isAbsolute() ? name : place().resolve(name);
  }

  private Path place() throws IOException {
    try {
      return directory.place();
    } catch (IOException e) {
      // another thread may have closed it before the server was asked
      requireOpen();
      throw e;
    }
  }

  /** Something that is done with a path. */
  private interface Action<T> {
    T on(Path path) throws IOException;
  }

  private <T> T with(Path name, Action<T> action) throws IOException {
    try {
      return action.on(place(name));
    } catch (FileSystemException e) {
      throw JdkFaults.spelled(e, name == null ? null : name.toString(), null);
    }
  }

  @Override
  public SecureDirectoryStream<Path> newDirectoryStream(Path path, LinkOption... options)
      throws IOException {
    Path name = name(path);
    CapioPath child = (CapioPath) spelling.resolve(path);
    boolean follow = follows(options);
    return with(name, place -> open(child, place, follow, entry -> true));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs) throws IOException {
    Path name = name(path);
    PosixMode.ofNew(PosixMode.FILE, attrs);
    requireOpen();
    OpenPlan.of(options);
    return with(name, place -> fileSystem.operations().newFileChannel(place, options, attrs));
  }

  @Override
  public void deleteFile(Path path) throws IOException {
    delete(name(path), DeleteKind.FILE);
  }

  /** {@inheritDoc} The failure of one that is not empty names none, as the JDK's. */
  @Override
  public void deleteDirectory(Path path) throws IOException {
    try {
      delete(name(path), DeleteKind.DIRECTORY);
    } catch (DirectoryNotEmptyException e) {
      throw new DirectoryNotEmptyException(null);
    }
  }

  private void delete(Path name, DeleteKind kind) throws IOException {
    with(
        name,
        place -> {
          fileSystem.operations().delete(place, kind);
          return null;
        });
  }

  /**
   * Renames an entry, from this directory to another one.
   *
   * @throws ProviderMismatchException if the other one is not CAPIO's
   * @throws java.nio.file.AtomicMoveNotSupportedException from one CAPIO directory to another, or
   *     between one and the disk
   */
  @Override
  public void move(Path path, SecureDirectoryStream<Path> target, Path targetPath)
      throws IOException {
    Path from = name(path);
    Path to = name(targetPath);
    if (!(Objects.requireNonNull(target) instanceof CapioDirectoryStream other)) {
      throw new ProviderMismatchException();
    }
    other.requireOpen();
    try {
      Path source = place(from);
      if (to.toString().isEmpty()) {
        // a file on the way to the source is found first
        fileSystem.operations().attributes().inDirectory(source, LinkOption.NOFOLLOW_LINKS).read();
      }
      Path destination = other.place(to);
      fileSystem
          .relocation()
          .to(other.fileSystem.relocation())
          .move(source, destination, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      throw JdkFaults.spelled(e, from.toString(), to.toString());
    }
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(Class<V> type) {
    return view(type, new Attributes(null));
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    Path name = name(path);
    follows(options);
    return view(type, new Attributes(name, options));
  }

  private static <V extends FileAttributeView> V view(Class<V> type, Attributes attributes) {
    if (type == BasicFileAttributeView.class) {
      return type.cast(new BasicView(attributes));
    }
    boolean posix = type == PosixFileAttributeView.class || type == FileOwnerAttributeView.class;
    Objects.requireNonNull(type);
    return posix ? type.cast(new CapioAttributeView("posix", attributes)) : null;
  }

  /** The attributes of an entry, or of the directory. */
  private final class Attributes implements AttributeAccess {
    private final Path name;
    private final LinkOption[] options;

    Attributes(Path name, LinkOption... options) {
      this.name = name;
      this.options = options;
    }

    /** Something that is done with the attributes of a file. */
    private interface Use {
      void of(AttributeAccess file) throws IOException;
    }

    private AttributeAccess at(Path place) {
      return fileSystem.operations().attributes().inDirectory(place, options);
    }

    private void use(Use use) throws IOException {
      with(
          name,
          place -> {
            AttributeAccess file = at(place);
            if (options.length > 0 && file.read().isSymbolicLink()) {
              throw JdkFaults.isLink(place.toString());
            }
            use.of(file);
            return null;
          });
    }

    @Override
    public PosixFileAttributes read() throws IOException {
      return with(name, place -> at(place).read());
    }

    @Override
    public DosFileAttributes readDos() throws IOException {
      return with(name, place -> at(place).readDos());
    }

    @Override
    public void setDosFlag(String flag, boolean value) throws IOException {
      use(file -> file.setDosFlag(flag, value));
    }

    @Override
    public void setNumber(String number, int value, int present) throws IOException {
      use(file -> file.setNumber(number, value, present));
    }

    @Override
    public void change(AttributeChange change) throws IOException {
      use(file -> file.change(change));
    }

    @Override
    public void setOwner(UserPrincipal owner) throws IOException {
      use(file -> file.setOwner(owner));
    }

    @Override
    public void setGroup(GroupPrincipal group) throws IOException {
      use(file -> file.setGroup(group));
    }
  }
}

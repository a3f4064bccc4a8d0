package io.capio.fs.view;

import io.capio.client.AttributeChange;
import io.capio.client.CapioException;
import io.capio.client.FileStatus;
import io.capio.fs.attribute.AttributeAccess;
import io.capio.fs.attribute.BasicAttributes;
import io.capio.fs.attribute.BasicView;
import io.capio.fs.attribute.CapioAttributeView;
import io.capio.fs.attribute.CapioFileAttributes;
import io.capio.fs.attribute.DosView;
import io.capio.fs.attribute.NamedAttributes;
import io.capio.fs.attribute.ProcessOwner;
import io.capio.ipc.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The attributes of paths of the default file system, CAPIO's and the disk's. */
public final class PathAttributes {
  /** Later JDKs set the permissions of what a link leads to, whatever they are told. */
  private static final boolean FOLLOWS_FOR_MODE = Runtime.version().feature() > 21;

  private final CapioFileView view;

  PathAttributes(CapioFileView view) {
    this.view = view;
  }

  private static boolean follows(LinkOption... options) {
    return options.length == 0;
  }

  private Optional<FileStatus> statusToRead(Path path, boolean follow) throws IOException {
    return PathOperations.askExistence(view, path, at -> view.status(at, false, follow));
  }

  /** As the JDK reads the attributes of DOS, which tell a file in the way from nothing. */
  private Optional<FileStatus> status(Path path, boolean follow) throws IOException {
    return PathOperations.ask(view, path, at -> view.status(at, false, follow));
  }

  private CapioFileAttributes of(Path path, FileStatus status) throws IOException {
    Location at = view.locate(path);
    boolean settled = view.isWritten(at);
    return new CapioFileAttributes(
        status, () -> settled ? status.size() : finalSize(at, status.size()));
  }

  /** The size when the file is final; the last one known if the file has gone by then. */
  private long finalSize(Location at, long known) {
    try {
      return view.status(at, true).map(FileStatus::size).orElse(known);
    } catch (CapioException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
        return known;
      }
      throw PathAttributes.<RuntimeException>undeclared(JdkFaults.nio(e, at));
    } catch (IOException e) {
      throw PathAttributes.<RuntimeException>undeclared(e);
    }
  }

  /**
   * {@code BasicFileAttributes.size()} declares no exception, but {@code Files.size} calls it and
   * declares this one: whoever catches what the JDK promises must be able to.
   */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> RuntimeException undeclared(IOException e) throws E {
    throw (E) e;
  }

  /**
   * Reads attributes; never waits for a commit, only asking their size does.
   *
   * @throws UnsupportedOperationException for another kind than basic, posix and dos; without a
   *     text, as the JDK's
   */
  public <A extends BasicFileAttributes> A read(Path path, Class<A> type, LinkOption... options)
      throws IOException {
    if (type != BasicFileAttributes.class
        && type != PosixFileAttributes.class
        && type != DosFileAttributes.class) {
      Objects.requireNonNull(type);
      throw new UnsupportedOperationException();
    }
    requireAll(options);
    return read(path, type, type == DosFileAttributes.class, options);
  }

  /**
   * @param exact whether a file in the way is told from nothing
   */
  private <A extends BasicFileAttributes> A read(
      Path path, Class<A> type, boolean exact, LinkOption... options) throws IOException {
    boolean follow = follows(options);
    Optional<FileStatus> status = exact ? status(path, follow) : statusToRead(path, follow);
    if (status.isEmpty()) {
      A disk = Files.readAttributes(view.onDisk(path, follow), type, options);
      return type == BasicFileAttributes.class ? type.cast(withCreation(path, disk, follow)) : disk;
    }
    CapioFileAttributes attributes = of(path, status.get());
    if (type == DosFileAttributes.class) {
      return type.cast(withDos(path, attributes));
    }
    return type.cast(
        type == BasicFileAttributes.class ? new BasicAttributes(attributes) : attributes);
  }

  /**
   * What the disk says, but for the time of creation of a file that went to the disk later: lock
   * files are recognised by it.
   */
  private BasicFileAttributes withCreation(Path path, BasicFileAttributes disk, boolean follow)
      throws IOException {
    OptionalLong created = view.created(view.locate(path), follow);
    return created.isEmpty()
        ? disk
        : new BasicAttributes(disk, FileTime.from(created.getAsLong(), TimeUnit.NANOSECONDS));
  }

  /** Reads attributes by name, as {@code Files.readAttributes(path, "posix:*")}. */
  public Map<String, Object> read(Path path, String names, LinkOption... options)
      throws IOException {
    if (view.isOrdinary(path)) {
      return Files.readAttributes(path, names, options);
    }
    requireAll(options);
    boolean follow = follows(options);
    if (names.startsWith("user:")) {
      return new UserAttributes(this, path, options).read(names.substring(names.indexOf(':') + 1));
    }
    NamedAttributes.check(names);
    Optional<FileStatus> status =
        names.startsWith("dos:") ? status(path, follow) : statusToRead(path, follow);
    if (status.isEmpty()) {
      return Files.readAttributes(view.onDisk(path, follow), names, options);
    }
    CapioFileAttributes attributes = of(path, status.get());
    return NamedAttributes.read(
        names, names.startsWith("dos:") ? withDos(path, attributes) : attributes);
  }

  private CapioFileAttributes withDos(Path path, CapioFileAttributes attributes)
      throws IOException {
    return Files.exists(path)
        ? attributes.with(Files.readAttributes(path, DosFileAttributes.class))
        : attributes;
  }

  /** Sets an attribute by name. */
  public void set(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    requireAll(options);
    requireType(attribute, value);
    if (view.isOrdinary(path) || (isExtended(attribute) && !staysInMemory(path, options))) {
      Files.setAttribute(path, attribute, value, options);
      return;
    }
    NamedAttributes.write(
        attribute, value, new CapioAttributeView("posix", new Access(path, options)));
  }

  /** What disks keep in extended attributes has a type, at which the JDK looks first. */
  private static void requireType(String attribute, Object value) {
    if (attribute.startsWith("user:")) {
      var unused = value instanceof byte[] ? null : (ByteBuffer) Objects.requireNonNull(value);
    } else if (DosView.FLAGS.contains(attribute)) {
      var unused = (Boolean) Objects.requireNonNull(value);
    }
  }

  /** The attributes of what is in an open directory: a file in the way is told from nothing. */
  public AttributeAccess inDirectory(Path path, LinkOption... options) {
    return new Access(path, true, options);
  }

  /** A view, or null for one that the JDK does not offer on Linux. */
  public <V extends FileAttributeView> V view(Path path, Class<V> type, LinkOption... options) {
    requireAll(options);
    if (type == DosFileAttributeView.class) {
      return type.cast(new DosView(new Access(path, options)));
    }
    if (type == UserDefinedFileAttributeView.class) {
      return type.cast(new UserAttributes(this, path, options));
    }
    if (type == BasicFileAttributeView.class) {
      return type.cast(new BasicView(new Access(path, options)));
    }
    String name;
    if (type == PosixFileAttributeView.class) {
      name = "posix";
    } else if (type == FileOwnerAttributeView.class) {
      name = "owner";
    } else {
      Objects.requireNonNull(type);
      return null;
    }
    return type.cast(new CapioAttributeView(name, new Access(path, options)));
  }

  /** The JDK looks at the options first, and so finds those that are null. */
  private static void requireAll(LinkOption... options) {
    for (LinkOption option : options) {
      Objects.requireNonNull(option);
    }
  }

  /** Whether names are of a view that disks keep in extended attributes. */
  private static boolean isExtended(String names) {
    return names.startsWith("dos:") || names.startsWith("user:");
  }

  /**
   * Whether a file cannot have extended attributes, which only disks keep: one that is not being
   * written is brought there. The disk says itself that a link has none.
   */
  boolean staysInMemory(Path path, LinkOption... options) throws IOException {
    Optional<FileStatus> status = status(path, follows(options));
    if (status.isEmpty() || status.get().link()) {
      return false;
    }
    try {
      view.persist(view.locate(path));
    } catch (CapioException e) {
      if (e.errno() != Errno.EIO) {
        throw e;
      }
      // perhaps of another file: what counts is whether this one is there
    }
    return !Files.exists(onDisk(path));
  }

  /** Whether the server, and not the disk, has what there is to know of a path. */
  boolean isInMemory(Path path, LinkOption... options) throws IOException {
    return status(path, follows(options)).isPresent();
  }

  /** By which path the disk finds what it has of a path. */
  Path onDisk(Path path, LinkOption... options) {
    return view.onDisk(path, follows(options));
  }

  /** Whether a path is a symbolic link. */
  boolean isLink(Path path) throws IOException {
    return read(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isSymbolicLink();
  }

  boolean exists(Path path) throws IOException {
    try {
      read(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (FileSystemException e) {
      return false;
    }
  }

  /** Sets what is present, wherever the path lives. */
  void change(Path path, AttributeChange change, LinkOption... options) throws IOException {
    boolean follow = follows(options) || (FOLLOWS_FOR_MODE && change.mode().isPresent());
    if (PathOperations.ask(view, path, at -> view.setAttributes(at, change, follow))) {
      return;
    }
    Path disk = view.onDisk(path, follow);
    if (change.mode().isPresent()) {
      Files.setAttribute(disk, "unix:mode", change.mode().getAsInt(), options);
    }
    if (change.modifiedNanos().isPresent() || change.accessedNanos().isPresent()) {
      Files.getFileAttributeView(disk, BasicFileAttributeView.class, options)
          .setTimes(time(change.modifiedNanos()), time(change.accessedNanos()), null);
    }
  }

  private static FileTime time(OptionalLong nanos) {
    return nanos.isPresent() ? FileTime.from(nanos.getAsLong(), TimeUnit.NANOSECONDS) : null;
  }

  /** The attributes of one path. */
  private final class Access implements AttributeAccess {
    private final Path path;
    private final boolean exact;
    private final LinkOption[] options;

    Access(Path path, LinkOption... options) {
      this(path, false, options);
    }

    Access(Path path, boolean exact, LinkOption... options) {
      this.path = path;
      this.exact = exact;
      this.options = options;
    }

    @Override
    public PosixFileAttributes read() throws IOException {
      return PathAttributes.this.read(path, PosixFileAttributes.class, exact, options);
    }

    @Override
    public DosFileAttributes readDos() throws IOException {
      return PathAttributes.this.read(path, DosFileAttributes.class, options);
    }

    @Override
    public void setDosFlag(String name, boolean value) throws IOException {
      if (!staysInMemory(path, options)) {
        Files.setAttribute(path, "dos:" + name, value, options);
      } else if (value) {
        throw refusal(Errno.EOPNOTSUPP.text());
      }
    }

    @Override
    public void setNumber(String name, int value, int present) throws IOException {
      if (!isInMemory(path)) {
        Files.setAttribute(path, "unix:" + name, value, options);
      } else if (value != present) {
        throw refusal("Operation not permitted");
      }
    }

    @Override
    public void change(AttributeChange change) throws IOException {
      PathAttributes.this.change(path, change, options);
    }

    @Override
    public void setOwner(UserPrincipal owner) throws IOException {
      UserPrincipal present = ProcessOwner.get().user();
      requireSystems(owner, present);
      if (owner instanceof GroupPrincipal) {
        throw new IOException("'owner' parameter can't be a group");
      }
      if (status(path, follows(options)).isEmpty()) {
        ordinary().setOwner(owner);
      } else if (!owner.equals(present)) {
        throw refusal("CAPIO files belong to the user who runs the workflow");
      }
    }

    @Override
    public void setGroup(GroupPrincipal group) throws IOException {
      GroupPrincipal present = ProcessOwner.get().group();
      requireSystems(group, present);
      if (status(path, follows(options)).isEmpty()) {
        ordinary().setGroup(group);
      } else if (!group.equals(present)) {
        throw refusal("CAPIO files belong to the group of the user who runs the workflow");
      }
    }

    /** The JDK takes those of its own making only, before it looks whether there is a file. */
    private static void requireSystems(UserPrincipal principal, UserPrincipal known) {
      if (!known.getClass().isInstance(Objects.requireNonNull(principal))) {
        throw new ProviderMismatchException();
      }
    }

    private PosixFileAttributeView ordinary() {
      return Files.getFileAttributeView(
          view.onDisk(path, follows(options)), PosixFileAttributeView.class, options);
    }

    private IOException refusal(String reason) {
      return new FileSystemException(path.toString(), null, reason);
    }
  }
}

package io.capio.client;

import io.capio.client.settings.Settings;
import io.capio.ipc.Errno;
import io.capio.ipc.WaitWatch;
import io.capio.ipc.WorkflowClaim;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A step's connection to the server of its workflow, and the operations on files by path.
 *
 * <p>Paths are absolute, normal, at or below {@link #directory()}. An empty result or {@code false}
 * means that the path is an ordinary one: the JDK shall do the work on the disk. Symbolic links are
 * not followed: {@link LinkException} says where the one leads that a path goes over.
 *
 * <p>Thread-safe. Operations wait for their answer, and for other steps where the rules of the
 * workflow say so; every wait ends with the server's death ({@link CapioUnavailableException}) or
 * the timeout ({@link CapioException}).
 */
public final class CapioClient implements Closeable {
  /** The server removes the queues of a session that has exited, a little later. */
  private static final Duration SESSIONS_END_WITHIN = Duration.ofSeconds(1);

  private static final Duration SERVER_ENDS_WITHIN = Duration.ofSeconds(5);

  private final Settings settings;
  private final Connection connection;
  private final Wire wire;
  private final Path lexical;
  private final ServerStart server;
  private final OpenFiles openFiles = new OpenFiles();
  private final LateWrites lateWrites = new LateWrites();

  private CapioClient(Settings settings, Connection connection, ServerStart server) {
    this.settings = settings;
    this.connection = connection;
    this.server = server;
    this.wire = connection.extended() ? new ExtendedWire(connection) : new BaseWire(connection);
    this.lexical = settings.capioDir().toAbsolutePath().normalize();
  }

  /**
   * Joins the workflow's server, or starts one.
   *
   * @throws CapioUnavailableException if there is none and none can be started, or it does not
   *     serve this directory; the message says which step failed and what to do
   */
  public static CapioClient connect(Settings settings) throws IOException {
    Joined joined = Joined.to(settings, ServerStart.Wish.JOIN_OR_START);
    return new CapioClient(settings, joined.connection(), joined.server());
  }

  /**
   * Says how the processes of servers are started in this JVM; {@link ProcessBuilder#start} unless
   * this is called. To be called before anything is connected.
   */
  public static void launchServersBy(ServerLauncher launcher) {
    ServerProcess.launchBy(launcher);
  }

  /** The CAPIO directory, its real path. */
  public Path directory() {
    return connection.directory();
  }

  /** The CAPIO directory as the user gave it, absolute and normal. */
  public Path lexicalDirectory() {
    return lexical;
  }

  /** Whether the server is ours; a native one offers less (docs/extensions.md). */
  public boolean hasExtensions() {
    return connection.extended();
  }

  /** Whether the server keeps symbolic links; a native one does not. */
  public boolean keepsLinks() {
    return connection.keepsLinks();
  }

  /** Whether connecting started the server. */
  public boolean startedServer() {
    return server.startedHere();
  }

  /** What this client was connected with. */
  public Settings settings() {
    return settings;
  }

  Connection connection() {
    return connection;
  }

  LateWrites lateWrites() {
    return lateWrites;
  }

  OpenFiles openFiles() {
    return openFiles;
  }

  /**
   * Opens a file. Waits for its creation where the rules or the settings say so.
   *
   * @param mode permission bits if the file is created
   * @return empty for an ordinary path
   * @throws CapioException ENOENT, EEXIST, EISDIR, ENOTDIR, EACCES, EOWNERDEAD and others
   */
  public Optional<CapioFile> open(String path, Set<OpenFlag> flags, int mode) throws IOException {
    Set<OpenFlag> effective = flags;
    if (settings.waitsForMissing() && waitingMakesSense(flags)) {
      effective = with(flags, OpenFlag.WAIT);
    } else if (settings.missing() == Settings.Missing.FAIL) {
      effective = with(flags, OpenFlag.NO_WAIT);
    }
    if (flags.contains(OpenFlag.WRITE) && StartedPrograms.areRunning()) {
      effective = with(effective, OpenFlag.SEEN_ON_DISK);
    }
    openFiles.flush(path);
    openFiles.beginOpening();
    try {
      Optional<Descriptor> descriptor =
          wire.open(path, effective, mode, patience(path, "to be created"));
      return descriptor.map(
          d -> new CapioFile(connection, new FileConversation(this, wire, d, flags)));
    } finally {
      openFiles.endOpening();
    }
  }

  private static boolean waitingMakesSense(Set<OpenFlag> flags) {
    return !flags.contains(OpenFlag.CREATE)
        && !flags.contains(OpenFlag.EXCLUSIVE)
        && !flags.contains(OpenFlag.WRITE)
        && !flags.contains(OpenFlag.NO_WAIT);
  }

  private static Set<OpenFlag> with(Set<OpenFlag> flags, OpenFlag flag) {
    java.util.EnumSet<OpenFlag> all = java.util.EnumSet.of(flag);
    all.addAll(flags);
    return all;
  }

  /**
   * Status of a path.
   *
   * @param finalSize whether the answer waits for the commit, because its size is used
   * @return empty for an ordinary path
   * @throws CapioException ENOENT if there is nothing
   */
  public Optional<FileStatus> status(String path, boolean finalSize) throws IOException {
    return status(path, finalSize, true);
  }

  /**
   * As {@link #status(String, boolean)}.
   *
   * @param follow false for the status of a symbolic link itself
   */
  public Optional<FileStatus> status(String path, boolean finalSize, boolean follow)
      throws IOException {
    openFiles.flush(path);
    return wire.status(
        path, finalSize && !settings.currentSize(), follow, patience(path, "to exist or be final"));
  }

  /**
   * Makes a symbolic link.
   *
   * @param target its text, which need not lead anywhere
   * @return false for an ordinary path, and if the server keeps no links
   * @throws CapioException EEXIST, ENOENT or ENOTDIR (its parent)
   */
  public boolean makeLink(String path, String target) throws IOException {
    return wire.makeLink(path, target, patience(path, "for the server"));
  }

  /**
   * Gives a file another name, for which it must be on the disk; waits for that if it can be. From
   * then on what is written under either is with the server when a write returns.
   *
   * @param existing what it is called; a symbolic link itself
   * @param link the other name, which may be outside of the CAPIO directory
   * @return false if one of them is an ordinary path: the disk then has the file
   * @throws CapioException ENOENT, EEXIST, ENOTDIR, EPERM (a directory), EOPNOTSUPP if the file
   *     does not go to the disk, or only when it is closed
   */
  public boolean hardLink(String existing, String link) throws IOException {
    openFiles.flush(existing);
    openFiles.showAtOnce(existing);
    try {
      return wire.hardLink(existing, link, patience(link, "for the server"));
    } catch (CapioException inMemory) {
      if (inMemory.errno() != Errno.EBUSY) {
        throw inMemory;
      }
    }
    persist(existing);
    try {
      return wire.hardLink(existing, link, patience(link, "for the server"));
    } catch (CapioException e) {
      throw e.errno() == Errno.EBUSY
          ? new CapioException(
              Errno.EOPNOTSUPP,
              link,
              existing + " is mapped, or large and open, or another step writes it")
          : e;
    }
  }

  /**
   * The text of a symbolic link.
   *
   * @return empty for an ordinary path, and if the server keeps no links
   * @throws CapioException EINVAL if it is no link, ENOENT
   */
  public Optional<String> readLink(String path) throws IOException {
    return wire.readLink(path, patience(path, "for the server"));
  }

  /**
   * When a path was made, in nanoseconds since 1970: also for what is an ordinary file by now, but
   * only as long as its server lives. Never waits for another step.
   *
   * @param follow false for a symbolic link itself
   * @return empty if it was on the disk before, is absent, or the server cannot tell
   */
  public OptionalLong created(String path, boolean follow) throws IOException {
    return wire.created(path, follow, patience(path, "for the server"));
  }

  /**
   * Whether something of that name exists, in CAPIO or on the disk; never waits for another step.
   */
  public boolean exists(String path) throws IOException {
    return wire.exists(path, patience(path, "for the server"));
  }

  /**
   * Makes a directory.
   *
   * @throws CapioException EEXIST, ENOENT (its parent), ENOTDIR
   */
  public void makeDirectory(String path, int mode) throws IOException {
    wire.makeDirectory(path, mode, patience(path, "for the server"));
  }

  /**
   * Deletes a name; open handles keep the bytes.
   *
   * @return false for an ordinary path
   * @throws CapioException ENOENT, ENOTEMPTY, ENOTDIR, EISDIR
   */
  public boolean delete(String path, DeleteKind kind) throws IOException {
    openFiles.flush(path);
    boolean done = wire.delete(path, kind, patience(path, "for the server"));
    if (done) {
      openFiles.forget(path);
    }
    return done;
  }

  /**
   * Renames a file or a directory tree atomically.
   *
   * @param replace whether an existing target is replaced
   * @return false for an ordinary path
   * @throws CapioException ENOENT, EEXIST, ENOTEMPTY, EISDIR, ENOTDIR, EINVAL
   */
  public boolean rename(String from, String to, boolean replace) throws IOException {
    openFiles.flush(from);
    openFiles.flush(to);
    boolean done = wire.rename(from, to, replace, patience(from, "for the server"));
    if (done) {
      openFiles.renamed(from, to);
    }
    return done;
  }

  /**
   * Sets attributes.
   *
   * @param follow false for those of a symbolic link itself
   * @return false for an ordinary path
   * @throws CapioException ENOENT
   */
  public boolean setAttributes(String path, AttributeChange change, boolean follow)
      throws IOException {
    openFiles.flush(path);
    return wire.setAttributes(path, change, follow, patience(path, "for the server"));
  }

  /**
   * Waits until all that is permanent, and committed or this process's own work, is on the disk;
   * with a server that cannot say, returns at once.
   *
   * @param path for whose sake, named in errors; what is written below it is passed on before
   * @throws CapioException EIO if something could not be written
   */
  public void persist(String path) throws IOException {
    openFiles.flush(path);
    wire.persist(path, patience(path, "for the disk"));
  }

  /**
   * Lists a directory, CAPIO's entries merged with those of the disk.
   *
   * @throws CapioException ENOENT, ENOTDIR
   */
  public DirectoryListing list(String path) throws IOException {
    return list(path, true);
  }

  /**
   * As {@link #list(String)}.
   *
   * @param follow false if the path must not be a symbolic link itself, which then is an ELOOP
   */
  public DirectoryListing list(String path, boolean follow) throws IOException {
    Optional<DirectoryListing> listing = wire.list(path, follow);
    return listing.isPresent() ? listing.get() : DiskListing.of(path);
  }

  /** How many files are open or are being opened. */
  public int openFileCount() {
    return openFiles.count();
  }

  /**
   * Leaves the workflow as soon as no file is open; does not wait for that. To be called when no
   * more files will be opened.
   */
  public void closeWhenIdle() {
    openFiles.whenIdle(
        () -> {
          try {
            close();
          } catch (IOException e) {
            // nothing was open, so nothing is lost; the server sees that this process has gone
          }
        });
  }

  /**
   * The JVM ends, and nothing of the program but its threads is left: the calling thread is about
   * to {@link #close}. What any other does with the client from then on does not return.
   */
  public void exiting() {
    connection.exiting();
  }

  /** Returns at once, unless the JVM ends: then only to the thread that closes the client. */
  public void holdWhileExiting() {
    connection.holdWhileExiting();
  }

  private WaitWatch patience(String path, String what) {
    return new Patience(connection.watchFor(path), WaitWatch.NONE, settings, path, what);
  }

  /**
   * Pushes and closes what is open and leaves the workflow. If the server has died, what it left in
   * /dev/shm is removed. A server of the site's that connecting started is ended, unless the
   * settings want it to go on or others use it; the embedded one ends by itself.
   */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (FileConversation file : openFiles.all()) {
      try {
        file.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    try {
      wire.beforeExit();
    } catch (CapioUnavailableException gone) {
      // nothing is left to be prepared
    }
    connection.close();
    if (connection.watch().isGone() && connection.extended()) {
      WorkflowClaim.removeStale(connection.names());
    }
    endServer();
    if (failure != null) {
      throw failure;
    }
  }

  /** Ends a server that was started here and does not end by itself, if nobody else uses it. */
  private void endServer() throws IOException {
    if (!server.startedHere() || !settings.teardownServer() || settings.startsEmbeddedServer()) {
      return;
    }
    if (server.hasExtensions()) {
      try (ServerControl control = ServerControl.connect(settings)) {
        control.persist();
        control.stop(false, true);
      } catch (CapioUnavailableException gone) {
        // nothing is left to be stopped
      } catch (CapioException used) {
        if (used.errno() != Errno.EBUSY) {
          throw used;
        }
      }
    } else if (!server.hasOtherClients(SESSIONS_END_WITHIN)) {
      server.endNative(SERVER_ENDS_WITHIN);
    }
  }

  /** The error for something that a native server cannot do. */
  static CapioException refused(String path, String what) {
    return new CapioException(
        Errno.EOPNOTSUPP, path, "a native CAPIO server cannot " + what + "; use the embedded one");
  }
}

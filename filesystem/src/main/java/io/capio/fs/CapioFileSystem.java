package io.capio.fs;

import io.capio.client.CapioClient;
import io.capio.client.settings.Settings;
import io.capio.fs.attribute.NamedAttributes;
import io.capio.fs.view.CapioFileView;
import io.capio.fs.view.PathOperations;
import io.capio.fs.view.Relocation;
import io.capio.fs.watch.CapioWatchService;
import io.capio.ipc.Disk;
import java.io.File;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The file system of one CAPIO directory. Its paths are those of the default file system; what lies
 * under the CAPIO directory goes through CAPIO, all else to the disk.
 */
public final class CapioFileSystem extends FileSystem {
  private final CapioClient client;
  private final boolean ownsClient;
  private final CapioFileView view;
  private final PathOperations operations;
  private final Relocation relocation;
  private final Runnable afterClose;
  private final DeletionAtExit deletions = new DeletionAtExit();
  private volatile boolean open = true;

  private CapioFileSystem(CapioClient client, boolean ownsClient, Runnable afterClose) {
    this.client = client;
    this.ownsClient = ownsClient;
    this.view = new CapioFileView(client);
    this.operations = new PathOperations(view);
    this.relocation = new Relocation(view, operations);
    this.afterClose = afterClose;
  }

  /**
   * Joins the workflow's server, or starts one. Closing the file system leaves the workflow.
   *
   * @throws io.capio.client.CapioUnavailableException if there is no server and none can be started
   */
  public static CapioFileSystem open(Settings settings) throws IOException {
    return open(settings, () -> {});
  }

  static CapioFileSystem open(Settings settings, Runnable afterClose) throws IOException {
    return new CapioFileSystem(CapioClient.connect(settings), true, afterClose);
  }

  /** The file system of a client that somebody else closes. */
  public static CapioFileSystem on(CapioClient client) {
    return new CapioFileSystem(client, false, () -> {});
  }

  /** The connection to the server. */
  public CapioClient client() {
    return client;
  }

  CapioFileView view() {
    return view;
  }

  PathOperations operations() {
    return operations;
  }

  Relocation relocation() {
    return relocation;
  }

  void deleteAtExit(File file, Consumer<File> deletion) {
    deletions.add(file, deletion);
  }

  /**
   * The CAPIO form of a path of the default file system; it keeps the user's spelling.
   *
   * @throws IllegalArgumentException for a path of a third file system
   */
  public Path wrap(Path ordinary) {
    return wrap(ordinary, false);
  }

  /** As {@link #wrap(Path)}, for operations of the JDK that read a file whole by a channel. */
  public Path wrapToReadWhole(Path ordinary) {
    return wrap(ordinary, true);
  }

  private Path wrap(Path ordinary, boolean readWhole) {
    if (ordinary instanceof CapioPath) {
      return ordinary;
    }
    if (ordinary.getFileSystem() != Disk.fileSystem()) {
      throw new IllegalArgumentException(ordinary + " is not a path of the default file system");
    }
    return new CapioPath(this, ordinary, readWhole);
  }

  /** The form of a path in the default file system; a path of a third one stays as it is. */
  public Path unwrap(Path any) {
    return ordinary(any);
  }

  /** As {@link #unwrap}, for a path of any of these file systems. */
  public static Path ordinary(Path any) {
    return any instanceof CapioPath path ? path.ordinary() : any;
  }

  /** Whether a path is the CAPIO directory or below it; asks neither disk nor server. */
  public boolean contains(Path ordinary) {
    return contains(ordinary.toString()) || (ordinary.toString().isEmpty() && contains("."));
  }

  /** Whether the name of a file is the CAPIO directory or below it; an empty name never is. */
  public boolean contains(String name) {
    return view.contains(name);
  }

  @Override
  public FileSystemProvider provider() {
    return PathProvider.INSTANCE;
  }

  /**
   * Ends CAPIO for this file system: deletes what {@link File#deleteOnExit()} named and, if the
   * client is its own, closes the files that are open and leaves the workflow.
   */
  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      afterClose.run();
      deletions.run();
      if (ownsClient) {
        client.close();
      }
    }
  }

  /**
   * As {@link #close}, when the JVM ends and the program's shutdown hooks have: its threads that
   * still run see no failure, for they would see none on a disk. They do not return.
   */
  public void closeAtExit() throws IOException {
    client.exiting();
    close();
  }

  /**
   * To be called by an operation before it does anything.
   *
   * @throws ClosedFileSystemException if this has been closed
   */
  void requireOpen() {
    if (!open) {
      client.holdWhileExiting();
      throw new ClosedFileSystemException();
    }
  }

  /**
   * Ends CAPIO for this file system as soon as none of its files is open, unless something is to be
   * deleted at the end of the JVM: then it ends there. Does not wait. To be called when nothing
   * more will be opened, for a file system that has a client of its own.
   *
   * @return how many files are open
   */
  public int closeWhenIdle() {
    int openFiles = client.openFileCount();
    if (deletions.isEmpty()) {
      client.closeWhenIdle();
    }
    return openFiles;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return Disk.fileSystem().getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(getPath("/"));
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    try {
      return List.of(Files.getFileStore(client.directory()));
    } catch (IOException e) {
      return List.of();
    }
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return NamedAttributes.viewNames();
  }

  @Override
  public Path getPath(String first, String... more) {
    return new CapioPath(this, Disk.fileSystem().getPath(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = Disk.fileSystem().getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(unwrap(path));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return Disk.fileSystem().getUserPrincipalLookupService();
  }

  /** A service for directories of this file system; sees changes within a second. */
  @Override
  public WatchService newWatchService() {
    return new CapioWatchService(null);
  }
}

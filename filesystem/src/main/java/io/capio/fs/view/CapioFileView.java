package io.capio.fs.view;

import io.capio.client.AttributeChange;
import io.capio.client.CapioClient;
import io.capio.client.CapioException;
import io.capio.client.CapioFile;
import io.capio.client.DeleteKind;
import io.capio.client.DirectoryEntry;
import io.capio.client.DirectoryListing;
import io.capio.client.FileStatus;
import io.capio.client.LinkException;
import io.capio.fs.channel.OpenFile;
import io.capio.fs.watch.WatchedDirectories;
import io.capio.ipc.Disk;
import io.capio.ipc.Errno;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The operations on paths, in the server's terms: {@link CapioException} says what went wrong, and
 * an empty answer or false that the path is an ordinary one, which the JDK then works on. Symbolic
 * links are followed here, by a {@link LinkWalk}, so that the server and the rest of the client
 * have to do with paths without links only.
 *
 * <p>The CAPIO directory itself is a directory of the disk: only its entries are CAPIO's.
 */
public final class CapioFileView {
  private final CapioClient client;
  private final Territory territory;
  private final OwnWriters writers = new OwnWriters();
  private final DiskReaders diskReaders = new DiskReaders();
  private final TwoPathOperations pairs;

  /** Whether a link was met that the disk does not have: it then cannot be asked by any path. */
  private volatile boolean linksInMemory;

  /**
   * @param client the connection to the server; not closed here
   */
  public CapioFileView(CapioClient client) {
    this.client = client;
    this.territory = new Territory(client.directory(), client.lexicalDirectory());
    this.pairs = new TwoPathOperations(this, client, territory, writers);
  }

  /** Whether a path is the CAPIO directory or below it; asks neither disk nor server. */
  public boolean contains(String path) {
    return !path.isEmpty() && territory.toServer(path) != null;
  }

  /** The path of the disk that bears the CAPIO directory, for what only a disk can say. */
  Path directory() {
    return client.directory();
  }

  /** Whether the disk, not CAPIO, has a path; asks neither. */
  boolean isOrdinary(Path path) {
    return territory.toServer(path.toString()) == null;
  }

  /**
   * Where a file of java.io lives. An empty name is ordinary: the JDK knows what it thinks of it.
   */
  public Location locate(File file) throws IOException {
    String path = Disk.nameOf(file);
    return path.isEmpty() ? new Location(path, null, null) : locate(path);
  }

  /** Where a path lives; an empty one is the current directory. */
  Location locate(Path path) throws IOException {
    return locate(path.toString());
  }

  private Location locate(String path) throws IOException {
    boolean plain =
        !path.contains("/.") && !path.startsWith(".") && path.length() < LinkWalk.SURELY_SHORT;
    return plain
        ? new Location(path, territory.toServer(path), null)
        : new LinkWalk(this, territory).locate(path);
  }

  /** Does something with a path, as far as links lead it. */
  private <T> T following(Location from, LinkWalk.Attempt<T> attempt) throws IOException {
    try {
      return attempt.at(from);
    } catch (LinkException link) {
      LinkWalk walk = new LinkWalk(this, territory);
      return walk.go(walk.follow(from, link), attempt);
    }
  }

  /** A link was followed that the disk does not have. */
  void foundLinkInMemory() {
    linksInMemory = true;
  }

  /** Whether a path of CAPIO, over which no link leads, is a directory. */
  boolean isDirectory(Location at) throws IOException {
    if (isRoot(at)) {
      return true;
    }
    Optional<FileStatus> status = client.status(at.server(), false);
    return status.isPresent()
        ? status.get().directory()
        : Files.isDirectory(Disk.path(at.server()));
  }

  /**
   * Where links lead a path.
   *
   * @throws CapioException ENOENT if there is nothing
   */
  Location resolve(Location from) throws IOException {
    return following(
        from,
        at -> {
          if (!at.isOrdinary() && !isRoot(at)) {
            client.status(at.server(), false);
          }
          return at;
        });
  }

  /**
   * By which path the disk finds what has turned out to be an ordinary file: where links are in
   * memory only, it cannot follow them itself.
   *
   * @param follow whether the path may itself be such a link; else only those above it are followed
   */
  Path onDisk(Path path, boolean follow) {
    if (!linksInMemory || isOrdinary(path)) {
      return path;
    }
    Path name = path.getFileName();
    try {
      if (follow) {
        String lead = resolve(locate(path)).lead();
        return lead == null ? path : Disk.path(lead);
      }
      String lead = resolve(locate(path.toAbsolutePath().getParent())).lead();
      return lead == null ? path : Disk.path(lead).resolve(name);
    } catch (IOException e) {
      return path;
    }
  }

  /** Whether some links that this process met are not on the disk. */
  boolean hasLinksInMemory() {
    return linksInMemory;
  }

  /** As {@link #onDisk(Path, boolean)}. */
  public File onDisk(File file, boolean follow) {
    return linksInMemory && contains(Disk.nameOf(file))
        ? new File(onDisk(Disk.path(Disk.nameOf(file)), follow).toString())
        : file;
  }

  /** A file of the disk has been opened by the JDK to be read. */
  void readsOnDisk(Path file, Channel channel) {
    if (!isOrdinary(file)) {
      diskReaders.add(file, channel);
    }
  }

  /** As {@link #readsOnDisk(Path, Channel)}. */
  void readsOnDisk(Path file, InputStream stream) {
    if (!isOrdinary(file)) {
      diskReaders.add(file, stream);
    }
  }

  /** As {@link #readsOnDisk(Path, Channel)}, by its descriptor. */
  public void readsOnDisk(File file, FileDescriptor descriptor) {
    if (contains(Disk.nameOf(file))) {
      diskReaders.add(Disk.path(Disk.nameOf(file)), descriptor);
    }
  }

  /**
   * Opens a file; may wait for its creation.
   *
   * @param mode permission bits of a new file
   */
  public Optional<OpenFile> open(Location from, OpenPlan plan, int mode) throws IOException {
    Optional<OpenFile> opened = following(from, at -> openAt(at, plan, mode));
    if (opened.isPresent() && plan.deleteOnClose() && client.hasExtensions()) {
      // As on Linux: the name goes at once, be it a link's, the content with the handle.
      delete(from, DeleteKind.FILE);
    }
    return opened;
  }

  private Optional<OpenFile> openAt(Location at, OpenPlan plan, int mode) throws IOException {
    if (at.isOrdinary() || isRoot(at)) {
      return Optional.empty();
    }
    boolean readOnDisk = plan.access().writable() && diskReaders.has(Disk.path(at.server()));
    Optional<CapioFile> opened =
        client.open(at.server(), readOnDisk ? plan.flagsBesideReaders() : plan.flags(), mode);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    if (readOnDisk) {
      opened.get().showAtOnce();
    }
    boolean deleteLater = plan.deleteOnClose() && !client.hasExtensions();
    OpenFile[] self = new OpenFile[1];
    OpenFile file =
        new OpenFile(
            opened.get(),
            plan.access(),
            () -> {
              writers.remove(self[0]);
              if (deleteLater) {
                client.delete(at.server(), DeleteKind.FILE);
              }
            });
    self[0] = file;
    if (plan.access().writable()) {
      writers.add(file);
    }
    return Optional.of(file);
  }

  /**
   * What the server says of a path.
   *
   * @param finalSize whether the size must be the final one, for which this may wait
   */
  public Optional<FileStatus> status(Location at, boolean finalSize) throws IOException {
    return status(at, finalSize, true);
  }

  /**
   * As {@link #status(Location, boolean)}.
   *
   * @param follow false for a symbolic link itself
   */
  Optional<FileStatus> status(Location from, boolean finalSize, boolean follow) throws IOException {
    return following(
        from,
        at ->
            at.isOrdinary() || isRoot(at)
                ? Optional.empty()
                : client.status(at.server(), finalSize, follow));
  }

  /** When the server made a path, which may be an ordinary file by now. */
  OptionalLong created(Location from, boolean follow) throws IOException {
    return following(
        from,
        at ->
            at.isOrdinary() || isRoot(at)
                ? OptionalLong.empty()
                : client.created(at.server(), follow));
  }

  /**
   * Makes a symbolic link.
   *
   * @return false if the server keeps no links, or the path is an ordinary one
   */
  boolean makeLink(Location from, String target) throws IOException {
    return following(
        from,
        at -> {
          if (isRoot(at)) {
            throw new CapioException(Errno.EEXIST, at.spelling(), null);
          }
          return !at.isOrdinary() && client.makeLink(at.server(), target);
        });
  }

  /** Whether symbolic links can be made. */
  boolean keepsLinks() {
    return client.keepsLinks();
  }

  /** The text of a symbolic link; empty if the disk knows. */
  Optional<String> readLink(Location from) throws IOException {
    return following(
        from,
        at -> at.isOrdinary() || isRoot(at) ? Optional.empty() : client.readLink(at.server()));
  }

  /** Whether this process has the file open for writing, and so need not wait for its size. */
  boolean isWritten(Location at) {
    return writers.has(at.server());
  }

  /** Makes a directory. */
  public boolean makeDirectory(Location from, int mode) throws IOException {
    return following(
        from,
        at -> {
          if (at.isOrdinary() || isRoot(at)) {
            return false;
          }
          client.makeDirectory(at.server(), mode);
          return true;
        });
  }

  /** Whether a path is the CAPIO directory itself. */
  boolean isRoot(Location at) {
    return !at.isOrdinary() && territory.isRoot(at.server());
  }

  /** Deletes a file or an empty directory. */
  public boolean delete(Location from) throws IOException {
    return delete(from, DeleteKind.ANY);
  }

  /** Deletes what is of that kind. */
  boolean delete(Location from, DeleteKind kind) throws IOException {
    return following(from, at -> deleteAt(at, kind));
  }

  private boolean deleteAt(Location at, DeleteKind kind) throws IOException {
    if (at.isOrdinary()) {
      return false;
    }
    if (at.endsInDots()) {
      throw new CapioException(refusalOfDots(at, kind), at.spelling(), null);
    }
    if (isRoot(at)) {
      if (!namesAt(at).isEmpty()) {
        throw new CapioException(Errno.ENOTEMPTY, at.server(), null);
      }
      return false;
    }
    WatchedDirectories.removing(at.server());
    boolean deleted = client.delete(at.server(), kind);
    if (deleted) {
      writers.deleted(at.server());
    }
    return deleted;
  }

  private static Errno refusalOfDots(Location at, DeleteKind kind) {
    if (kind == DeleteKind.FILE) {
      return Errno.EISDIR;
    }
    return at.spelling().endsWith("..") ? Errno.ENOTEMPTY : Errno.EINVAL;
  }

  /**
   * Renames as a disk does: onto a file, or a directory onto an empty one; a link itself.
   *
   * @return false if the server has neither path, or only one of them
   */
  public boolean rename(Location from, Location to) throws IOException {
    return pairs.rename(from, to);
  }

  /**
   * Gives a file another name; a link itself.
   *
   * @return false if the disk is to do it, because one of the two is an ordinary path
   */
  boolean makeHardLink(Location link, Location existing) throws IOException {
    return pairs.makeHardLink(link, existing);
  }

  /** Waits until what is committed and permanent is on the disk. */
  void persist(Location at) throws IOException {
    client.persist(at.server());
  }

  /** Sets times or permissions. */
  public boolean setAttributes(Location from, AttributeChange change, boolean follow)
      throws IOException {
    return following(
        from,
        at -> !at.isOrdinary() && !isRoot(at) && client.setAttributes(at.server(), change, follow));
  }

  /** The entries of a directory, merged with the disk's; empty if it is none of CAPIO's. */
  Optional<DirectoryListing> list(Location from, boolean follow) throws IOException {
    return following(
        from,
        at -> at.isOrdinary() ? Optional.empty() : Optional.of(client.list(at.server(), follow)));
  }

  /** The names in a directory, merged with the disk's; empty if it is none of CAPIO's. */
  public Optional<List<String>> names(Location from) throws IOException {
    return following(from, at -> at.isOrdinary() ? Optional.empty() : Optional.of(namesAt(at)));
  }

  private List<String> namesAt(Location at) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryListing listing = client.list(at.server())) {
      for (DirectoryEntry e = listing.next(); e != null; e = listing.next()) {
        names.add(e.name());
      }
    }
    return names;
  }
}

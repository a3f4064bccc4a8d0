package io.capio.fs.view;

import io.capio.client.AttributeChange;
import io.capio.client.CapioClient;
import io.capio.client.CapioException;
import io.capio.client.CapioFile;
import io.capio.client.DeleteKind;
import io.capio.client.DirectoryEntry;
import io.capio.client.DirectoryListing;
import io.capio.client.FileStatus;
import io.capio.fs.channel.OpenFile;
import io.capio.ipc.Disk;
import io.capio.ipc.Errno;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The operations on paths, in the server's terms: {@link CapioException} says what went wrong, and
 * an empty answer or false that the path is an ordinary one, which the JDK then works on.
 *
 * <p>The CAPIO directory itself is a directory of the disk: only its entries are CAPIO's.
 */
public final class CapioFileView {
  private static final int PATH_MAX = 4096;

  /** Bytes of UTF-8 that a char takes at most. */
  private static final int LONGEST_CHARACTER = 3;

  private final CapioClient client;
  private final Territory territory;
  private final OwnWriters writers = new OwnWriters();

  /**
   * @param client the connection to the server; not closed here
   */
  public CapioFileView(CapioClient client) {
    this.client = client;
    this.territory = new Territory(client.directory(), client.lexicalDirectory());
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
    String path = file.getPath();
    return path.isEmpty() ? new Location(path, null) : locate(path, path);
  }

  /** Where a path lives; an empty one is the current directory. */
  Location locate(Path path) throws IOException {
    return locate(path.toString(), path.toString());
  }

  private Location locate(String path, String spelling) throws IOException {
    String server = territory.toServer(path);
    if (server != null && isTooLong(path)) {
      throw new CapioException(Errno.ENAMETOOLONG, spelling, null);
    }
    if (server != null && (path.contains("/.") || path.startsWith("."))) {
      requireDirectoriesBeforeDots(path);
    }
    return new Location(spelling, server);
  }

  /** Whether the system would not even look at a path. */
  private static boolean isTooLong(String path) {
    return path.length() >= PATH_MAX / LONGEST_CHARACTER
        && path.getBytes(StandardCharsets.UTF_8).length >= PATH_MAX;
  }

  /** A disk follows {@code a/../b} only through a directory a; leaving out elements does not. */
  private void requireDirectoriesBeforeDots(String path) throws IOException {
    for (int slash = path.indexOf("/.", 1); slash > 0; slash = path.indexOf("/.", slash + 1)) {
      String rest = path.substring(slash + 1);
      if (rest.equals(".")
          || rest.equals("..")
          || rest.startsWith("./")
          || rest.startsWith("../")) {
        requireDirectory(path, territory.toServer(path.substring(0, slash)));
      }
    }
  }

  private void requireDirectory(String path, String server) throws IOException {
    if (server != null && !territory.isRoot(server)) {
      Optional<FileStatus> status = client.status(server, false);
      boolean directory =
          status.isPresent() ? status.get().directory() : Files.isDirectory(Disk.path(server));
      if (!directory) {
        throw new CapioException(Errno.ENOTDIR, path, null);
      }
    }
  }

  /**
   * Opens a file; may wait for its creation.
   *
   * @param mode permission bits of a new file
   */
  public Optional<OpenFile> open(Location at, OpenPlan plan, int mode) throws IOException {
    if (at.isOrdinary()) {
      return Optional.empty();
    }
    if (isRoot(at)) {
      return Optional.empty();
    }
    Optional<CapioFile> opened = client.open(at.server(), plan.flags(), mode);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    boolean deleteNow = plan.deleteOnClose() && client.hasExtensions();
    OpenFile[] self = new OpenFile[1];
    OpenFile file =
        new OpenFile(
            opened.get(),
            plan.access(),
            () -> {
              writers.remove(self[0]);
              if (plan.deleteOnClose() && !deleteNow) {
                client.delete(at.server(), DeleteKind.FILE);
              }
            });
    self[0] = file;
    if (plan.access().writable()) {
      writers.add(file);
    }
    if (deleteNow) {
      // As on Linux: the name goes at once, the content with the handle.
      client.delete(at.server(), DeleteKind.FILE);
    }
    return Optional.of(file);
  }

  /**
   * What the server says of a path.
   *
   * @param finalSize whether the size must be the final one, for which this may wait
   */
  public Optional<FileStatus> status(Location at, boolean finalSize) throws IOException {
    if (at.isOrdinary() || isRoot(at)) {
      return Optional.empty();
    }
    return client.status(at.server(), finalSize);
  }

  /** When the server made a path, which may be an ordinary file by now. */
  OptionalLong created(Location at) throws IOException {
    return at.isOrdinary() || isRoot(at) ? OptionalLong.empty() : client.created(at.server());
  }

  /** Whether this process has the file open for writing, and so need not wait for its size. */
  boolean isWritten(Location at) {
    return writers.has(at.server());
  }

  /** Makes a directory. */
  public boolean makeDirectory(Location at, int mode) throws IOException {
    if (at.isOrdinary() || isRoot(at)) {
      return false;
    }
    client.makeDirectory(at.server(), mode);
    return true;
  }

  private boolean isRoot(Location at) {
    return !at.isOrdinary() && territory.isRoot(at.server());
  }

  /** Deletes a file or an empty directory. */
  public boolean delete(Location at) throws IOException {
    if (at.isOrdinary()) {
      return false;
    }
    if (isRoot(at)) {
      if (!names(at).isEmpty()) {
        throw new CapioException(Errno.ENOTEMPTY, at.server(), null);
      }
      return false;
    }
    boolean deleted = client.delete(at.server(), DeleteKind.ANY);
    if (deleted) {
      writers.deleted(at.server());
    }
    return deleted;
  }

  /**
   * Renames as a disk does: onto a file, or a directory onto an empty one.
   *
   * @return false if the server has neither path, or only one of them
   */
  public boolean rename(Location from, Location to) throws IOException {
    if (isRoot(from) || isRoot(to)) {
      throw new CapioException(Errno.EBUSY, from.spelling(), null);
    }
    if (from.isOrdinary() || to.isOrdinary()) {
      return false;
    }
    if (from.server().equals(to.server())) {
      client.status(from.server(), false);
      return true;
    }
    if (!client.rename(from.server(), to.server(), true)) {
      return false;
    }
    writers.renamed(from.server(), to.server());
    return true;
  }

  /** Waits until what is committed and permanent is on the disk. */
  void persist(Location at) throws IOException {
    client.persist(at.server());
  }

  /** Sets times or permissions. */
  public boolean setAttributes(Location at, AttributeChange change) throws IOException {
    if (at.isOrdinary() || isRoot(at)) {
      return false;
    }
    return client.setAttributes(at.server(), change);
  }

  /** The entries of a directory, merged with the disk's; empty if it is none of CAPIO's. */
  Optional<DirectoryListing> list(Location at) throws IOException {
    return at.isOrdinary() ? Optional.empty() : Optional.of(client.list(at.server()));
  }

  /** The names in a directory of CAPIO. */
  public List<String> names(Location at) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryListing listing = client.list(at.server())) {
      for (DirectoryEntry e = listing.next(); e != null; e = listing.next()) {
        names.add(e.name());
      }
    }
    return names;
  }
}

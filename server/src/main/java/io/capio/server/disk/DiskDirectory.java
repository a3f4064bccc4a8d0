package io.capio.server.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The CAPIO directory as the disk has it. Symbolic links are not followed. Stateless. */
public final class DiskDirectory {
  /** Files that servers keep here for themselves: unfinished ones and spilled content. */
  private static final Pattern HIDDEN =
      Pattern.compile("\\..*\\.capio-\\d+|\\.capio-spill-\\d+", Pattern.DOTALL);

  private static final PosixFilePermission[] PERMISSIONS = {
    PosixFilePermission.OTHERS_EXECUTE,
    PosixFilePermission.OTHERS_WRITE,
    PosixFilePermission.OTHERS_READ,
    PosixFilePermission.GROUP_EXECUTE,
    PosixFilePermission.GROUP_WRITE,
    PosixFilePermission.GROUP_READ,
    PosixFilePermission.OWNER_EXECUTE,
    PosixFilePermission.OWNER_WRITE,
    PosixFilePermission.OWNER_READ
  };

  /** Held while a directory's time is set, and while it is put back: neither undoes the other. */
  private static final Object TIMES = new Object();

  private final Path root;

  /**
   * @param root real path of the CAPIO directory
   */
  public DiskDirectory(Path root) {
    this.root = root;
  }

  /** The CAPIO directory. */
  public Path root() {
    return root;
  }

  /**
   * The path object of a path text.
   *
   * @throws InvalidPathException if the platform cannot express it
   */
  public Path path(String text) {
    return Path.of(text);
  }

  /** What the disk has there, or null if nothing. */
  public EntryKind kind(String text) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(Path.of(text), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isSymbolicLink()) {
        return EntryKind.LINK;
      }
      return attributes.isRegularFile()
          ? EntryKind.FILE
          : attributes.isDirectory() ? EntryKind.DIRECTORY : EntryKind.OTHER;
    } catch (IOException | InvalidPathException absent) {
      return null;
    }
  }

  /** Whether the disk has something there that is no directory. */
  public boolean hasLeaf(String text) {
    EntryKind kind = kind(text);
    return kind == EntryKind.FILE || kind == EntryKind.LINK;
  }

  /** The text of a symbolic link, or null if there is none. */
  public String linkTarget(String text) {
    try {
      Path link = Path.of(text);
      BasicFileAttributeView view =
          Files.getFileAttributeView(link, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      FileTime accessed = view.readAttributes().lastAccessTime();
      String target = Files.readSymbolicLink(link).toString();
      if (!view.readAttributes().lastAccessTime().equals(accessed)) {
        // looking where a path leads is no access of the program's
        LinkTimes.accessed(link, accessed);
      }
      return target;
    } catch (IOException | InvalidPathException none) {
      return null;
    }
  }

  /** The path without links of a path that may have some, or null if it leads nowhere. */
  public String realPath(String text) {
    try {
      return Path.of(text).toRealPath().toString();
    } catch (IOException | InvalidPathException absent) {
      return null;
    }
  }

  /** Makes a symbolic link, in the place of what is no directory. */
  public void makeLink(String text, String target) throws IOException {
    Path path = Path.of(text);
    Files.createDirectories(path.getParent());
    if (hasLeaf(text)) {
      Files.delete(path);
    }
    Files.createSymbolicLink(path, Path.of(target));
  }

  /** Gives a file another name. */
  public void makeName(String text, String existing) throws IOException {
    Path path = Path.of(text);
    Files.createDirectories(path.getParent());
    Files.createLink(path, Path.of(existing));
  }

  /** Whether this user may write there; true for what does not exist. */
  public boolean isWritable(String text) {
    Path path = Path.of(text);
    return Files.isWritable(path) || !Files.exists(path);
  }

  /** The entries of a directory; none if it cannot be read. Files of servers are left out. */
  public List<DiskEntry> list(String text) {
    List<DiskEntry> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(Path.of(text))) {
      for (Path path : stream) {
        String name = path.getFileName().toString();
        if (!HIDDEN.matcher(name).matches()) {
          EntryKind kind = kind(path.toString());
          entries.add(new DiskEntry(name, kind == null ? EntryKind.OTHER : kind));
        }
      }
    } catch (IOException | DirectoryIteratorException | InvalidPathException absent) {
      return entries;
    }
    return entries;
  }

  /** Makes a directory and those above that are missing; one that exists is fine. */
  public void makeDirectory(String text, int mode) throws IOException {
    Path path = Path.of(text);
    if (Files.isDirectory(path)) {
      return;
    }
    Files.createDirectories(path);
    applyMode(path, mode);
  }

  /** Makes an empty file, or empties the one that is there. */
  public void makeEmpty(String text) throws IOException {
    Path path = Path.of(text);
    Files.createDirectories(path.getParent());
    Files.newByteChannel(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)
        .close();
  }

  /**
   * Deletes a file or an empty directory, if it is there.
   *
   * @throws java.nio.file.DirectoryNotEmptyException if the directory has entries
   */
  public void delete(String text) throws IOException {
    Files.deleteIfExists(Path.of(text));
  }

  /** Gives a directory the time of now, as an entry that comes or goes does. */
  public void touch(String text) {
    changed(path(text), FileTime.from(Instant.now()));
  }

  /** Sets the time of a directory; one of another user keeps the time that its last entry gave. */
  private static void changed(Path directory, FileTime time) {
    synchronized (TIMES) {
      try {
        Files.setLastModifiedTime(directory, time);
      } catch (IOException e) {
        return;
      }
    }
  }

  /** A change of the entries of a directory. */
  interface Change {
    void make() throws IOException;
  }

  /** Changes the entries of a directory, whose time stays: they came or went earlier. */
  static void keepingTime(Path directory, Change change) throws IOException {
    synchronized (TIMES) {
      FileTime before = Files.getLastModifiedTime(directory);
      change.make();
      changed(directory, before);
    }
  }

  /** Sets the times of a directory, in nanoseconds since 1970; an empty one stays. */
  public void setTimes(String text, OptionalLong modified, OptionalLong accessed)
      throws IOException {
    synchronized (TIMES) {
      Files.getFileAttributeView(Path.of(text), BasicFileAttributeView.class)
          .setTimes(time(modified), time(accessed), null);
    }
  }

  private static FileTime time(OptionalLong nanos) {
    return nanos.isPresent() ? FileTime.from(nanos.getAsLong(), TimeUnit.NANOSECONDS) : null;
  }

  /** Moves a file or a whole directory tree, atomically, over a file or an empty directory. */
  public void move(String from, String to) throws IOException {
    Path target = Path.of(to);
    Files.createDirectories(target.getParent());
    Files.move(Path.of(from), target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Permission bits of what is there; negative if they cannot be told. */
  public int mode(String text) {
    try {
      return (Integer) Files.getAttribute(Path.of(text), "unix:mode") & 07777;
    } catch (IOException | InvalidPathException absent) {
      return -1;
    }
  }

  /** Whether a file has more names than that one: hard links. */
  public boolean hasOtherNames(String text) {
    try {
      return (Integer) Files.getAttribute(Path.of(text), "unix:nlink", LinkOption.NOFOLLOW_LINKS)
          > 1;
    } catch (IOException | InvalidPathException absent) {
      return false;
    }
  }

  /** The stamp of a regular file, or null if there is none. */
  public static DiskStamp stamp(Path file) {
    Map<String, Object> attributes;
    try {
      attributes =
          Files.readAttributes(
              file,
              "unix:ino,mode,size,lastModifiedTime,lastAccessTime,isRegularFile",
              LinkOption.NOFOLLOW_LINKS);
    } catch (IOException absent) {
      return null;
    }
    return (Boolean) attributes.get("isRegularFile")
        ? new DiskStamp(
            attributes.get("ino"),
            (Integer) attributes.get("mode") & 07777,
            (Long) attributes.get("size"),
            nanos(attributes.get("lastModifiedTime")),
            nanos(attributes.get("lastAccessTime")))
        : null;
  }

  private static long nanos(Object time) {
    return ((FileTime) time).to(TimeUnit.NANOSECONDS);
  }

  /**
   * Sets permission bits and times.
   *
   * @param mode negative to leave the bits alone
   * @param modified nanoseconds since 1970
   * @param accessed nanoseconds since 1970
   */
  public static void setAttributes(Path path, int mode, long modified, long accessed)
      throws IOException {
    applyMode(path, mode);
    Files.getFileAttributeView(path, BasicFileAttributeView.class)
        .setTimes(
            FileTime.from(modified, TimeUnit.NANOSECONDS),
            FileTime.from(accessed, TimeUnit.NANOSECONDS),
            null);
  }

  /** Sets permission bits; a negative mode changes nothing. */
  static void applyMode(Path path, int mode) throws IOException {
    if (mode < 0) {
      return;
    }
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int bit = 0; bit < PERMISSIONS.length; bit++) {
      if ((mode & 1 << bit) != 0) {
        permissions.add(PERMISSIONS[bit]);
      }
    }
    Files.setPosixFilePermissions(path, permissions);
  }
}

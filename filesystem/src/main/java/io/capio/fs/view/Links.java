package io.capio.fs.view;

import io.capio.client.CapioException;
import io.capio.fs.attribute.PosixMode;
import io.capio.ipc.Disk;
import io.capio.ipc.Errno;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Objects;
import java.util.Optional;

/** Makes links, reads them, and says where they lead, in CAPIO and on the disk. Thread-safe. */
public final class Links {
  private static final boolean KEEPS_UP_AFTER_UP = Runtime.version().feature() >= 25;

  private final CapioFileView view;
  private final PathAttributes attributes;

  Links(CapioFileView view, PathAttributes attributes) {
    this.view = view;
    this.attributes = attributes;
  }

  /**
   * The real path, without links; only its own form, without dots, if links are not followed.
   *
   * @throws java.nio.file.NoSuchFileException if there is no such file
   */
  public Path toRealPath(Path path, LinkOption... options) throws IOException {
    for (LinkOption option : options) {
      Objects.requireNonNull(option);
    }
    if (options.length > 0) {
      Path plain = withoutDots(path.toAbsolutePath());
      if (PathOperations.ask(view, plain, at -> view.status(at, false, false)).isPresent()) {
        return plain;
      }
      Path disk = view.onDisk(plain, false);
      Path there = disk.toRealPath(options);
      return disk.equals(plain) ? there : plain;
    }
    if (LinkWalk.isTooLong(path.toString())) {
      try {
        return toRealPath(shortened(path));
      } catch (FileSystemException e) {
        throw JdkFaults.spelled(e, path.toString(), null);
      }
    }
    return PathOperations.ask(view, path, at -> view.status(at, false)).isEmpty()
        ? view.onDisk(path, true).toRealPath()
        : Disk.path(PathOperations.ask(view, path, view::resolve).server());
  }

  /**
   * A path that is too long by the real path of its beginning, as often as it takes: {@code
   * realpath} goes name by name, and only what it finds is not to be too long.
   */
  private Path shortened(Path path) throws IOException {
    Path whole = path.toAbsolutePath();
    int real = 0;
    while (LinkWalk.isTooLong(whole.toString())) {
      Path way = whole;
      while (LinkWalk.isTooLong(way.toString())) {
        way = way.getParent();
      }
      if (way.getNameCount() <= real) {
        throw new FileSystemException(path.toString(), null, Errno.ENAMETOOLONG.text());
      }
      Path found = toRealPath(way);
      real = found.getNameCount();
      whole = found.resolve(whole.subpath(way.getNameCount(), whole.getNameCount()));
    }
    return whole;
  }

  /**
   * As the JDK does it, which leaves {@code ..} after a link alone; newer ones also what follows.
   */
  private Path withoutDots(Path absolute) throws IOException {
    Path result = absolute.getRoot();
    boolean afterUp = false;
    for (Path element : absolute) {
      boolean up = element.toString().equals("..");
      if (up && !afterUp && !attributes.isLink(result)) {
        result = result.getParent() == null ? result : result.getParent();
      } else if (!element.toString().equals(".")) {
        result = result.resolve(element);
        afterUp = up && KEEPS_UP_AFTER_UP;
      }
    }
    return result;
  }

  /**
   * Where links of CAPIO lead a path, as {@code File.getCanonicalPath} wants it: of the part of the
   * path that exists. Asks the server only if the path may lead over a link.
   *
   * @param path the canonical path that the disk gave, which has followed links as far as it could
   */
  public Path canonical(Path path) throws IOException {
    if (!view.hasLinksInMemory() && !leadsToNothing(path)) {
      return path;
    }
    for (Path part = path; part != null; part = part.getParent()) {
      try {
        Location real = view.resolve(view.locate(part));
        if (real.lead() == null) {
          return path;
        }
        Path there =
            real.isOrdinary() ? Disk.path(real.lead()).toRealPath() : Disk.path(real.server());
        return there.resolve(part.relativize(path)).normalize();
      } catch (CapioException | FileSystemException e) {
        // the longest part that leads somewhere counts
      }
    }
    return path;
  }

  /**
   * The real path of the longest part of a path that exists, and the rest as text, without dots.
   *
   * @param path absolute, as the user wrote it
   */
  public Path canonicalOfExisting(Path path) throws IOException {
    for (Path part = path; part.getNameCount() > 0; part = part.getParent()) {
      try {
        Path there = toRealPath(part);
        return part.equals(path)
            ? there
            : there.resolve(path.subpath(part.getNameCount(), path.getNameCount())).normalize();
      } catch (FileSystemException e) {
        // a shorter one may exist
      }
    }
    return path.normalize();
  }

  /** Whether the disk has a link on the way that leads to nothing there. */
  private static boolean leadsToNothing(Path path) {
    Path there = path;
    while (there != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      there = there.getParent();
    }
    return there != null && Files.isSymbolicLink(there);
  }

  /** Reads where a symbolic link leads. */
  public Path read(Path path) throws IOException {
    if (!view.keepsLinks()) {
      if (PathOperations.ask(view, path, at -> view.status(at, false)).isPresent()) {
        throw new NotLinkException(path.toString());
      }
      return Files.readSymbolicLink(path);
    }
    Optional<String> target;
    try {
      target = PathOperations.ask(view, path, view::readLink);
    } catch (FileSystemException e) {
      throw PathOperations.hasErrno(e, Errno.EINVAL) ? new NotLinkException(path.toString()) : e;
    }
    return target.isPresent()
        ? Disk.path(target.get())
        : Files.readSymbolicLink(view.onDisk(path, false));
  }

  /**
   * Makes a hard link, which only the disk has: the file goes there now if it is in memory. May
   * wait for that.
   *
   * @throws UnsupportedOperationException if the file does not go to the disk, or is large or
   *     mapped and still open; with a native server always
   */
  public void makeHard(Path link, Path existing) throws IOException {
    if (view.isOrdinary(link) && view.isOrdinary(existing)) {
      Files.createLink(link, existing);
      return;
    }
    try {
      Location of = view.locate(existing);
      // what is wrong with it comes before what is wrong with the link
      view.status(of, false, false);
      if (!view.makeHardLink(view.locate(link), of)) {
        Files.createLink(view.onDisk(link, false), view.onDisk(existing, false));
      }
    } catch (CapioException e) {
      if (e.errno() == Errno.EOPNOTSUPP) {
        throw refusal(link, e.reason());
      }
      throw JdkFaults.nio(e, link.toString(), existing.toString());
    }
  }

  private RuntimeException refusal(Path link, String why) throws IOException {
    if (attributes.exists(link)) {
      throw new FileAlreadyExistsException(link.toString());
    }
    return new UnsupportedOperationException(
        why + ": " + link + " cannot be another name of a file");
  }

  /**
   * Makes a symbolic link.
   *
   * @param target its text, which need not lead anywhere
   * @throws UnsupportedOperationException with attributes, and with a native server
   */
  public void makeSymbolic(Path link, Path target, FileAttribute<?>... attrs) throws IOException {
    if (!view.isOrdinary(link) && !view.keepsLinks()) {
      throw refusal(link, "a native CAPIO server keeps no links");
    }
    if (attrs.length > 0) {
      PosixMode.ofNew(PosixMode.FILE, attrs);
      throw new UnsupportedOperationException(
          "Initial file attributes not supported when creating symbolic link");
    }
    String text = target.toString();
    if (text.isEmpty()) {
      throw new NoSuchFileException(link.toString());
    }
    if (LinkWalk.isTooLong(text)) {
      throw new FileSystemException(link.toString(), null, Errno.ENAMETOOLONG.text());
    }
    if (!PathOperations.ask(view, link, at -> view.makeLink(at, text))) {
      Files.createSymbolicLink(view.onDisk(link, false), target, attrs);
    }
  }
}

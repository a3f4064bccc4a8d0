package io.capio.fs.view;

import io.capio.client.AttributeChange;
import io.capio.client.CapioException;
import io.capio.client.FileStatus;
import io.capio.fs.attribute.PosixMode;
import io.capio.fs.channel.CapioFileChannel;
import io.capio.ipc.Errno;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Copies and moves within CAPIO, and between CAPIO and the disk. What the disk could do with one
 * rename, a move of a tree across that boundary, is done by copying and deleting.
 */
public final class Relocation {
  private final CapioFileView view;
  private final PathOperations operations;
  private final PathAttributes attributes;

  /** Where the target belongs: to the same file system, mostly. */
  private final CapioFileView targetView;

  private final PathOperations targets;

  /**
   * @param view the operations in the server's terms
   * @param operations the operations in the JDK's terms
   */
  public Relocation(CapioFileView view, PathOperations operations) {
    this(view, operations, view, operations);
  }

  private Relocation(
      CapioFileView view,
      PathOperations operations,
      CapioFileView targetView,
      PathOperations targets) {
    this.view = view;
    this.operations = operations;
    this.attributes = operations.attributes();
    this.targetView = targetView;
    this.targets = targets;
  }

  /** The same with targets in another CAPIO directory, which is as far away as the disk. */
  public Relocation to(Relocation other) {
    return other == this ? this : new Relocation(view, operations, other.view, other.operations);
  }

  private boolean areOrdinary(Path source, Path target) {
    return view.isOrdinary(source) && targetView.isOrdinary(target);
  }

  /**
   * The path of CAPIO that a target elsewhere has, if a link of the disk leads to it: a tree that
   * is moved there may be above itself.
   */
  private Path behindLinks(Path target) {
    Path name = target.getFileName();
    if (name == null || !targetView.isOrdinary(target)) {
      return target;
    }
    try {
      Path real = target.toAbsolutePath().getParent().toRealPath().resolve(name.toString());
      return targetView.isOrdinary(real) ? target : real;
    } catch (IOException nowhere) {
      return target;
    }
  }

  /** Copies a file, or makes an empty directory like another. */
  public void copy(Path source, Path given, CopyOption... options) throws IOException {
    CopyPlan plan = CopyPlan.ofCopy(options);
    if (areOrdinary(source, given)) {
      Files.copy(source, given, options);
      return;
    }
    Path target = behindLinks(given);
    LinkOption[] follow = follow(options);
    PosixFileAttributes from = attributes.read(source, PosixFileAttributes.class, follow);
    if (makeRoom(source, from, target, plan.replace(), follow)) {
      try {
        copyOne(source, from, target, plan.attributes());
      } catch (FileAlreadyExistsException e) {
        // somebody made it again since; who asked to replace it is not told that it exists
        throw plan.replace() ? new FileSystemException(target.toString()) : e;
      }
    }
  }

  private static LinkOption[] follow(CopyOption... options) {
    for (CopyOption option : options) {
      if (option == LinkOption.NOFOLLOW_LINKS) {
        return new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
      }
    }
    return new LinkOption[0];
  }

  /**
   * Makes sure that there is no target.
   *
   * @return false if source and target are the same file, and nothing is to be done
   */
  private boolean makeRoom(
      Path source, BasicFileAttributes from, Path target, boolean replace, LinkOption... follow)
      throws IOException {
    BasicFileAttributes to;
    try {
      to = targets.attributes().read(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (FileSystemException e) {
      return true;
    }
    if (isSame(source, from, to, follow)) {
      return false;
    }
    if (!replace) {
      throw new FileAlreadyExistsException(target.toString());
    }
    try {
      targets.delete(target);
    } catch (NoSuchFileException e) {
      // Somebody else was faster; there is room.
    }
    return true;
  }

  /**
   * Whether the target is the source: that must not be replaced by itself. What was in memory when
   * the source was looked at may have been on the disk for the target; a second look tells.
   */
  private boolean isSame(
      Path source, BasicFileAttributes from, BasicFileAttributes to, LinkOption... follow)
      throws IOException {
    Object key = to.fileKey();
    return key != null
        && (key.equals(from.fileKey())
            || key.equals(attributes.read(source, BasicFileAttributes.class, follow).fileKey()));
  }

  private void copyOne(Path source, PosixFileAttributes from, Path target, boolean withAttributes)
      throws IOException {
    if (from.isSymbolicLink()) {
      Path text = operations.links().read(source);
      targets.links().makeSymbolic(target, text);
      return;
    }
    if (from.isDirectory()) {
      targets.createDirectory(target, PosixFilePermissions.asFileAttribute(from.permissions()));
    } else {
      copyContent(source, from, target);
    }
    if (withAttributes) {
      targets
          .attributes()
          .change(
              target,
              new AttributeChange(
                  OptionalInt.of(PosixMode.bits(from.permissions())),
                  OptionalLong.of(from.lastModifiedTime().to(TimeUnit.NANOSECONDS)),
                  OptionalLong.of(from.lastAccessTime().to(TimeUnit.NANOSECONDS))));
    }
  }

  private void copyContent(Path source, PosixFileAttributes from, Path target) throws IOException {
    if (target.endsWith(".")) {
      // fails as what opens it on a disk, if that is no directory
      targets.links().toRealPath(target);
    }
    try (FileChannel in = operations.newFileChannel(source, Set.of(StandardOpenOption.READ));
        FileChannel out =
            targets.newFileChannel(
                target,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                PosixFilePermissions.asFileAttribute(from.permissions()))) {
      transfer(in, out, target);
    }
  }

  /** Neither the JDK's copies nor these end because the thread is interrupted. */
  private void transfer(FileChannel in, FileChannel out, Path target) throws IOException {
    for (FileChannel each : List.of(in, out)) {
      if (each instanceof CapioFileChannel ours) {
        ours.setUninterruptible();
      }
    }
    boolean interrupted = Thread.interrupted();
    boolean complete = false;
    try {
      long done = 0;
      for (long n = 1; n > 0; done += n) {
        n = in.transferTo(done, Long.MAX_VALUE - done, out);
      }
      complete = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (!complete) {
        targets.delete(target);
      }
    }
  }

  /** Moves a file or a directory with all that is in it. */
  public void move(Path source, Path given, CopyOption... options) throws IOException {
    CopyPlan plan = CopyPlan.ofMove(options);
    if (areOrdinary(source, given)) {
      Files.move(source, given, options);
      return;
    }
    Path target = behindLinks(given);
    if (plan.atomic()) {
      if (!rename(source, target)) {
        throw notInOneStep(source, target);
      }
      return;
    }
    PosixFileAttributes from =
        attributes.read(source, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (replacesInOneStep(source, from, target, plan)) {
      return;
    }
    if (makeRoom(source, from, target, plan.replace(), LinkOption.NOFOLLOW_LINKS)
        && !rename(source, target)) {
      try {
        moveTree(source, from, target);
      } catch (FileSystemException e) {
        throw ofBoth(e, source, target);
      }
    }
  }

  /** A rename that finds no place for the target names both paths. */
  private static FileSystemException ofBoth(FileSystemException e, Path source, Path target) {
    if (!target.toString().equals(e.getFile()) || e.getOtherFile() != null) {
      return e;
    }
    return JdkFaults.spelled(e, source.toString(), target.toString());
  }

  /** A file that replaces a file leaves no moment without one. */
  private boolean replacesInOneStep(
      Path source, PosixFileAttributes from, Path target, CopyPlan plan) throws IOException {
    if (!plan.replace() || !from.isRegularFile()) {
      return false;
    }
    try {
      BasicFileAttributes to = targets.attributes().read(target, BasicFileAttributes.class);
      return to.isRegularFile()
          && !isSame(source, from, to, LinkOption.NOFOLLOW_LINKS)
          && rename(source, target);
    } catch (FileSystemException e) {
      return false;
    }
  }

  /** Why an atomic move is none: there is nothing to move, no place for it, or a border between. */
  private FileSystemException notInOneStep(Path source, Path target) throws IOException {
    try {
      walkTo(operations, source);
      walkTo(targets, target);
      if (!attributes.exists(source)) {
        throw new NoSuchFileException(source.toString());
      }
    } catch (FileSystemException e) {
      return JdkFaults.spelled(e, source.toString(), target.toString());
    }
    return new AtomicMoveNotSupportedException(
        source.toString(), target.toString(), "CAPIO and the disk are two file systems");
  }

  /**
   * Fails unless there is a directory for a path: it is none if it is a file, or below one, of
   * which newer JDKs say only that it is not there.
   */
  private static void walkTo(PathOperations operations, Path path) throws IOException {
    boolean absent = false;
    for (Path above = path.toAbsolutePath().getParent(); above != null; above = above.getParent()) {
      Optional<Boolean> directory = isDirectory(operations, above);
      if (directory.isPresent() && !directory.get()) {
        throw new FileSystemException(path.toString(), null, Errno.ENOTDIR.text());
      }
      if (directory.isPresent()) {
        break;
      }
      absent = true;
    }
    if (absent) {
      throw new NoSuchFileException(path.toString());
    }
  }

  private static Optional<Boolean> isDirectory(PathOperations operations, Path path)
      throws IOException {
    try {
      // tells what is below a file from what is not there, also where a link leads below one
      Path real = operations.links().toRealPath(path);
      return Optional.of(
          operations.attributes().read(real, BasicFileAttributes.class).isDirectory());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private boolean rename(Path source, Path target) throws IOException {
    if (targetView != view) {
      return false;
    }
    try {
      Location from = view.locate(source);
      return view.rename(from, locateTarget(source, target));
    } catch (CapioException e) {
      throw JdkFaults.nio(e, source.toString(), target.toString());
    }
  }

  /** A disk walks to the source before it finds fault with the target. */
  private Location locateTarget(Path source, Path target) throws IOException {
    try {
      return view.locate(target);
    } catch (CapioException e) {
      Path above = source.toAbsolutePath().getParent();
      if (above != null) {
        Optional<FileStatus> status = view.status(view.locate(above), false);
        if (status.isPresent() && !status.get().directory()) {
          throw new CapioException(Errno.ENOTDIR, source.toString(), null);
        }
      }
      throw e;
    }
  }

  /**
   * Does between CAPIO and the disk what {@code rename} does on one file system: a file replaces a
   * file, a directory an empty one.
   */
  public void renameAcross(Path source, Path given) throws IOException {
    Path target = behindLinks(given);
    if (target != given && rename(source, target)) {
      return;
    }
    PosixFileAttributes from =
        attributes.read(source, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.exists(target)
        && attributes
                .read(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isDirectory()
            != from.isDirectory()) {
      throw new FileAlreadyExistsException(target.toString());
    }
    if (makeRoom(source, from, target, true, LinkOption.NOFOLLOW_LINKS)) {
      moveTree(source, from, target);
    }
  }

  private void moveTree(Path source, PosixFileAttributes from, Path target) throws IOException {
    // what seems to be below a directory of CAPIO and yet is none of its files is behind a link
    if (from.isDirectory() && view.isOrdinary(source) && target.startsWith(source)) {
      throw new FileSystemException(source.toString(), target.toString(), Errno.EINVAL.text());
    }
    copyOne(source, from, target, !from.isDirectory());
    if (from.isDirectory()) {
      try (DirectoryStream<Path> entries =
          operations.newDirectoryStream(source, true, p -> true, source::resolve)) {
        for (Path entry : entries) {
          moveTree(
              entry,
              attributes.read(entry, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS),
              target.resolve(entry.getFileName()));
        }
      }
      targets
          .attributes()
          .change(
              target,
              new AttributeChange(
                  OptionalInt.empty(),
                  OptionalLong.of(from.lastModifiedTime().to(TimeUnit.NANOSECONDS)),
                  OptionalLong.empty()));
    }
    operations.delete(source);
  }
}

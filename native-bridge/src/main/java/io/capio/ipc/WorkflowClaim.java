package io.capio.ipc;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The right to serve a workflow: its canary, locked for the life of the owner. The kernel drops the
 * lock with the process, so a dead owner's claim can be told from a living one's and taken over by
 * exactly one successor. Not thread-safe.
 */
public final class WorkflowClaim implements Closeable {
  private final ObjectNames names;
  private final FileChannel canary;
  private final boolean tookOver;

  private WorkflowClaim(ObjectNames names, FileChannel canary, boolean tookOver) {
    this.names = names;
    this.canary = canary;
    this.tookOver = tookOver;
  }

  /**
   * Claims a workflow. What a dead owner left is removed first.
   *
   * @throws FileAlreadyExistsException if a living server owns it, or a canary is there that no
   *     server of this project made; the reason says which
   */
  public static WorkflowClaim take(ObjectNames names) throws IOException {
    while (true) {
      try {
        return create(names);
      } catch (FileAlreadyExistsException owned) {
        Optional<WorkflowClaim> claim = takeOver(names);
        if (claim.isPresent()) {
          return claim.get();
        }
      }
    }
  }

  private static WorkflowClaim create(ObjectNames names) throws IOException {
    Path path = SharedMemory.path(names.canary());
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    if (channel.tryLock() == null) {
      // somebody took it for a dead owner's between the two calls; it will see that nobody
      // announced
      channel.close();
      throw new FileAlreadyExistsException(path.toString(), null, "claimed by another process");
    }
    return new WorkflowClaim(names, channel, false);
  }

  /** Takes a dead owner's claim; empty if it vanished meanwhile, so that it can be created. */
  private static Optional<WorkflowClaim> takeOver(ObjectNames names) throws IOException {
    Path path = SharedMemory.path(names.canary());
    FileChannel channel;
    Object before;
    try {
      SharedMemory.requireOwn(names.canary());
      before = identity(path);
      channel = FileChannel.open(path, StandardOpenOption.WRITE);
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
    boolean taken = false;
    try {
      FileLock lock = tryLock(channel);
      Optional<ServerAnnouncement> owner = ServerAnnouncement.read(names);
      if (lock == null || owner.isEmpty() || owner.get().process().isAlive()) {
        throw new FileAlreadyExistsException(path.toString(), null, refusal(names, owner));
      }
      if (!before.equals(identity(path))) {
        return Optional.empty();
      }
      removeAllBut(names, names.canary());
      taken = true;
      return Optional.of(new WorkflowClaim(names, channel, true));
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ownProcess) {
      return null;
    }
  }

  /**
   * Tells apart the objects that have borne the canary's name: it may have been removed and made
   * anew while the old one was being locked. No second channel may be opened for this: closing it
   * would drop the process's lock.
   */
  private static Object identity(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  private static String refusal(ObjectNames names, Optional<ServerAnnouncement> owner) {
    if (owner.isEmpty()) {
      return "workflow "
          + names.workflow()
          + " has a server of another kind, or what one left; end it, or remove "
          + SharedMemory.path(names.canary())
          + " if it is dead";
    }
    return "workflow "
        + names.workflow()
        + " is already served for "
        + owner.get().directory()
        + " by process "
        + owner.get().process().pid();
  }

  /**
   * Removes what a dead server left, unless a living one has taken over. Clients call this when
   * their server has died, so that nothing stays in /dev/shm.
   *
   * @return whether a dead server's objects were removed
   */
  public static boolean removeStale(ObjectNames names) throws IOException {
    try {
      Optional<WorkflowClaim> claim = takeOver(names);
      if (claim.isPresent()) {
        claim.get().close();
      }
      return claim.isPresent();
    } catch (FileAlreadyExistsException | NoSuchFileException aliveOrNothing) {
      return false;
    }
  }

  /** Whether a dead server's claim was taken over. */
  public boolean tookOver() {
    return tookOver;
  }

  /** Removes every object of the workflow, the canary last, and gives the claim up. */
  @Override
  public void close() throws IOException {
    try {
      removeAllBut(names, names.canary());
    } finally {
      SharedMemory.unlink(names.canary());
      canary.close();
    }
  }

  private static void removeAllBut(ObjectNames names, String kept) throws IOException {
    Pattern ours = names.files();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(SharedMemory.DIRECTORY)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.equals(kept) && ours.matcher(name).matches()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}

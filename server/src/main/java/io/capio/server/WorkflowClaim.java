package io.capio.server;

import io.capio.ipc.ObjectNames;
import io.capio.ipc.ServerAnnouncement;
import io.capio.ipc.SharedMemory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The right to serve a workflow: its canary, locked for as long as the server lives. The kernel
 * drops the lock when the process dies, so that exactly one of several successors gets it.
 *
 * <p>A native server does not lock; an unlocked canary without announcement is taken for one's.
 */
final class WorkflowClaim implements Closeable {
  /** How long a server may take from making the canary to announcing itself. */
  private static final long STARTING_NANOS = 1_500_000_000L;

  private static final long PAUSE_MILLIS = 20;

  /** Claims of this JVM: closing a second channel on a canary would drop the lock of the first. */
  private static final Set<String> OWN = new HashSet<>();

  private final ObjectNames names;
  private final FileChannel channel;

  private WorkflowClaim(ObjectNames names, FileChannel channel) {
    this.names = names;
    this.channel = channel;
  }

  /**
   * Claims a workflow, in the place of a dead server if there was one.
   *
   * @param notices gets a sentence if a dead server is replaced
   * @throws StartException if somebody else serves it
   */
  static WorkflowClaim take(ObjectNames names, Consumer<String> notices) throws StartException {
    synchronized (OWN) {
      if (!OWN.add(names.workflow())) {
        throw served(names, "by this process");
      }
    }
    boolean taken = false;
    try {
      WorkflowClaim claim = claim(names, notices);
      taken = true;
      return claim;
    } catch (IOException e) {
      throw new StartException(
          StartException.UNAVAILABLE,
          "cannot claim workflow \"" + names.workflow() + "\": " + e.getMessage());
    } finally {
      if (!taken) {
        synchronized (OWN) {
          OWN.remove(names.workflow());
        }
      }
    }
  }

  private static WorkflowClaim claim(ObjectNames names, Consumer<String> notices)
      throws IOException, StartException {
    Path canary = SharedMemory.path(names.canary());
    long start = System.nanoTime();
    boolean made = false;
    while (true) {
      made |= create(canary);
      boolean starting = System.nanoTime() - start < STARTING_NANOS;
      FileChannel channel = lock(canary);
      if (channel != null) {
        Optional<ServerAnnouncement> last = ServerAnnouncement.read(names);
        if (made && last.isEmpty()) {
          return new WorkflowClaim(names, channel);
        }
        if (last.isPresent() && !last.get().process().isAlive()) {
          replace(names, last.get(), notices);
          return new WorkflowClaim(names, channel);
        }
        channel.close();
        if (!starting) {
          throw last.isPresent()
              ? served(names, last.get())
              : served(
                  names, "by a native server, or one was killed; if none runs, remove " + canary);
        }
      } else if (!starting) {
        Optional<ServerAnnouncement> owner = ServerAnnouncement.read(names);
        throw owner.isPresent()
            ? served(names, owner.get())
            : served(names, "by a server that has not announced itself");
      } else {
        Optional<ServerAnnouncement> owner = ServerAnnouncement.read(names);
        if (owner.isPresent() && owner.get().process().isAlive()) {
          throw served(names, owner.get());
        }
      }
      pause();
    }
  }

  private static StartException served(ObjectNames names, ServerAnnouncement owner) {
    return served(names, "for " + owner.directory() + " by process " + owner.process().pid());
  }

  private static StartException served(ObjectNames names, String by) {
    return new StartException(
        StartException.UNAVAILABLE,
        "workflow \"" + names.workflow() + "\" is already served " + by);
  }

  /** Returns whether this call made it. */
  private static boolean create(Path canary) throws IOException {
    try {
      Files.createFile(
          canary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * Locks the canary. The lock counts only if the file has not been removed meanwhile by a server
   * that ended: its key must be the same before opening and after locking.
   *
   * @return null if another process has the lock, or the file is not the same any more
   */
  private static FileChannel lock(Path canary) throws IOException {
    Object before = key(canary);
    FileChannel channel;
    try {
      channel = FileChannel.open(canary, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return null;
    }
    FileLock lock = null;
    try {
      lock = channel.tryLock();
      if (lock != null && before != null && before.equals(key(canary))) {
        return channel;
      }
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    channel.close();
    return null;
  }

  private static Object key(Path canary) throws IOException {
    try {
      return Files.readAttributes(canary, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static void replace(ObjectNames names, ServerAnnouncement dead, Consumer<String> notices)
      throws IOException {
    notices.accept(
        "the server of workflow \""
            + names.workflow()
            + "\" (process "
            + dead.process().pid()
            + ") died; what it left is removed");
    removeObjects(names);
  }

  /** Removes every object of the workflow but the canary. */
  private static void removeObjects(ObjectNames names) throws IOException {
    Pattern files = names.files();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(SharedMemory.DIRECTORY)) {
      for (Path path : all) {
        String name = path.getFileName().toString();
        if (!name.equals(names.canary()) && files.matcher(name).matches()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      // starting is short and cannot be interrupted; the caller sees the status afterwards
      Thread.currentThread().interrupt();
    }
  }

  /** Removes every object of the workflow, the canary last, and gives the claim up. */
  @Override
  public void close() throws IOException {
    try {
      removeObjects(names);
      SharedMemory.unlink(names.canary());
    } finally {
      channel.close();
      synchronized (OWN) {
        OWN.remove(names.workflow());
      }
    }
  }
}

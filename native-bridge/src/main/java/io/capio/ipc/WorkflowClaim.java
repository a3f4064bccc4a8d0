package io.capio.ipc;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
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
import java.util.regex.Pattern;

/**
 * The right to serve a workflow: its canary, locked for the life of the owner. The kernel drops the
 * lock with the process, so a dead owner's claim can be told from a living one's and taken over by
 * exactly one successor. {@link #take} and {@link #removeStale} may be called from any thread.
 */
public final class WorkflowClaim implements Closeable {
  /** How long a server may take from making the canary to announcing itself. */
  private static final long STARTING_NANOS = 1_500_000_000L;

  /** The same once it has locked it: it lives, and only a machine that is very busy delays it. */
  private static final long LOCKED_NANOS = 60_000_000_000L;

  private static final long PAUSE_MILLIS = 20;
  private static final String OTHER_KIND = " has a server of another kind";
  private static final String SERVED = " is already served for ";

  /**
   * Claims of this process. Its canaries must not even be opened a second time, because closing any
   * descriptor of a file drops the process's lock on it.
   */
  private static final Set<String> OWN = new HashSet<>();

  private final ObjectNames names;
  private final FileChannel canary;
  private final boolean tookOver;

  private WorkflowClaim(ObjectNames names, FileChannel canary, boolean tookOver) {
    this.names = names;
    this.canary = canary;
    this.tookOver = tookOver;
  }

  /**
   * Claims a workflow. What a dead owner left is removed first. Blocks for a moment while it cannot
   * be told whether another server is starting, or while the last one ends.
   *
   * @throws FileAlreadyExistsException if a living server owns it, or a canary is there that no
   *     server of this project made; the reason says which
   */
  public static WorkflowClaim take(ObjectNames names) throws IOException {
    // without it nothing that is made now could be taken away
    SharedMemory.requireLibrary();
    enter(names);
    boolean taken = false;
    try {
      WorkflowClaim claim = contend(names);
      taken = true;
      return claim;
    } finally {
      if (!taken) {
        leave(names);
      }
    }
  }

  private static void enter(ObjectNames names) throws IOException {
    synchronized (OWN) {
      if (OWN.add(names.workflow())) {
        return;
      }
    }
    throw refusal(names, ServerAnnouncement.read(names));
  }

  private static void leave(ObjectNames names) {
    synchronized (OWN) {
      OWN.remove(names.workflow());
    }
  }

  private static WorkflowClaim contend(ObjectNames names) throws IOException {
    Path path = SharedMemory.path(names.canary());
    long start = System.nanoTime();
    boolean made = false;
    while (true) {
      made |= create(path);
      FileChannel channel = lock(names);
      Optional<ServerAnnouncement> owner = readOrClose(names, channel);
      boolean dead = owner.isPresent() && !owner.get().process().isAlive();
      if (channel != null) {
        // a canary that this call made and nobody announced is free; one that it found may be a
        // native server's, which does not lock, or that of a server about to announce itself
        if (dead || (made && owner.isEmpty())) {
          return claimed(names, channel, dead);
        }
        channel.close();
      }
      boolean alive = owner.isPresent() && !dead;
      boolean stays = alive && !owner.get().ending();
      boolean locked = channel == null && owner.isEmpty();
      long patience = locked ? LOCKED_NANOS : STARTING_NANOS;
      if (stays || System.nanoTime() - start > patience) {
        throw refusal(names, owner);
      }
      pause();
    }
  }

  private static WorkflowClaim claimed(ObjectNames names, FileChannel channel, boolean tookOver)
      throws IOException {
    boolean done = false;
    try {
      if (tookOver) {
        removeAllBut(names, names.canary());
      }
      done = true;
      return new WorkflowClaim(names, channel, tookOver);
    } finally {
      if (!done) {
        channel.close();
      }
    }
  }

  private static Optional<ServerAnnouncement> readOrClose(ObjectNames names, FileChannel channel)
      throws IOException {
    try {
      return ServerAnnouncement.read(names);
    } catch (IOException e) {
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  /** Returns whether this call made the canary. */
  private static boolean create(Path path) throws IOException {
    try {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * Locks the canary. The lock counts only if the name still means the same object, which a server
   * that ended may have removed and another made anew meanwhile.
   *
   * @return null if another process has the lock, or there is no such object any more
   */
  private static FileChannel lock(ObjectNames names) throws IOException {
    Path path = SharedMemory.path(names.canary());
    FileChannel channel;
    Object before;
    try {
      SharedMemory.requireOwn(names.canary());
      before = identity(path);
      channel = FileChannel.open(path, StandardOpenOption.WRITE);
    } catch (NoSuchFileException gone) {
      return null;
    }
    boolean locked = false;
    try {
      locked = channel.tryLock() != null && before.equals(identity(path));
      return locked ? channel : null;
    } catch (NoSuchFileException gone) {
      return null;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static Object identity(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  private static FileAlreadyExistsException refusal(
      ObjectNames names, Optional<ServerAnnouncement> owner) {
    String reason =
        owner.isEmpty()
            ? "workflow "
                + names.workflow()
                + OTHER_KIND
                + ", or what one left; end it, or remove "
                + SharedMemory.path(names.canary())
                + " if it is dead"
            : "workflow "
                + names.workflow()
                + SERVED
                + owner.get().directory()
                + " by process "
                + owner.get().process().pid();
    return new FileAlreadyExistsException(
        SharedMemory.path(names.canary()).toString(), null, reason);
  }

  /** Whether a server that says this has found another one in its place. */
  public static boolean isRefusal(String said) {
    return said.contains(SERVED) || said.contains(OTHER_KIND);
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while claiming a workflow");
    }
  }

  /**
   * Removes what a dead server left, unless a living one has taken over. Clients call this when
   * their server has died, so that nothing stays in /dev/shm.
   *
   * @return whether a dead server's objects were removed
   */
  public static boolean removeStale(ObjectNames names) throws IOException {
    synchronized (OWN) {
      if (!OWN.add(names.workflow())) {
        return false;
      }
    }
    boolean taken = false;
    try {
      FileChannel channel = lock(names);
      if (channel == null) {
        return false;
      }
      Optional<ServerAnnouncement> owner = readOrClose(names, channel);
      if (owner.isEmpty() || owner.get().process().isAlive()) {
        channel.close();
        return false;
      }
      taken = true;
      claimed(names, channel, true).close();
      return true;
    } finally {
      if (!taken) {
        leave(names);
      }
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
      leave(names);
    }
  }

  /** Removes every object of a workflow whose server is known to be dead. */
  public static void removeAll(ObjectNames names) throws IOException {
    removeAllBut(names, "");
  }

  /** A request queue that nobody announces is that of a native server: so that goes last. */
  private static void removeAllBut(ObjectNames names, String kept) throws IOException {
    Pattern ours = names.files();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(SharedMemory.DIRECTORY)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.equals(kept) && !name.equals(names.server()) && ours.matcher(name).matches()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    SharedMemory.unlink(names.server());
  }
}

package io.capio.server.disk;

import io.capio.server.storage.MemoryContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.function.Consumer;

/**
 * The writing of one committed file: beside its target under a temporary name, then renamed, so
 * that no crash of a program leaves half a file under the final name. It is forced onto the device
 * only if its program asked for that, as on a disk: forcing each of many small files costs more
 * than writing it.
 *
 * <p>Made and cancelled by the request loop, run by the disk thread; the two meet in {@link
 * #cancel} and {@link #publish}, under the job's lock.
 */
public final class PersistJob {
  /** Characters, each of at most three bytes. */
  private static final int LONG_NAME = 75;

  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(64 << 10);

  private final Path target;
  private final MemoryContent.Snapshot snapshot;
  private final int mode;
  private final long modified;
  private final long accessed;
  private final boolean forced;
  private final Consumer<PersistJob> whenDone;
  private boolean cancelled;
  private boolean published;
  private DiskStamp stamp;
  private volatile IOException failure;

  /**
   * @param snapshot the pinned content
   * @param mode permission bits, negative for the platform's default
   * @param modified nanoseconds since 1970
   * @param accessed nanoseconds since 1970
   * @param forced whether it must survive a crash of the machine
   * @param whenDone called on the request loop, whatever became of the job
   */
  public PersistJob(
      Path target,
      MemoryContent.Snapshot snapshot,
      int mode,
      long modified,
      long accessed,
      boolean forced,
      Consumer<PersistJob> whenDone) {
    this.target = target;
    this.snapshot = snapshot;
    this.mode = mode;
    this.modified = modified;
    this.accessed = accessed;
    this.forced = forced;
    this.whenDone = whenDone;
  }

  /**
   * Ends the job if its file is not yet under the final name; afterwards neither that name nor the
   * temporary one will appear, so that the directory can be moved or deleted.
   */
  public synchronized void cancel() {
    cancelled = true;
    if (!published) {
      removeTemporary();
    }
  }

  private void removeTemporary() {
    try {
      if (Files.exists(temporary(), LinkOption.NOFOLLOW_LINKS)) {
        DiskDirectory.keepingTime(target.getParent(), () -> Files.deleteIfExists(temporary()));
      }
    } catch (IOException e) {
      // a hidden file is left over; the next writing of this file replaces it
    }
  }

  /** Beside the target; a long name would with the additions be longer than a name can be. */
  private Path temporary() {
    String name = target.getFileName().toString();
    String stem = name.length() > LONG_NAME ? Integer.toHexString(name.hashCode()) : name;
    return target.resolveSibling("." + stem + ".capio-" + ProcessHandle.current().pid());
  }

  /** Whether the file is under its final name. */
  public synchronized boolean isPublished() {
    return published;
  }

  /** What the file was when it got its final name; null before, or if it was replaced at once. */
  public synchronized DiskStamp stamp() {
    return stamp;
  }

  /** Why it is not, or null. */
  public IOException failure() {
    return failure;
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  void complete() {
    whenDone.accept(this);
  }

  /** Writes the file. Called by the disk thread. */
  void run(ByteBuffer buffer) {
    try (FileChannel channel = begin()) {
      if (channel == null) {
        return;
      }
      long at = 0;
      while (at < snapshot.size() && !isCancelled()) {
        snapshot.read(at, buffer);
        at += write(channel, at, buffer);
      }
      if (forced) {
        channel.force(true);
      }
      publish();
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Called by the disk thread. */
  void fail(IOException cause) {
    failure = cause;
    removeTemporary();
  }

  /**
   * Leaves zeros out, so that a file with holes has them on the disk too.
   *
   * @return how many bytes are dealt with
   */
  private int write(FileChannel channel, long at, ByteBuffer bytes) throws IOException {
    int length = bytes.limit();
    if (isZero(bytes)) {
      if (at + length < snapshot.size()) {
        return length;
      }
      // the last byte gives the file its length
      bytes.position(length - 1);
    }
    while (bytes.hasRemaining()) {
      channel.write(bytes, at + bytes.position());
    }
    return length;
  }

  private static boolean isZero(ByteBuffer bytes) {
    for (int at = 0; at < bytes.limit(); at += ZEROS.capacity()) {
      int part = Math.min(ZEROS.capacity(), bytes.limit() - at);
      if (bytes.slice(at, part).mismatch(ZEROS.slice(0, part)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private synchronized FileChannel begin() throws IOException {
    if (cancelled) {
      return null;
    }
    Files.createDirectories(target.getParent());
    FileChannel[] opened = new FileChannel[1];
    DiskDirectory.keepingTime(
        target.getParent(),
        () ->
            opened[0] =
                FileChannel.open(
                    temporary(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE));
    return opened[0];
  }

  /** Those of the file that is replaced, as rewriting a file on a disk keeps them. */
  private void keepExtendedAttributes() throws IOException {
    if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    UserDefinedFileAttributeView before = extended(target);
    UserDefinedFileAttributeView after = extended(temporary());
    for (String name : names(before)) {
      ByteBuffer value = ByteBuffer.allocate(before.size(name));
      before.read(name, value);
      after.write(name, value.flip());
    }
  }

  private static UserDefinedFileAttributeView extended(Path path) {
    return Files.getFileAttributeView(
        path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static List<String> names(UserDefinedFileAttributeView view) {
    try {
      return view.list();
    } catch (IOException unsupported) {
      // a disk without such attributes has none to keep
      return List.of();
    }
  }

  private synchronized void publish() throws IOException {
    if (!cancelled) {
      DiskDirectory.setAttributes(temporary(), mode, modified, accessed);
      keepExtendedAttributes();
      DiskDirectory.keepingTime(
          target.getParent(),
          () -> Files.move(temporary(), target, StandardCopyOption.ATOMIC_MOVE));
      published = true;
      stamp = DiskDirectory.stamp(target);
    }
  }
}

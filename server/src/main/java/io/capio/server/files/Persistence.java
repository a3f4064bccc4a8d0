package io.capio.server.files;

import io.capio.server.disk.DiskDirectory;
import io.capio.server.disk.DiskStamp;
import io.capio.server.disk.DiskWriter;
import io.capio.server.disk.PersistJob;
import io.capio.server.storage.Content;
import io.capio.server.storage.DiskContent;
import io.capio.server.storage.MemoryContent;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Decides when content goes to the disk and when memory is given back. */
public final class Persistence {
  /** Bytes; copying more each time that a program is started would cost more than it may. */
  private static final long LENT_WHILE_WRITTEN = 16 << 20;

  private final Rules rules;
  private final DiskDirectory disk;
  private final DiskWriter writer;
  private final Consumer<String> complaints;
  private String failure = "";
  private int failures;

  /**
   * @param complaints gets a sentence for each file that could not be written
   */
  public Persistence(
      Rules rules, DiskDirectory disk, DiskWriter writer, Consumer<String> complaints) {
    this.rules = rules;
    this.disk = disk;
    this.writer = writer;
    this.complaints = complaints;
  }

  /** Starts the writing of a file if its path is to be on the disk and is not yet. */
  void persist(FileNode file) {
    if (file.parent() == null || file.isDiskCurrent() || file.persisting() != null) {
      return;
    }
    if (!(file.content() instanceof MemoryContent content)) {
      // what was written on the disk itself is there
      if (file.state() == FileState.COMMITTED) {
        file.persisted();
      }
      return;
    }
    if (!rules.isPersistent(file)) {
      return;
    }
    try {
      PersistJob job = job(file, content, over -> completed(over, file, content));
      file.persisting(job);
      writer.submit(job);
    } catch (InvalidPathException e) {
      failed(file, e);
    }
  }

  /**
   * Starts copying to the disk what a step has made but not committed, for the programs that it
   * starts; a large file only once it is closed. From then on the file is the one on the disk, so
   * that each sees what the other does to it. For the workflow's other steps nothing changes: the
   * file stays open.
   *
   * @return whether an older state of such a file is being copied, so that this has to be done
   *     again when that is over
   */
  public boolean lend(Step step) {
    boolean again = false;
    for (Node node : step.produced()) {
      if (node instanceof FileNode file
          && file.state() == FileState.OPEN
          && (file.writers() == 0 || isSmall(file.content()))
          && (!file.isLent() || isMapped(file.content()))) {
        again |=
            file.isOlderPersisting() || (file.persisting() != null && isMapped(file.content()));
        persist(file);
      }
    }
    return again;
  }

  /** Has the empty content of a file on the disk, from where nothing has been read yet. */
  void showOnDisk(FileNode file) {
    if (!(file.content() instanceof MemoryContent content)
        || content.isShared()
        || file.state() != FileState.OPEN
        || !rules.isPersistent(file)) {
      return;
    }
    cancel(file);
    try {
      disk.makeEmpty(file.path());
      // from here on it is withdrawn if it is not committed
      file.lentNow(DiskDirectory.stamp(disk.path(file.path())));
      markAbove(file);
      moveToDisk(file, content);
      DiskDirectory.setAttributes(
          disk.path(file.path()), file.mode(), file.modified(), file.accessed());
    } catch (IOException | InvalidPathException e) {
      // it stays in memory until the commit, which tells of the cause if it lasts
      return;
    }
  }

  /**
   * Has a file that is to be mapped on the disk, so that the mapping is of the disk's own file, as
   * programs see and change it that are started later. Only where the disk is to have the file
   * whatever becomes of its producer.
   */
  void mapOnDisk(FileNode file) {
    boolean committed = file.state() == FileState.COMMITTED && rules.isPersistent(file);
    if (!(file.content() instanceof MemoryContent content)
        || content.isShared()
        || file.parent() == null
        || !(committed || (file.state() == FileState.OPEN && rules.keepsUnfinished(file)))) {
      return;
    }
    cancel(file);
    if (file.isDiskCurrent()) {
      evict(file);
      return;
    }
    try {
      PersistJob job = job(file, content, over -> {});
      DiskWriter.write(job);
      content.unpin();
      if (job.isPublished() && committed) {
        published(job, file);
        evict(file);
      } else if (job.isPublished()) {
        file.lentNow(job.stamp());
        markAbove(file);
        moveToDisk(file, content);
      }
    } catch (IOException | InvalidPathException e) {
      // memory can be mapped as well, until the commit, which tells of the cause if it lasts
      return;
    }
  }

  private PersistJob job(FileNode file, MemoryContent content, Consumer<PersistJob> whenDone) {
    Path target = disk.path(file.path());
    return new PersistJob(
        target,
        content.pin(),
        file.mode(),
        file.modified(),
        file.accessed(),
        file.isForced(),
        whenDone);
  }

  private void moveToDisk(FileNode file, MemoryContent content) throws IOException {
    DiskContent there = new DiskContent(disk.path(file.path()), content);
    if (file.handles() > 0) {
      there.hold(file.writers() > 0);
    }
    content.release();
    file.content(there);
    file.lentNow(DiskDirectory.stamp(disk.path(file.path())));
  }

  /** Gives a directory the time of now; also on the disk, which is asked for it if it has it. */
  void entriesChanged(DirectoryNode directory) {
    directory.modified(Node.now());
    if (directory.isOnDisk()) {
      disk.touch(directory.path());
    }
  }

  /** Takes over what other programs have made of a copy; false if they have removed it. */
  boolean takeBack(FileNode file) {
    return file.takeBack(disk);
  }

  /** Whether it may have changed without anybody being told. */
  private static boolean isMapped(Content content) {
    return content instanceof MemoryContent memory && memory.isChangedUnseen();
  }

  private static boolean isSmall(Content content) {
    return !(content instanceof MemoryContent memory) || memory.size() <= LENT_WHILE_WRITTEN;
  }

  /** Takes the copy of a file back that will never be committed. */
  void withdraw(FileNode file) {
    if (file.wasLent()) {
      try {
        disk.delete(file.path());
        file.leftDisk();
      } catch (IOException | InvalidPathException e) {
        complaints.accept("the unfinished " + file + " is left on the disk: " + e);
      }
    }
  }

  private void completed(PersistJob job, FileNode file, MemoryContent content) {
    content.unpin();
    boolean current = file.persisting() == job;
    if (current) {
      file.persisting(null);
    }
    if (job.failure() != null && current) {
      failed(file, job.failure());
    } else if (current && job.isPublished()) {
      published(job, file);
      if (file.state() == FileState.OPEN && file.isLent()) {
        useCopy(file, content, job.stamp());
      }
      releaseIfUnused(file);
    }
  }

  private void useCopy(FileNode file, MemoryContent content, DiskStamp copy) {
    DiskStamp there = DiskDirectory.stamp(disk.path(file.path()));
    boolean same = there != null && copy != null && there.isFileOf(copy);
    if (!same || file.isDamaged() || content.isShared()) {
      return;
    }
    try {
      moveToDisk(file, content);
    } catch (IOException e) {
      // the content in memory is as good, until somebody changes the copy
      return;
    }
  }

  private void failed(FileNode file, Exception cause) {
    failures++;
    failure = file + " could not be written to the disk: " + cause;
    complaints.accept(failure);
  }

  /** Makes the directories that are to be kept and are in memory only. */
  public void keepDirectories(Namespace namespace) {
    Namespace.eachNode(
        namespace.root(),
        node -> {
          if (node instanceof DirectoryNode directory
              && !directory.isOnDisk()
              && rules.isPersistent(directory)) {
            try {
              disk.makeDirectory(directory.path(), directory.mode());
              directory.onDisk(true);
            } catch (IOException | InvalidPathException e) {
              failures++;
              failure = directory + " could not be made on the disk: " + e;
              complaints.accept(failure);
            }
          }
        });
  }

  private static void published(PersistJob job, FileNode file) {
    if (file.state() == FileState.COMMITTED) {
      file.persisted();
    } else {
      file.lent(job.stamp());
    }
    markAbove(file);
  }

  private static void markAbove(FileNode file) {
    for (DirectoryNode above = file.parent(); above != null; above = above.parent()) {
      above.onDisk(true);
    }
  }

  /** Keeps a writing that is under way from replacing anything; it is forgotten. */
  void cancel(FileNode file) {
    PersistJob job = file.persisting();
    if (job != null) {
      file.persisting(null);
      job.cancel();
      if (job.isPublished()) {
        published(job, file);
      }
    }
  }

  /** Gives memory back that no handle and no later open needs. */
  void releaseIfUnused(FileNode file) {
    if (file.handles() > 0) {
      return;
    }
    if (file.parent() == null || file.content() instanceof DiskContent) {
      file.content().release();
    } else if (file.isDiskCurrent()) {
      file.content().release();
      file.content(new DiskContent(disk.path(file.path())));
    }
  }

  /**
   * The content on the disk of a file that the disk has, ready to be changed there.
   *
   * @throws IOException if that cannot be; the file is as it was then
   */
  DiskContent onDisk(FileNode file) throws IOException {
    if (file.content() instanceof DiskContent there) {
      there.hold(true);
      return there;
    }
    if (file.parent() == null) {
      throw new NoSuchFileException(file.path());
    }
    DiskContent there = new DiskContent(disk.path(file.path()));
    there.hold(true);
    file.content().release();
    file.content(there);
    return there;
  }

  /** The content that the disk has under a name. */
  DiskContent ofName(DirectoryNode parent, String name) {
    return new DiskContent(disk.path(parent.path() + "/" + name));
  }

  /** Keeps what a new handle has opened, whatever becomes of the name. */
  void hold(FileNode file, Step step, boolean writing) {
    if (file.content() instanceof DiskContent there) {
      try {
        if (step.isExtended()) {
          there.hold(writing);
        } else {
          there.holdForAll();
        }
      } catch (IOException e) {
        // each use tries again, and tells of the failure
        there.release();
      }
    }
  }

  /**
   * Gives memory back although handles are open, which from then on read from the disk.
   *
   * @return whether there was anything to give back
   */
  public boolean evict(Namespace namespace) {
    boolean[] any = {false};
    namespace.eachFile(
        file -> {
          if (file.isDiskCurrent() && !file.isOnlyOnDisk()) {
            any[0] |= evict(file);
          }
        });
    return any[0];
  }

  /** Has a step read the files there that the disk has, where other programs change them. */
  public void readOnDisk(Namespace namespace, Step step) {
    namespace.eachFile(
        file -> {
          if (file.isDiskCurrent()
              && file.content() instanceof MemoryContent memory
              && !memory.isShared()
              && !file.handlesOf(step).isEmpty()) {
            evict(file);
          }
        });
  }

  private boolean evict(FileNode file) {
    DiskContent there = new DiskContent(disk.path(file.path()));
    try {
      there.hold(file.writers() > 0);
    } catch (IOException gone) {
      return false;
    }
    file.content().release();
    file.content(there);
    return true;
  }

  /** How many files could not be written. */
  public int failures() {
    return failures;
  }

  /** The last such failure, empty if there was none. */
  public String failure() {
    return failure;
  }
}

package io.capio.server.files;

import io.capio.server.disk.DiskDirectory;
import io.capio.server.disk.DiskStamp;
import io.capio.server.disk.PersistJob;
import io.capio.server.storage.Content;
import io.capio.server.storage.DiskContent;
import io.capio.server.storage.MemoryContent;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One generation of a file. */
public final class FileNode extends Node {
  private static final long NEVER = -1;

  private final Set<String> owedTo = new HashSet<>();
  private Content content;
  private final Set<Handle> handles = new HashSet<>();
  private final Set<FileNode> otherNames = new HashSet<>(0);
  private int writers;
  private long closes;
  private Step died;
  private String damage = "";
  private boolean onDisk;
  private boolean dirty = true;
  private PersistJob persisting;

  /** How often content or attributes have changed: a clock may stand still, or be set back. */
  private long changes;

  private long changesWhenPersisting;
  private long changesWhenLent = NEVER;
  private DiskStamp lentCopy;
  private boolean forced;

  FileNode(int mode, Content content) {
    super(mode);
    this.content = content;
  }

  @Override
  public boolean isDirectory() {
    return false;
  }

  /** Its bytes. */
  public Content content() {
    return content;
  }

  /** Puts equal bytes elsewhere: from memory to the disk or back. */
  public void content(Content other) {
    content = other;
  }

  /** Open handles of any kind. */
  public int handles() {
    return handles.size();
  }

  /** Those that a step has open. */
  List<Handle> handlesOf(Step step) {
    return handles.stream().filter(handle -> handle.step() == step).toList();
  }

  /** Steps that have it open for writing. */
  public List<Step> writing() {
    return handles.stream().filter(Handle::isWriting).map(Handle::step).toList();
  }

  /** Open handles that write. */
  public int writers() {
    return writers;
  }

  /** How often a writing handle was closed. */
  public long closes() {
    return closes;
  }

  /** The disk's file has another name too, as the one given. */
  void named(FileNode other) {
    otherNames.add(other);
  }

  /** Names that it has got since it was made. */
  List<FileNode> otherNames() {
    return List.copyOf(otherNames);
  }

  /** It has been closed as often as that one, of which it is another name. */
  void closedAs(FileNode file) {
    closes = Math.max(closes, file.closes);
  }

  void opened(Handle handle) {
    handles.add(handle);
    if (handle.isWriting()) {
      writers++;
    }
  }

  void becameWriter() {
    writers++;
  }

  /** A handle that only reads is one of another file now. */
  void left(Handle reading) {
    handles.remove(reading);
  }

  void closed(Handle handle, boolean counts) {
    handles.remove(handle);
    if (handle.isWriting()) {
      writers--;
      if (counts) {
        closes++;
      }
    }
  }

  /** A producer that died before it had finished, or null. */
  Step died() {
    return died;
  }

  void died(Step step) {
    died = step;
  }

  /** What could not be written, so that the file must not be taken for complete; or empty. */
  String damage() {
    return damage;
  }

  /** Whether something could not be written. */
  public boolean isDamaged() {
    return !damage.isEmpty();
  }

  /** Says that something could not be written, or with an empty text that it does not matter. */
  public void damage(String reason) {
    damage = reason;
  }

  /** Whether the disk holds exactly this content, so that a client may read it there. */
  public boolean isDiskCurrent() {
    return onDisk && !dirty;
  }

  /** Whether the server keeps nothing of it but the name: the file is the one on the disk. */
  public boolean isOnlyOnDisk() {
    return content instanceof DiskContent;
  }

  /** Whether a file of this content, perhaps an older state of it, is on the disk. */
  @Override
  public boolean isOnDisk() {
    return onDisk || isOnlyOnDisk();
  }

  /** The disk has what the file is now. */
  public void persisted() {
    onDisk = true;
    dirty = false;
  }

  /** The disk has a copy of what the file, which is not committed, was at the last writing. */
  void lent(DiskStamp copy) {
    lent(changesWhenPersisting, copy);
  }

  /** The disk has a copy of what the file, which is not committed, is now. */
  void lentNow(DiskStamp copy) {
    lent(changes, copy);
  }

  private void lent(long asOf, DiskStamp copy) {
    onDisk = true;
    changesWhenLent = asOf;
    lentCopy = copy;
  }

  /**
   * Takes over what the programs to which the file was lent have made of the copy: its mode, its
   * times, its bytes. A file that has been deleted has no copy: what is there under its name is
   * another's. The bytes of a file that is mapped to be written stay those of the mapping, into
   * which the program may write at any time.
   *
   * @return false if they have removed it, or put something else in its place
   */
  boolean takeBack(DiskDirectory disk) {
    if (parent() == null || state() != FileState.OPEN || isOnlyOnDisk() || !isLent()) {
      return true;
    }
    DiskStamp now = DiskDirectory.stamp(disk.path(path()));
    if (now == null || lentCopy == null || !(handles.isEmpty() || now.isFileOf(lentCopy))) {
      return false;
    }
    if (now.mode() != lentCopy.mode()) {
      mode(now.mode());
    }
    boolean mapped = content instanceof MemoryContent memory && memory.isChangedUnseen();
    if (!now.hasContentOf(lentCopy) && !mapped) {
      DiskContent there = new DiskContent(disk.path(path()));
      try {
        if (!handles.isEmpty()) {
          there.hold(writers > 0);
        }
      } catch (IOException gone) {
        return false;
      }
      content.release();
      content = there;
      modified(now.modified());
      accessed(now.accessed());
    }
    lentNow(now);
    return true;
  }

  /** Whether such a copy is what the file is now. */
  public boolean isLent() {
    return onDisk && changesWhenLent == changes;
  }

  /** Whether there ever was such a copy. */
  boolean wasLent() {
    return onDisk && changesWhenLent != NEVER;
  }

  /** Its content or its attributes are others now, so that such a copy does not do any more. */
  void changed() {
    changes++;
  }

  /** The disk has nothing of it any more. */
  public void leftDisk() {
    onDisk = false;
  }

  /** The file is not what the disk has any more. */
  public void dirtied() {
    dirty = true;
  }

  /** A program asked that what it wrote survive a crash of the machine. */
  public void force() {
    forced = true;
  }

  /** Whether one did. */
  boolean isForced() {
    return forced;
  }

  /** The writing to disk that is under way, or null. */
  public PersistJob persisting() {
    return persisting;
  }

  /** Whether the one that is under way writes what the file is no more. */
  boolean isOlderPersisting() {
    return persisting != null && changesWhenPersisting != changes;
  }

  /** Remembers or forgets the writing to disk. */
  public void persisting(PersistJob job) {
    persisting = job;
    if (job != null) {
      changesWhenPersisting = changes;
    }
  }

  /** Declared consumers of which no process has come and gone since the commit. */
  public Set<String> owedTo() {
    return owedTo;
  }
}

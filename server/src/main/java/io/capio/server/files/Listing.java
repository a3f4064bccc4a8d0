package io.capio.server.files;

import io.capio.server.disk.DiskEntry;
import io.capio.server.disk.EntryKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one handle sees of its directory: a list that only grows, so that positions in it stay
 * valid. Entries of the server come first in order of appearance, then those found on the disk,
 * then what appears later.
 */
public final class Listing {
  private final DirectoryNode directory;
  private final List<DiskEntry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private long lastOrder;
  private int position;

  /**
   * @param onDisk what the disk has in this directory
   */
  public Listing(DirectoryNode directory, List<DiskEntry> onDisk) {
    this.directory = directory;
    Set<String> present = new HashSet<>();
    onDisk.forEach(entry -> present.add(entry.name()));
    for (Node child : directory.children()) {
      lastOrder = child.order();
      boolean isOnlyOnDisk =
          child instanceof FileNode file
              ? file.isOnlyOnDisk() || (file.state() == FileState.OPEN && file.isLent())
              : child instanceof LinkNode && child.isOnDisk();
      boolean removedOutside = isOnlyOnDisk && !present.contains(child.name());
      if (!removedOutside) {
        add(entry(child));
      }
    }
    onDisk.forEach(this::add);
  }

  private void add(DiskEntry entry) {
    if (names.add(entry.name())) {
      entries.add(entry);
    }
  }

  private static DiskEntry entry(Node child) {
    return new DiskEntry(child.name(), kind(child));
  }

  private static EntryKind kind(Node child) {
    if (child instanceof LinkNode) {
      return EntryKind.LINK;
    }
    return child.isDirectory() ? EntryKind.DIRECTORY : EntryKind.FILE;
  }

  /** Takes in what appeared since. */
  public void refresh() {
    for (Node child : directory.childrenAfter(lastOrder)) {
      add(entry(child));
      lastOrder = child.order();
    }
  }

  /** The entries so far. */
  public List<DiskEntry> entries() {
    return entries;
  }

  /** How many entries LIST has delivered through this handle. */
  public int position() {
    return position;
  }

  /** Moves the position. */
  public void position(int next) {
    position = next;
  }
}

package io.capio.server.operation;

import io.capio.ipc.Errno;
import io.capio.server.disk.EntryKind;
import io.capio.server.files.DirectoryNode;
import io.capio.server.files.FileNode;
import io.capio.server.files.LinkNode;
import io.capio.server.files.Namespace;
import io.capio.server.files.Node;
import io.capio.server.files.RefusedException;
import io.capio.server.files.Step;
import io.capio.server.storage.DiskContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Making, deleting and renaming, in memory and on the disk together. */
public final class Paths {
  private static final int PATH_MAX = 4096;

  private final Workplace place;

  public Paths(Workplace place) {
    this.place = place;
  }

  /**
   * Makes a directory that comes to the disk with the first file in it, or when the server ends:
   * upstream's clients, which do not look at the disk below the CAPIO directory, rely on its not
   * being there before. Its parent must exist.
   */
  public void makeDirectoryInMemory(String path, Step step) throws RefusedException {
    DirectoryNode parent = parentOfNew(path);
    place.lifecycle().makeDirectory(parent, Namespace.nameOf(path), step, -1, false);
  }

  private DirectoryNode parentOfNew(String path) throws RefusedException {
    if (place.namespace().find(path) != null) {
      throw RefusedException.of(Errno.EEXIST, path);
    }
    return place.namespace().parentFor(path);
  }

  /** Makes a directory, on the disk too if it is to be there in the end; its parent must exist. */
  public void makeDirectory(String path, Step step, int mode) throws RefusedException {
    DirectoryNode parent = parentOfNew(path);
    boolean onDisk = place.rules().isPersistent(path);
    if (onDisk) {
      try {
        place.disk().makeDirectory(path, mode);
      } catch (IOException e) {
        throw DiskErrors.refusal(e);
      }
      markOnDisk(parent);
    }
    place.lifecycle().makeDirectory(parent, Namespace.nameOf(path), step, mode, onDisk);
  }

  /**
   * Makes a symbolic link, on the disk too if it is to be there in the end; its parent must exist,
   * what it leads to need not.
   */
  public void makeLink(String path, String target, Step step) throws RefusedException {
    if (target.getBytes(StandardCharsets.UTF_8).length >= PATH_MAX) {
      throw RefusedException.of(Errno.ENAMETOOLONG, path);
    }
    DirectoryNode parent = parentOfNew(path);
    boolean onDisk = place.rules().isPersistent(path);
    if (onDisk) {
      linkOnDisk(path, target, parent);
    }
    place.lifecycle().makeLink(parent, Namespace.nameOf(path), target, step, onDisk);
  }

  private void linkOnDisk(String path, String target, DirectoryNode parent)
      throws RefusedException {
    try {
      place.disk().makeLink(path, target);
    } catch (IOException e) {
      throw DiskErrors.refusal(e);
    }
    markOnDisk(parent);
  }

  static void markOnDisk(DirectoryNode directory) {
    for (DirectoryNode each = directory; each != null; each = each.parent()) {
      each.onDisk(true);
    }
  }

  /** Which kind of entry is to be deleted. */
  public enum Wanted {
    ANY,
    NOT_A_DIRECTORY,
    DIRECTORY
  }

  /** Deletes a file or an empty directory. */
  public void delete(String path, Wanted wanted) throws RefusedException {
    Node node = place.namespace().find(path);
    if (node == null) {
      throw place.namespace().absence(path);
    }
    if (node == place.namespace().root()) {
      throw RefusedException.of(Errno.EBUSY, path);
    }
    if (node instanceof DirectoryNode directory) {
      if (wanted == Wanted.NOT_A_DIRECTORY) {
        throw RefusedException.of(Errno.EISDIR, path);
      }
      requireEmpty(directory);
      if (directory.isOnDisk()) {
        deleteOnDisk(path);
      }
      place.lifecycle().unlink(directory);
      return;
    }
    if (wanted == Wanted.DIRECTORY) {
      throw RefusedException.of(Errno.ENOTDIR, path);
    }
    boolean onlyOnDisk = node instanceof FileNode file ? file.isOnlyOnDisk() : node.isOnDisk();
    if (onlyOnDisk) {
      deleteOnDisk(path);
      place.lifecycle().unlink(node);
    } else {
      // first, because it keeps a writing to disk that is under way from making the file again
      place.lifecycle().unlink(node);
      if (place.disk().hasLeaf(path)) {
        deleteOnDisk(path);
      }
    }
  }

  private void deleteOnDisk(String path) throws RefusedException {
    try {
      place.disk().delete(path);
    } catch (IOException e) {
      throw DiskErrors.refusal(e);
    }
  }

  private void requireEmpty(DirectoryNode directory) throws RefusedException {
    if (!place.namespace().list(directory).entries().isEmpty()) {
      throw RefusedException.of(Errno.ENOTEMPTY, directory.path());
    }
  }

  /**
   * Moves a file or a directory tree as rename(2) does, which walks to both places before it looks
   * at what is there.
   */
  public void rename(String from, String to, boolean replacing, Step step) throws RefusedException {
    Namespace namespace = place.namespace();
    if (namespace.find(from) == namespace.root() || namespace.find(to) == namespace.root()) {
      throw RefusedException.of(Errno.EBUSY, from);
    }
    namespace.requireDirectory(from);
    namespace.requireDirectory(to);
    Node source = namespace.find(from);
    if (source == null) {
      throw namespace.absence(from);
    }
    if (from.equals(to)) {
      return;
    }
    if (to.startsWith(from + "/")) {
      throw RefusedException.of(Errno.EINVAL, to);
    }
    if (from.startsWith(to + "/")) {
      throw RefusedException.of(Errno.ENOTEMPTY, to);
    }
    DirectoryNode parent = namespace.parentFor(to);
    Node target = namespace.find(to);
    if (target != null) {
      requireReplaceable(source, target, replacing);
    }
    moveOnDisk(source, to);
    if (target != null) {
      place.lifecycle().unlink(target);
    }
    place.lifecycle().rename(source, parent, Namespace.nameOf(to), step);
    if (source instanceof LinkNode link && !link.isOnDisk() && place.rules().isPersistent(to)) {
      linkOnDisk(to, link.target(), parent);
      link.onDisk(true);
    }
    Namespace.eachFile(
        source,
        file -> {
          if (file.content() instanceof DiskContent content) {
            content.moved(place.disk().path(file.path()));
          }
        });
  }

  private void requireReplaceable(Node source, Node target, boolean replacing)
      throws RefusedException {
    if (!replacing) {
      throw RefusedException.of(Errno.EEXIST, target.path());
    }
    if (target instanceof DirectoryNode directory) {
      if (!source.isDirectory()) {
        throw RefusedException.of(Errno.EISDIR, target.path());
      }
      requireEmpty(directory);
    } else if (source.isDirectory()) {
      throw RefusedException.of(Errno.ENOTDIR, target.path());
    }
  }

  /**
   * Moves what the disk has. A source of which the disk has nothing, or an old state, leaves the
   * target's file there if it will be replaced at the commit anyway.
   */
  private void moveOnDisk(Node source, String to) throws RefusedException {
    String from = source.path();
    Namespace.eachFile(source, place.lifecycle()::stopPersisting);
    boolean moves =
        source instanceof FileNode file
            ? file.isDiskCurrent() || file.isLent() || file.isOnlyOnDisk()
            : source.isOnDisk();
    try {
      if (moves) {
        place.disk().move(from, to);
        markOnDisk((DirectoryNode) place.namespace().find(Namespace.parentOf(to)));
        return;
      }
      if (source instanceof FileNode file && place.disk().kind(from) == EntryKind.FILE) {
        // an older state, perhaps of a generation before this one
        place.disk().delete(from);
        file.leftDisk();
      }
      EntryKind there = place.disk().kind(to);
      if (there == EntryKind.LINK
          || (there == EntryKind.FILE
              && (!place.rules().isPersistent(to) || place.disk().hasOtherNames(to)))) {
        // of a link not even for a while, as the disk would follow it; and of a file with other
        // names, whom it would be one too many
        place.disk().delete(to);
      }
    } catch (IOException e) {
      throw DiskErrors.refusal(e);
    }
    if (source instanceof DirectoryNode directory && place.disk().kind(to) == EntryKind.DIRECTORY) {
      directory.onDisk(true);
    }
  }
}

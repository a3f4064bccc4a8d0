package io.capio.server.operation;

import io.capio.ipc.Errno;
import io.capio.server.files.FileNode;
import io.capio.server.files.FileState;
import io.capio.server.files.Handle;
import io.capio.server.files.RefusedException;
import io.capio.server.files.Step;
import io.capio.server.storage.Content;
import io.capio.server.storage.DiskContent;
import io.capio.server.storage.MemoryContent;
import io.capio.server.storage.StorageFullException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reading and writing of files, the same for the base wire and the extensions. */
public final class FileContents {
  /** {@link #readable} when the reader has to wait. */
  public static final long WAIT = -1;

  private static final int COPY_BYTES = 1 << 20;

  private final Workplace place;

  public FileContents(Workplace place) {
    this.place = place;
  }

  /**
   * How many bytes a reader may have now.
   *
   * @return 0 at the end of the file, {@link #WAIT} when that is not known yet
   * @throws RefusedException EOWNERDEAD where the bytes of a failed file end
   */
  public long readable(FileNode file, String application, long offset, long count)
      throws RefusedException {
    try {
      Content content = file.content();
      if (isLostFor(file, application)) {
        long there = Math.min(count, content.available(offset));
        if (there > 0) {
          return there;
        }
        throw new RefusedException(Errno.EOWNERDEAD, file.failure());
      }
      if (file.state() == FileState.COMMITTED || place.isProducer(file, application)) {
        return Math.max(0, Math.min(count, content.size() - offset));
      }
      long there = file.rule().firable() ? Math.min(count, content.available(offset)) : 0;
      return there > 0 ? there : WAIT;
    } catch (IOException e) {
      throw DiskErrors.refusal(e);
    }
  }

  /** Whether nobody will ever tell that reader its end; a step knows its own files. */
  private boolean isLostFor(FileNode file, String application) {
    return file.state() == FileState.FAILED
        && (file.isDamaged() || !place.isProducer(file, application));
  }

  /** The length now. */
  public static long size(FileNode file) throws RefusedException {
    try {
      return file.content().size();
    } catch (IOException e) {
      throw DiskErrors.refusal(e);
    }
  }

  /**
   * Whether somebody has to wait for the final length.
   *
   * @throws RefusedException if there will never be one
   */
  public boolean awaitsFinalSize(FileNode file, String application) throws RefusedException {
    if (isLostFor(file, application)) {
      throw new RefusedException(Errno.EOWNERDEAD, file.failure());
    }
    return file.state() == FileState.OPEN && !place.isProducer(file, application);
  }

  /**
   * Writes bytes through a handle.
   *
   * @return the offset just after them
   * @throws RefusedException if that is impossible; the file counts as damaged then
   */
  public long write(Handle handle, long offset, ByteBuffer bytes, int length)
      throws RefusedException {
    FileNode file = handle.file();
    Content content = writable(handle, file);
    boolean appends = offset < 0 || handle.isAppending();
    try {
      long at = appends ? content.size() : offset;
      if (at > MemoryContent.LARGEST - length) {
        throw RefusedException.of(Errno.EFBIG, file.path());
      }
      long end = at + length;
      if (appends) {
        end = content.append(bytes, 0, length);
      } else {
        content.write(at, bytes, 0, length);
      }
      place.lifecycle().written(file);
      place.activity().wrote(handle.step().actor(), file.path(), length);
      handle.lastWriteEnd(end);
      return end;
    } catch (StorageFullException e) {
      String reason = file + ": no room for " + length + " bytes: " + e.getMessage();
      file.damage(reason);
      throw new RefusedException(Errno.ENOSPC, reason);
    } catch (IOException e) {
      throw DiskErrors.refusal(e);
    }
  }

  /** Sets the length of a file. */
  public void truncate(Handle handle, long size) throws RefusedException {
    FileNode file = handle.file();
    if (size < 0) {
      throw RefusedException.of(Errno.EINVAL, file.path());
    }
    if (size > MemoryContent.LARGEST) {
      throw RefusedException.of(Errno.EFBIG, file.path());
    }
    truncate(file, writable(handle, file), size);
  }

  private void truncate(FileNode file, Content content, long size) throws RefusedException {
    try {
      content.truncate(size);
    } catch (StorageFullException e) {
      throw new RefusedException(Errno.ENOSPC, file + ": " + e.getMessage());
    } catch (IOException e) {
      throw DiskErrors.refusal(e);
    }
    if (size == 0) {
      file.damage("");
    }
    place.lifecycle().written(file);
  }

  /** Empties a file that somebody has open for writing, who writes on in it. */
  public void empty(FileNode file) throws RefusedException {
    boolean there =
        file.content() instanceof DiskContent
            || (file.isDiskCurrent() && place.disk().hasOtherNames(file.path()));
    truncate(file, changeable(file, there), 0);
  }

  /**
   * Begins a new generation of a file in the one that the disk has, for a step that reads it there
   * and would not see another.
   */
  public FileNode rewriteOnDisk(FileNode file, Step step, int mode) throws RefusedException {
    DiskContent content = new DiskContent(place.disk().path(file.path()));
    try {
      content.hold(true);
      content.truncate(0);
    } catch (IOException e) {
      content.release();
      throw DiskErrors.refusal(e);
    }
    return place.lifecycle().replace(file, step, mode, content);
  }

  /**
   * Puts the content where clients can map it, and makes it at least that long.
   *
   * @return the number of the object, or {@link Errno#ORDINARY} if the disk has the file
   */
  public long map(Handle handle, long size) throws RefusedException {
    FileNode file = handle.file();
    if (size > MemoryContent.LARGEST) {
      throw RefusedException.of(Errno.EFBIG, file.path());
    }
    try {
      if (file.parent() != null && place.namespace().find(file.path()) == file) {
        place.lifecycle().mapOnDisk(file);
      }
      Content there = handle.isWriting() ? writable(handle, file) : file.content();
      if (there instanceof DiskContent onDisk && file.parent() != null) {
        if (size > there.size()) {
          truncate(file, there, size);
        }
        if (handle.isWriting()) {
          onDisk.changesUnseen();
        }
        return Errno.ORDINARY;
      }
      MemoryContent content = there instanceof MemoryContent memory ? memory : fetch(file);
      if (size > content.size()) {
        if (!handle.isWriting()) {
          throw RefusedException.of(Errno.EINVAL, file.path());
        }
        content.truncate(size);
      }
      content.share(file.identity());
    } catch (StorageFullException e) {
      throw new RefusedException(Errno.ENOSPC, file + " cannot be mapped: " + e.getMessage());
    } catch (IOException e) {
      throw DiskErrors.refusal(e);
    }
    if (handle.isWriting()) {
      ((MemoryContent) file.content()).changesUnseen();
      place.lifecycle().written(file);
    }
    return file.identity();
  }

  private Content writable(Handle handle, FileNode file) throws RefusedException {
    if (file.state() == FileState.FAILED) {
      throw new RefusedException(Errno.EOWNERDEAD, file.failure());
    }
    place.lifecycle().startWriting(handle, file);
    return changeable(file, place.rules().changesOnDisk(file, handle.step()));
  }

  /**
   * Where the bytes of a file are changed: on the disk, if it has them. Whoever reads them there
   * sees it, and nothing is lost that others write there meanwhile.
   */
  private Content changeable(FileNode file, boolean onDisk) throws RefusedException {
    if (file.content() instanceof MemoryContent memory
        && (!onDisk || !file.isDiskCurrent() || memory.isShared())) {
      return memory;
    }
    if (onDisk) {
      try {
        return place.lifecycle().onDisk(file);
      } catch (IOException e) {
        if (!file.isDiskCurrent()) {
          throw DiskErrors.refusal(e);
        }
        // the name has gone, or may not be written any more: then memory has the file
      }
    }
    return file.content() instanceof MemoryContent memory ? memory : fetch(file);
  }

  /** What the disk had alone may have been changed there behind the server's back. */
  public static void takeModeFromDisk(Workplace place, FileNode file) {
    int mode = file.isDiskCurrent() || file.isOnlyOnDisk() ? place.disk().mode(file.path()) : -1;
    if (mode >= 0) {
      file.mode(mode);
    }
  }

  /** Brings a file of the disk into memory, where writes go. */
  private MemoryContent fetch(FileNode file) throws RefusedException {
    MemoryContent copy = new MemoryContent(place.pool());
    ByteBuffer buffer = ByteBuffer.allocateDirect(COPY_BYTES);
    try {
      Content source = file.content();
      long size = source.size();
      for (long at = 0; at < size; at += COPY_BYTES) {
        int part = (int) Math.min(COPY_BYTES, size - at);
        source.read(at, buffer, 0, part);
        copy.write(at, buffer, 0, part);
      }
      source.release();
      takeModeFromDisk(place, file);
    } catch (IOException e) {
      copy.release();
      throw e instanceof StorageFullException
          ? new RefusedException(Errno.ENOSPC, file + ": " + e.getMessage())
          : DiskErrors.refusal(e);
    }
    file.content(copy);
    return copy;
  }
}

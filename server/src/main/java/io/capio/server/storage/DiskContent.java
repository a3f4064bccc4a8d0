package io.capio.server.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;

/**
 * Content that lies in a file of the disk, and changes there: what is written is in the file at
 * once, for everybody who has it open. Opened at the first use, or by {@link #hold}: from then on
 * it is that file, whatever becomes of the name.
 */
public final class DiskContent implements Content {
  /** How often a file may be replaced by others while it is being opened. */
  private static final int ATTEMPTS = 100;

  private final Ranges written;
  private Path path;
  private FileChannel channel;
  private FileChannel end;
  private boolean writable;
  private boolean unseen;
  private Object key;

  /** The content of that file, all of which has been written. */
  public DiskContent(Path path) {
    this(path, (Ranges) null);
  }

  /**
   * The content of a file that is still being written: a copy of one in memory. Bytes that other
   * programs write into it are in none of the parts of which {@link #available} tells.
   */
  public DiskContent(Path path, MemoryContent original) {
    this(path, original.written());
  }

  private DiskContent(Path path, Ranges written) {
    this.path = path;
    this.written = written;
  }

  /** From now on bytes that have been written may change, of which nobody is told. */
  public void changesUnseen() {
    if (written != null) {
      unseen = true;
    }
  }

  /** The file has another name now. */
  public void moved(Path to) {
    path = to;
  }

  /**
   * Opens the file, so that the content stays although the name goes.
   *
   * @param writing whether it will be written
   */
  public void hold(boolean writing) throws IOException {
    if (channel == null) {
      open(writing);
    } else if (writing && !writable) {
      FileChannel reading = channel;
      Object before = key;
      open(true);
      if (Objects.equals(before, key)) {
        reading.close();
      } else {
        channel.close();
        channel = reading;
        writable = false;
        key = before;
        throw new NoSuchFileException(path.toString(), null, "replaced while it was open");
      }
    }
  }

  /** As {@link #hold}, for writing too if that is possible. */
  public void holdForAll() throws IOException {
    try {
      hold(true);
    } catch (FileSystemException e) {
      hold(false);
    }
  }

  private void open(boolean writing) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Object before = keyOfName();
      FileChannel opened = writing ? openToWrite() : open(StandardOpenOption.READ);
      boolean same = false;
      try {
        same = Objects.equals(before, keyOfName());
      } finally {
        if (!same) {
          opened.close();
        }
      }
      if (same) {
        channel = opened;
        writable = writing;
        key = before;
        return;
      }
    }
    throw new FileSystemException(path.toString(), null, "is being replaced all the time");
  }

  /** A file that may be written need not be one that may be read. */
  private FileChannel openToWrite() throws IOException {
    try {
      return open(StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (AccessDeniedException e) {
      return open(StandardOpenOption.WRITE);
    }
  }

  private FileChannel open(OpenOption... options) throws IOException {
    OpenOption[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = LinkOption.NOFOLLOW_LINKS;
    return FileChannel.open(path, all);
  }

  private Object keyOfName() throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new NoSuchFileException(path.toString());
    }
    return attributes.fileKey();
  }

  /** Whether the name still leads to this file; another program may have replaced it. */
  public boolean isThere() {
    try {
      Object found = keyOfName();
      return channel == null || Objects.equals(key, found);
    } catch (IOException gone) {
      return false;
    }
  }

  private FileChannel channel() throws IOException {
    if (channel == null) {
      open(false);
    }
    return channel;
  }

  @Override
  public long size() throws IOException {
    return channel().size();
  }

  @Override
  public long available(long offset) throws IOException {
    if (unseen) {
      return 0;
    }
    long there = Math.max(0, size() - offset);
    return written == null ? there : Math.min(there, written.available(offset));
  }

  @Override
  public void read(long offset, ByteBuffer target, int at, int length) throws IOException {
    ByteBuffer part = target.slice(at, length);
    while (part.hasRemaining()) {
      if (channel().read(part, offset + part.position()) < 0) {
        throw new EOFException(path + " became shorter while it was read");
      }
    }
  }

  @Override
  public void write(long offset, ByteBuffer source, int at, int length) throws IOException {
    hold(true);
    ByteBuffer part = source.slice(at, length);
    while (part.hasRemaining()) {
      channel.write(part, offset + part.position());
    }
    wrote(offset, offset + length);
  }

  private void wrote(long start, long end) {
    if (written != null) {
      written.add(start, end);
    }
  }

  /** Other programs may append at the same time: the system finds the end. */
  @Override
  public long append(ByteBuffer source, int at, int length) throws IOException {
    hold(true);
    if (end == null && isThere()) {
      FileChannel opened = open(StandardOpenOption.APPEND);
      if (isThere()) {
        end = opened;
      } else {
        opened.close();
      }
    }
    if (end == null) {
      // no name leads to it any more, so that nobody else can append
      long size = size();
      write(size, source, at, length);
      return size + length;
    }
    ByteBuffer part = source.slice(at, length);
    while (part.hasRemaining()) {
      end.write(part);
    }
    wrote(end.position() - length, end.position());
    return end.position();
  }

  @Override
  public void truncate(long length) throws IOException {
    hold(true);
    if (length <= channel.size()) {
      channel.truncate(length);
      if (written != null) {
        written.cut(length);
      }
    } else {
      lengthen(length);
    }
  }

  /** With a hole before the last byte, which a channel can only write. */
  private void lengthen(long length) throws IOException {
    channel.write(ByteBuffer.allocate(1), length - 1);
  }

  @Override
  public long seekData(long offset) throws IOException {
    return offset <= size() ? offset : -1;
  }

  @Override
  public long seekHole(long offset) throws IOException {
    return offset <= size() ? size() : -1;
  }

  /** Closes the file; a later use opens it again. */
  @Override
  public void release() {
    close(channel);
    close(end);
    channel = null;
    end = null;
    writable = false;
    key = null;
  }

  private static void close(FileChannel opened) {
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException e) {
        // what was written is the system's already
      }
    }
  }
}

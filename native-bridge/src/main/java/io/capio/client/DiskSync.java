package io.capio.client;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Asks the system to write what it has of a file to the device. Thread-safe.
 *
 * <p>Keeps the disk's file open from the first time until it is closed, because to close a file
 * ends all locks that the process has on it: a program that locks a file and syncs it keeps its
 * lock. Not a channel, which an interrupt of the caller would close.
 */
final class DiskSync implements Closeable {
  private RandomAccessFile file;
  private Object identity;
  private boolean closed;

  /** Blocks for the device. Without effect if the name has gone, or if it may only be written. */
  synchronized void sync(Path path) throws IOException {
    try {
      Object present = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
      if (file != null && !present.equals(identity)) {
        file.close();
        file = null;
      }
      if (file == null && !closed) {
        file = new RandomAccessFile(path.toFile(), "r");
        identity = present;
      }
    } catch (FileNotFoundException | NoSuchFileException e) {
      // the system keeps what it has
      return;
    }
    if (!closed) {
      file.getFD().sync();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (file != null) {
      file.close();
    }
  }
}

package io.capio.server.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Content that lies in a file of the disk; read only. Opened at the first use. */
public final class DiskContent implements Content {
  private final Path path;
  private FileChannel channel;

  /** The content of that file. */
  public DiskContent(Path path) {
    this.path = path;
  }

  private FileChannel channel() throws IOException {
    if (channel == null) {
      channel = FileChannel.open(path, StandardOpenOption.READ);
    }
    return channel;
  }

  @Override
  public long size() throws IOException {
    return channel().size();
  }

  @Override
  public long available(long offset) throws IOException {
    return Math.max(0, size() - offset);
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
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // closing a file that was only read loses nothing
      }
      channel = null;
    }
  }
}

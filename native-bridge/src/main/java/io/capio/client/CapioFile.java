package io.capio.client;

import io.capio.ipc.SharedMemory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An open CAPIO file. It has no position: offsets are explicit, in bytes from 0.
 *
 * <p>Thread-safe. A read may wait for a producer (file-life: until at least one byte is there or
 * the file is committed); it does not keep other threads from using the file, and {@link #close}
 * from another thread ends it with {@link AsynchronousCloseException}. Every wait also ends with
 * the death of the server ({@link CapioUnavailableException}), the death of the producer and the
 * timeout ({@link CapioException}). After {@link #close} every operation throws {@link
 * ClosedChannelException}; while the JVM ends, it does not return instead.
 *
 * <p>Small writes are gathered; {@link #flush}, {@link #sync}, {@link #size}, {@link #close} and
 * any operation of this process on the same path push them.
 */
public final class CapioFile implements Closeable {
  private final Connection connection;
  private final FileConversation file;
  private final DiskSync diskSync = new DiskSync();

  CapioFile(Connection connection, FileConversation file) {
    this.connection = connection;
    this.file = file;
  }

  /** The path it was opened by. */
  public String path() {
    return file.path();
  }

  /** Whether nobody has begun to close it. */
  public boolean isOpen() {
    if (file.isOpen()) {
      return true;
    }
    connection.holdWhileExiting();
    return false;
  }

  /** Whether this open created the file. */
  public boolean created() {
    return file.created();
  }

  /**
   * Reads bytes; waits while there is none and the file is not committed.
   *
   * @return how many, at least 1; -1 at the end of the file; 0 if the target has no room
   */
  public int read(long offset, ByteBuffer target) throws IOException {
    try {
      return file.read(offset, target);
    } catch (ClosedChannelException | CapioUnavailableException e) {
      throw connection.closed(e);
    }
  }

  /** As {@link #read(long, ByteBuffer)}, into an array. */
  public int read(long offset, byte[] target, int from, int length) throws IOException {
    return read(offset, ByteBuffer.wrap(target, from, length));
  }

  /**
   * Bytes from that offset on that are there without waiting: of a committed file all to its end.
   * Cheap enough for readers that ask before every read.
   */
  public int available(long offset) throws IOException {
    try {
      return file.available(offset);
    } catch (ClosedChannelException | CapioUnavailableException e) {
      throw connection.closed(e);
    }
  }

  /**
   * Writes all bytes of the source. Beyond the end, what lies between reads as zeros. Waits while
   * the server has not taken earlier bytes.
   */
  public void write(long offset, ByteBuffer source) throws IOException {
    try {
      file.write(offset, source);
    } catch (ClosedChannelException | CapioUnavailableException e) {
      throw connection.closed(e);
    }
  }

  /** As {@link #write(long, ByteBuffer)}, from an array. */
  public void write(long offset, byte[] source, int from, int length) throws IOException {
    write(offset, ByteBuffer.wrap(source, from, length));
  }

  /**
   * Writes all bytes of the source at the end of the file, in one piece as far as a queue holds it:
   * other writers' bytes come before or after.
   */
  public void append(ByteBuffer source) throws IOException {
    try {
      file.append(source);
    } catch (ClosedChannelException | CapioUnavailableException e) {
      throw connection.closed(e);
    }
  }

  /** Makes gathered bytes visible to everybody. */
  public void flush() throws IOException {
    file.flush();
  }

  /**
   * Makes gathered bytes visible and waits until the server has them, and the device if the file is
   * on the disk.
   *
   * @throws CapioException if a write through this file failed, for example for want of memory
   */
  public void sync() throws IOException {
    endOfLastWrite();
    try {
      Optional<Path> disk = file.onDisk();
      if (disk.isPresent()) {
        diskSync.sync(disk.get());
      }
    } catch (ClosedChannelException | CapioUnavailableException e) {
      throw connection.closed(e);
    }
  }

  /** Offset just after the last bytes written or appended through this file; also synchronises. */
  public long endOfLastWrite() throws IOException {
    try {
      return file.endOfLastWrite();
    } catch (ClosedChannelException | CapioUnavailableException e) {
      throw connection.closed(e);
    }
  }

  /**
   * Puts the content where this user's processes can map it. What they write there is the file's
   * content at once, as long as a handle that may write is open.
   *
   * @param size what the file is to have at least, for which this must be open for writing; -1 to
   *     leave its size
   * @return what to map; empty if the server cannot offer it
   */
  public Optional<Path> map(long size) throws IOException {
    try {
      return file.map(size);
    } catch (ClosedChannelException | CapioUnavailableException e) {
      throw connection.closed(e);
    }
  }

  /**
   * What the processes that lock this file lock in its stead; empty if the server knows no identity
   * of files. It is made by who locks first and removed with the workflow.
   *
   * @param identity this file's, of its {@link #status()}
   */
  public Optional<Path> lockObject(long identity) {
    return connection.extended()
        ? Optional.of(SharedMemory.path(connection.names().lock(identity)))
        : Optional.empty();
  }

  /** From now on what is written through this file is with the server when a write returns. */
  public void showAtOnce() {
    file.showAtOnce();
  }

  /**
   * Sets the length; what is added reads as zeros.
   *
   * @throws CapioException with EOPNOTSUPP if the server cannot
   */
  public void truncate(long size) throws IOException {
    try {
      file.truncate(size);
    } catch (ClosedChannelException | CapioUnavailableException e) {
      throw connection.closed(e);
    }
  }

  /**
   * Size in bytes. Waits for the commit if another step still writes the file, unless the settings
   * ask for the current size.
   */
  public long size() throws IOException {
    try {
      return file.size();
    } catch (ClosedChannelException | CapioUnavailableException e) {
      throw connection.closed(e);
    }
  }

  /**
   * Where the next bytes that were written begin, at or after an offset; {@code SEEK_DATA} of
   * lseek(2).
   *
   * @return -1 if there are none
   */
  public long seekData(long offset) throws IOException {
    try {
      return file.seekPart(false, offset);
    } catch (ClosedChannelException | CapioUnavailableException e) {
      throw connection.closed(e);
    }
  }

  /**
   * Where the next hole begins, at or after an offset; the end of the file counts as one; {@code
   * SEEK_HOLE} of lseek(2).
   *
   * @return -1 if the offset is beyond the end
   */
  public long seekHole(long offset) throws IOException {
    try {
      return file.seekPart(true, offset);
    } catch (ClosedChannelException | CapioUnavailableException e) {
      throw connection.closed(e);
    }
  }

  /**
   * A second handle of the same open file, as dup(2) makes it: commit rules see the file closed
   * when both are.
   */
  public CapioFile duplicate() throws IOException {
    try {
      return new CapioFile(connection, file.duplicate());
    } catch (ClosedChannelException | CapioUnavailableException e) {
      throw connection.closed(e);
    }
  }

  /** Status; never waits for another step. */
  public FileStatus status() throws IOException {
    try {
      return file.status();
    } catch (ClosedChannelException | CapioUnavailableException e) {
      throw connection.closed(e);
    }
  }

  /**
   * Pushes what is gathered and closes. A second close does nothing.
   *
   * @throws CapioException if a write through this file failed
   */
  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      diskSync.close();
    }
  }
}

package io.capio.client;

import io.capio.ipc.WaitWatch;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.AsynchronousCloseException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The entries of a directory, without {@code .} and {@code ..}. Of a streamed directory the entries
 * come as they are made. For one thread at a time; {@link #close} may come from any.
 */
public final class DirectoryListing implements Closeable {
  /** Where entries come from. */
  interface Source extends Closeable {
    /** Encoded entries as LIST of docs/extensions.md has them; nothing at the end. */
    byte[] next(WaitWatch watch) throws IOException;

    WaitWatch serverWatch();

    /** Where the directory is now. */
    String path() throws IOException;
  }

  private final String opened;
  private final Source source;
  private final Iterator<DirectoryEntry> known;
  private ByteBuffer batch = ByteBuffer.allocate(0);
  private boolean ended;
  private final AtomicBoolean closed = new AtomicBoolean();

  DirectoryListing(Source source) {
    this.opened = null;
    this.source = source;
    this.known = null;
  }

  /** A listing that is complete, of a directory that nobody follows when it is renamed. */
  DirectoryListing(String path, Iterable<DirectoryEntry> entries) {
    this.opened = path;
    this.source = null;
    this.known = entries.iterator();
  }

  /**
   * The path of the directory: the one that it has now, if the server can tell, and else that under
   * which it was opened. May be called by any thread.
   *
   * @throws CapioException ENOENT if it was deleted
   */
  public String path() throws IOException {
    return source == null ? opened : source.path();
  }

  /**
   * The next entry; waits while a streamed directory has none and is not committed.
   *
   * @return null at the end
   * @throws AsynchronousCloseException if the listing is closed meanwhile
   */
  public DirectoryEntry next() throws IOException {
    if (known != null) {
      return known.hasNext() ? known.next() : null;
    }
    if (!batch.hasRemaining() && !ended) {
      WaitWatch server = source.serverWatch();
      byte[] bytes =
          source.next(
              waited -> {
                server.check(waited);
                if (closed.get()) {
                  throw new AsynchronousCloseException();
                }
              });
      ended = bytes.length == 0;
      batch = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
    return batch.hasRemaining() ? entry() : null;
  }

  private DirectoryEntry entry() {
    DirectoryEntry.Kind kind =
        switch (batch.get()) {
          case 1 -> DirectoryEntry.Kind.FILE;
          case 2 -> DirectoryEntry.Kind.DIRECTORY;
          default -> DirectoryEntry.Kind.OTHER;
        };
    byte[] name = new byte[Short.toUnsignedInt(batch.getShort())];
    batch.get(name);
    return new DirectoryEntry(new String(name, StandardCharsets.UTF_8), kind);
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true) && source != null) {
      source.close();
    }
  }
}

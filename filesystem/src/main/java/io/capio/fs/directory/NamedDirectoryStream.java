package io.capio.fs.directory;

import io.capio.client.CapioException;
import io.capio.client.DirectoryEntry;
import io.capio.client.DirectoryListing;
import io.capio.ipc.Disk;
import io.capio.ipc.Errno;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Function;

/**
 * The entries of a CAPIO directory as they come; waits while a streamed directory has none. One
 * iterator, for one thread at a time; closing may come from any.
 */
public final class NamedDirectoryStream<P extends Path> implements OpenDirectory<P> {
  private final DirectoryListing listing;
  private final Function<Path, P> toPath;
  private final Filter<? super P> filter;
  private boolean iterated;
  private volatile boolean closed;

  /**
   * @param listing closed with the stream
   * @param toPath makes what the stream delivers of the name of an entry
   */
  public NamedDirectoryStream(
      DirectoryListing listing, Function<Path, P> toPath, Filter<? super P> filter) {
    this.listing = listing;
    this.toPath = toPath;
    this.filter = filter;
  }

  @Override
  public synchronized Iterator<P> iterator() {
    if (closed) {
      throw new IllegalStateException("Directory stream is closed");
    }
    if (iterated) {
      throw new IllegalStateException("Iterator already obtained");
    }
    iterated = true;
    return new Entries<>() {
      @Override
      P advance() {
        return following();
      }
    };
  }

  @Override
  public Path place() throws IOException {
    try {
      return Disk.path(listing.path());
    } catch (CapioException e) {
      throw e.errno() == Errno.ENOENT ? new NoSuchFileException(e.getMessage()) : e;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    listing.close();
  }

  private P following() {
    try {
      while (!closed) {
        DirectoryEntry entry = listing.next();
        if (entry == null) {
          return null;
        }
        P path = toPath.apply(Disk.path(entry.name()));
        if (filter.accept(path)) {
          return path;
        }
      }
      return null;
    } catch (AsynchronousCloseException e) {
      return null;
    } catch (IOException e) {
      if (closed) {
        // by another thread, before the server was asked
        return null;
      }
      throw new DirectoryIteratorException(e);
    }
  }
}

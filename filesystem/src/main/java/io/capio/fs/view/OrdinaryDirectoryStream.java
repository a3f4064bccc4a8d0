package io.capio.fs.view;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** A directory of the disk with every path wrapped. Threads as the stream underneath. */
final class OrdinaryDirectoryStream<P extends Path> implements DirectoryStream<P> {
  private final DirectoryStream<Path> stream;
  private final Function<Path, P> wrap;
  private final Filter<? super P> filter;

  OrdinaryDirectoryStream(
      DirectoryStream<Path> stream, Function<Path, P> wrap, Filter<? super P> filter) {
    this.stream = stream;
    this.wrap = wrap;
    this.filter = filter;
  }

  @Override
  public Iterator<P> iterator() {
    Iterator<Path> paths = stream.iterator();
    return new Iterator<>() {
      private P next;

      @Override
      public boolean hasNext() {
        while (next == null && paths.hasNext()) {
          P path = wrap.apply(paths.next());
          if (accepts(path)) {
            next = path;
          }
        }
        return next != null;
      }

      @Override
      public P next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        P result = next;
        next = null;
        return result;
      }
    };
  }

  private boolean accepts(P path) {
    try {
      return filter.accept(path);
    } catch (IOException e) {
      throw new DirectoryIteratorException(e);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}

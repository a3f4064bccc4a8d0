package io.capio.fs.directory;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Function;

/** A directory of the disk with every path wrapped. Threads as the stream underneath. */
public final class OrdinaryDirectoryStream<P extends Path> implements OpenDirectory<P> {
  private final Path place;
  private final DirectoryStream<Path> stream;
  private final Function<Path, P> toPath;
  private final Filter<? super P> filter;

  /**
   * @param place the directory, which is opened here
   * @param toPath makes what the stream delivers of the name of an entry
   */
  public OrdinaryDirectoryStream(Path place, Function<Path, P> toPath, Filter<? super P> filter)
      throws IOException {
    this.place = place;
    this.stream = place.getFileSystem().provider().newDirectoryStream(place, p -> true);
    this.toPath = toPath;
    this.filter = filter;
  }

  @Override
  public Iterator<P> iterator() {
    Iterator<Path> paths = stream.iterator();
    return new Entries<>() {
      @Override
      P advance() {
        while (paths.hasNext()) {
          P path = toPath.apply(paths.next().getFileName());
          if (accepts(path)) {
            return path;
          }
        }
        return null;
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
  public Path place() {
    return place;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}

package java.lang;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** Stands in for the methods that touch the disk through a {@link Path} given or called upon. */
public final class CapioPath {

  private CapioPath() {}

  public static Path toRealPath(Path path, LinkOption... options) throws IOException {
    return CapioBridge.restore(CapioBridge.route(path).toRealPath(options));
  }

  /** The JDK asks the disk whether a slash belongs at the end. */
  public static URI toUri(Path path) {
    URI uri = path.toUri();
    if (CapioBridge.targetOf(path) == null) {
      return uri;
    }
    String text = uri.toString();
    boolean slashed = text.endsWith("/");
    if (slashed == CapioAttributes.isDirectory(path)) {
      return uri;
    }
    return URI.create(slashed ? text.substring(0, text.length() - 1) : text.concat("/"));
  }

  public static FileSystem newFileSystem(Path path) throws IOException {
    return FileSystems.newFileSystem(CapioBridge.route(path));
  }

  public static FileSystem newFileSystem(Path path, ClassLoader loader) throws IOException {
    return FileSystems.newFileSystem(CapioBridge.route(path), loader);
  }

  public static FileSystem newFileSystem(Path path, Map<String, ?> environment) throws IOException {
    return FileSystems.newFileSystem(CapioBridge.route(path), environment);
  }

  public static FileSystem newFileSystem(Path path, Map<String, ?> environment, ClassLoader loader)
      throws IOException {
    return FileSystems.newFileSystem(CapioBridge.route(path), environment, loader);
  }
}

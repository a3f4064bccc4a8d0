package java.lang;

import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;

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
}

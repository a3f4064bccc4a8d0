package java.lang;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/** Stands in for the static methods of {@link FileChannel}. */
public final class CapioChannels {

  private CapioChannels() {}

  public static FileChannel open(Path path, OpenOption... options) throws IOException {
    return FileChannel.open(CapioBridge.route(path), options);
  }

  public static FileChannel open(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return FileChannel.open(CapioBridge.route(path), options, attributes);
  }
}

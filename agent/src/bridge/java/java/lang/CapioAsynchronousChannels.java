package java.lang;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** Stands in for the static methods of {@link AsynchronousFileChannel}. */
public final class CapioAsynchronousChannels {

  private CapioAsynchronousChannels() {}

  public static AsynchronousFileChannel open(Path path, OpenOption... options) throws IOException {
    return AsynchronousFileChannel.open(CapioBridge.route(path), options);
  }

  public static AsynchronousFileChannel open(
      Path path,
      Set<? extends OpenOption> options,
      ExecutorService executor,
      FileAttribute<?>... attributes)
      throws IOException {
    return AsynchronousFileChannel.open(CapioBridge.route(path), options, executor, attributes);
  }
}

package java.lang;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/** Stands in for the static methods of {@link FileChannel} and {@link Channels}. */
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

  /** The JDK gives a file's own channel for a stream that is of its own class and no other. */
  public static ReadableByteChannel newChannel(InputStream in) {
    FileChannel own = in instanceof FileInputStream ? channelOf(in) : null;
    return own == null ? Channels.newChannel(in) : own;
  }

  public static WritableByteChannel newChannel(OutputStream out) {
    FileChannel own = out instanceof FileOutputStream ? channelOf(out) : null;
    return own == null ? Channels.newChannel(out) : own;
  }

  private static FileChannel channelOf(Closeable stream) {
    CapioTarget target = CapioBridge.target();
    return target == null ? null : target.channelOf(stream);
  }
}

package java.lang;

import java.io.CapioOwnInputStream;
import java.io.CapioOwnOutputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channel;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/** Stands in for methods of {@link FileChannel} and {@link Channels}. */
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

  /**
   * The JDK gives a file's own channel for a stream that is of its own class and no other; the
   * bridge's is what a program gets that makes one by reflection.
   */
  public static ReadableByteChannel newChannel(InputStream in) {
    if (in != null && in.getClass() == CapioOwnInputStream.class) {
      return ((FileInputStream) in).getChannel();
    }
    FileChannel own = in instanceof FileInputStream ? channelOf(in) : null;
    return own == null ? Channels.newChannel(in) : own;
  }

  public static WritableByteChannel newChannel(OutputStream out) {
    if (out != null && out.getClass() == CapioOwnOutputStream.class) {
      return ((FileOutputStream) out).getChannel();
    }
    FileChannel own = out instanceof FileOutputStream ? channelOf(out) : null;
    return own == null ? Channels.newChannel(out) : own;
  }

  public static long transferTo(
      FileChannel source, long position, long count, WritableByteChannel target)
      throws IOException {
    CapioTarget asked = isMixed(source, target) ? CapioBridge.target() : null;
    return asked == null
        ? source.transferTo(position, count, target)
        : asked.transferTo(source, position, count, target);
  }

  public static long transferFrom(
      FileChannel target, ReadableByteChannel source, long position, long count)
      throws IOException {
    CapioTarget asked = isMixed(target, source) ? CapioBridge.target() : null;
    return asked == null
        ? target.transferFrom(source, position, count)
        : asked.transferFrom(target, source, position, count);
  }

  /** Whether the JDK's own channel meets one of a file that is not its own. */
  private static boolean isMixed(FileChannel channel, Channel other) {
    return other instanceof FileChannel
        && other.getClass().getClassLoader() != null
        && channel.getClass().getClassLoader() == null;
  }

  private static FileChannel channelOf(Closeable stream) {
    CapioTarget target = CapioBridge.target();
    return target == null ? null : target.channelOf(stream);
  }
}

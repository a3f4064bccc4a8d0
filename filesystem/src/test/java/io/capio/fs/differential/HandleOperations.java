package io.capio.fs.differential;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Draws operations on files that stay open while others happen to their names. */
final class HandleOperations {
  private static final int SLOTS = 5;

  private final Draw draw;

  HandleOperations(Draw draw) {
    this.draw = draw;
  }

  Named opening() {
    String n = draw.name();
    int slot = draw.of(SLOTS);
    OpenOption[] options = PathOperations.options(draw);
    Set<OpenOption> set = new HashSet<>(Arrays.asList(options));
    boolean flag = draw.flag();
    String mode = draw.one(draw.rarely(12) ? List.of("rws", "rwd", "w") : List.of("r", "rw", "rw"));
    String what = " " + n + " " + Arrays.toString(options);
    return switch (draw.of(8)) {
      case 0 -> opening("FileInputStream", n, slot, s -> s.io().newFileInputStream(s.file(n)));
      case 1 ->
          opening("FileOutputStream", n, slot, s -> s.io().newFileOutputStream(s.file(n), flag));
      case 2, 3 ->
          opening(
              "RandomAccessFile " + mode,
              n,
              slot,
              s -> s.io().newRandomAccessFile(s.file(n), mode));
      case 4 ->
          opening("newInputStream" + what, n, slot, s -> Files.newInputStream(s.path(n), options));
      case 5 ->
          opening(
              "newOutputStream" + what, n, slot, s -> Files.newOutputStream(s.path(n), options));
      default -> opening("FileChannel" + what, n, slot, s -> FileChannel.open(s.path(n), set));
    };
  }

  /** Opens something. */
  private interface Opener {
    Closeable open(Side side) throws Exception;
  }

  private static Named opening(String what, String n, int slot, Opener opener) {
    return Named.action(slot + " = " + what + " " + n, s -> s.open(slot, opener.open(s)));
  }

  Named use() {
    int slot = draw.of(SLOTS);
    StreamUse streams = new StreamUse(draw);
    ChannelUse channels = new ChannelUse(draw, slot == 0 ? 1 : 0);
    RandomAccessUse randomAccess = new RandomAccessUse(draw);
    int part = draw.of(6);
    return new Named(
        "use " + slot + ": " + part + " " + streams + " " + channels + " " + randomAccess,
        s -> {
          Closeable handle = s.handle(slot);
          if (part == 0) {
            return descriptor(s, handle);
          }
          if (handle instanceof FileInputStream in && part == 1) {
            return channels.use(s, in.getChannel());
          }
          if (handle instanceof FileOutputStream out && part == 1) {
            return channels.use(s, out.getChannel());
          }
          if (handle instanceof RandomAccessFile file) {
            return part == 1
                ? channels.use(s, s.io().getChannel(file))
                : randomAccess.use(s.io(), file);
          }
          if (handle instanceof InputStream in) {
            return streams.read(in);
          }
          if (handle instanceof OutputStream out) {
            return streams.write(out);
          }
          return handle instanceof SeekableByteChannel channel
              ? channels.use(s, (FileChannel) channel)
              : "nothing open";
        });
  }

  private static Object descriptor(Side s, Closeable handle) throws Exception {
    FileDescriptor fd;
    if (handle instanceof FileInputStream in) {
      fd = s.io().getFD(in);
    } else if (handle instanceof FileOutputStream out) {
      fd = s.io().getFD(out);
    } else if (handle instanceof RandomAccessFile file) {
      fd = s.io().getFD(file);
    } else {
      return "none";
    }
    if (!fd.valid()) {
      return "invalid";
    }
    s.io().sync(fd);
    if (handle instanceof FileInputStream) {
      return s.io().newFileInputStream(fd).read();
    }
    if (handle instanceof FileOutputStream) {
      s.io().newFileOutputStream(fd).write('f');
    }
    return "valid";
  }
}

package io.capio.agent.program.drive;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Channels of files. */
public final class ChannelEntries {

  private static final Set<OpenOption> CREATE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

  private ChannelEntries() {}

  public static Object opens(Path d) throws Exception {
    ByteBuffer read = ByteBuffer.allocate(3);
    try (FileChannel in = FileChannel.open(d.resolve("text"), StandardOpenOption.READ);
        FileChannel out = FileChannel.open(d.resolve("out"), CREATE)) {
      in.read(read, 4);
      out.write(ByteBuffer.wrap(new byte[] {'x'}));
      return List.of(read.array(), in.size());
    }
  }

  /** The JDK's own channel is of a file outside. */
  public static Object transfers(Path d) throws Exception {
    Path outside = Files.createTempFile(Path.of("/tmp"), "capio-transfers", "");
    Files.writeString(outside, "outside");
    try (FileChannel own =
            FileChannel.open(outside, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileChannel in = FileChannel.open(d.resolve("text"), StandardOpenOption.READ);
        FileChannel out = FileChannel.open(d.resolve("out"), CREATE)) {
      return List.of(
          own.transferTo(0, 4, out),
          own.transferFrom(in, 1, 5),
          Files.readString(outside),
          outcome(() -> own.transferTo(100, 4, in)),
          outcome(() -> own.transferTo(0, 0, in)),
          outcome(() -> own.transferTo(-1, 0, in)),
          outcome(() -> own.transferTo(-1, 0, out)),
          outcome(() -> own.transferFrom(out, 0, 0)),
          outcome(() -> own.transferFrom(out, 100, 1)),
          outcome(() -> own.transferFrom(out, -1, 1)));
    } finally {
      Files.delete(outside);
    }
  }

  private static Object outcome(Callable<Long> transfer) {
    try {
      return transfer.call();
    } catch (Exception e) {
      return e.toString();
    }
  }

  public static Object asynchronous(Path d) throws Exception {
    ByteBuffer read = ByteBuffer.allocate(3);
    try (AsynchronousFileChannel in = AsynchronousFileChannel.open(d.resolve("text"));
        AsynchronousFileChannel out =
            AsynchronousFileChannel.open(d.resolve("out"), CREATE, null)) {
      int count = in.read(read, 4).get();
      out.write(ByteBuffer.wrap(new byte[] {'x'}), 1).get();
      return List.of(read.array(), count);
    }
  }

  public static Object ofStreams(Path d) throws Exception {
    ByteBuffer read = ByteBuffer.allocate(3);
    try (ReadableByteChannel in =
            Channels.newChannel(new FileInputStream(d.resolve("text").toFile()));
        WritableByteChannel out =
            Channels.newChannel(new FileOutputStream(d.resolve("out").toFile()))) {
      in.read(read);
      out.write(ByteBuffer.wrap(new byte[] {'x'}));
      return List.of(read.array(), ((FileChannel) in).size(), ((FileChannel) out).position());
    }
  }

  public static Object linesForAnInterruptedThread(Path d) throws Exception {
    Thread.currentThread().interrupt();
    try (Stream<String> lines = Files.lines(d.resolve("text"))) {
      return lines.isParallel();
    } catch (ClosedByInterruptException e) {
      return "interrupted";
    } finally {
      Thread.interrupted();
    }
  }
}

package io.capio.fs;

import io.capio.fs.RandomOperations.Named;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.Set;

/** Draws operations on files that stay open while others happen to their names. */
final class HandleOperations {
  private static final int SLOTS = 4;

  private final Random random;

  HandleOperations(Random random) {
    this.random = random;
  }

  Named opening(String n) {
    int slot = random.nextInt(SLOTS);
    Set<? extends OpenOption> options =
        switch (random.nextInt(4)) {
          case 0 -> Set.of(StandardOpenOption.READ);
          case 1 -> Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND);
          case 2 ->
              Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
          default ->
              Set.of(
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.DELETE_ON_CLOSE);
        };
    boolean flag = random.nextBoolean();
    return switch (random.nextInt(6)) {
      case 0 -> opening("FileInputStream", n, slot, s -> s.io().newFileInputStream(s.file(n)));
      case 1 ->
          opening("FileOutputStream", n, slot, s -> s.io().newFileOutputStream(s.file(n), flag));
      case 2 ->
          opening(
              "RandomAccessFile",
              n,
              slot,
              s -> s.io().newRandomAccessFile(s.file(n), flag ? "rw" : "r"));
      case 3 -> opening("newInputStream", n, slot, s -> Files.newInputStream(s.path(n)));
      case 4 -> opening("newOutputStream", n, slot, s -> Files.newOutputStream(s.path(n)));
      default ->
          opening(
              "FileChannel.open " + options, n, slot, s -> FileChannel.open(s.path(n), options));
    };
  }

  /** Opens something. */
  private interface Opener {
    Closeable open(Side side) throws Exception;
  }

  private static Named opening(String what, String n, int slot, Opener opener) {
    return new Named(
        slot + " = " + what + " " + n,
        s -> {
          s.open(slot, opener.open(s));
          return "";
        });
  }

  Named use() {
    int slot = random.nextInt(SLOTS);
    int choice = random.nextInt(12);
    long offset = random.nextInt(5) == 0 ? random.nextInt(1_000_000) : random.nextInt(40);
    byte[] bytes = new byte[random.nextInt(5) == 0 ? random.nextInt(300_000) : random.nextInt(12)];
    random.nextBytes(bytes);
    return new Named(
        "use " + slot + ": " + choice + ", " + offset + ", " + bytes.length,
        s -> {
          Closeable handle = s.handle(slot);
          if (handle instanceof FileInputStream in && choice < 2) {
            return channel(in.getChannel(), choice + 2, offset, bytes);
          }
          if (handle instanceof FileOutputStream out && choice < 2) {
            return channel(out.getChannel(), choice + 2, offset, bytes);
          }
          if (handle instanceof InputStream in) {
            return input(in, choice, offset, bytes);
          }
          if (handle instanceof OutputStream out) {
            return output(out, choice, bytes);
          }
          if (handle instanceof RandomAccessFile file) {
            return randomAccess(s.io(), file, choice, offset, bytes);
          }
          return handle instanceof FileChannel channel
              ? channel(channel, choice, offset, bytes)
              : "nothing open";
        });
  }

  private static Object input(InputStream in, int choice, long offset, byte[] bytes)
      throws Exception {
    byte[] target = new byte[bytes.length];
    return switch (choice) {
      case 0, 1, 2 -> in.read();
      case 3, 4 -> in.read(target) + Side.text(target);
      case 5 -> in.readNBytes(bytes.length);
      // JDK 25 answers a negative number behind the end of a file that has been cut
      case 6 -> Math.max(0, in.available());
      case 7 -> in.skip(offset);
      case 8 -> in.readAllBytes();
      case 9 -> in.readNBytes(target, 0, bytes.length / 2) + Side.text(target);
      case 10 -> closed(in);
      default -> in.transferTo(OutputStream.nullOutputStream());
    };
  }

  private static String closed(Closeable handle) throws Exception {
    handle.close();
    return "closed";
  }

  private static Object output(OutputStream out, int choice, byte[] bytes) throws Exception {
    if (choice == 10) {
      return closed(out);
    }
    if (choice < 3) {
      out.write(choice);
    } else if (choice < 9) {
      out.write(bytes);
    } else {
      out.flush();
    }
    return "";
  }

  private static Object randomAccess(
      JavaIo io, RandomAccessFile file, int choice, long offset, byte[] bytes) throws Exception {
    byte[] target = new byte[bytes.length];
    return switch (choice) {
      case 0 -> file.read(target) + Side.text(target);
      case 1 -> file.readInt();
      case 6 -> file.length() + " " + file.getFilePointer();
      case 8 -> io.readLine(file);
      case 10 -> closed(file);
      case 11 -> file.skipBytes((int) offset);
      default -> {
        change(io, file, choice, offset, bytes);
        yield "";
      }
    };
  }

  private static void change(
      JavaIo io, RandomAccessFile file, int choice, long offset, byte[] bytes) throws Exception {
    switch (choice) {
      case 4 -> file.writeLong(offset);
      case 5 -> file.seek(offset);
      case 7 -> file.setLength(offset);
      case 9 -> io.writeChars(file, "two");
      default -> file.write(bytes);
    }
  }

  private static Object channel(FileChannel channel, int choice, long offset, byte[] bytes)
      throws Exception {
    ByteBuffer target = ByteBuffer.allocate(bytes.length);
    ByteBuffer source = ByteBuffer.wrap(bytes);
    return switch (choice) {
      case 0 -> channel.read(target) + Side.text(target.array());
      case 1 -> channel.read(target, offset) + Side.text(target.array());
      case 2 -> channel.size();
      case 3 -> channel.position();
      case 4 -> channel.position(offset).position();
      case 5, 6 -> channel.write(source);
      case 7 -> channel.write(source, offset);
      case 8 -> channel.truncate(offset).size();
      case 9 -> channel.read(new ByteBuffer[] {target, ByteBuffer.allocate(3)});
      case 10 -> closed(channel);
      default -> channel.write(new ByteBuffer[] {source, ByteBuffer.allocateDirect(3)});
    };
  }
}

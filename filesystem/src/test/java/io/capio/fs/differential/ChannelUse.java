package io.capio.fs.differential;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.util.List;

/** One use of a {@link FileChannel}, with all that is random about it. */
final class ChannelUse {
  private final int choice;
  private final int other;
  private final long offset;
  private final long count;
  private final byte[] bytes;
  private final boolean flag;
  private final MapMode mode;

  /**
   * @param other the slot that transfers go to or come from, if a channel is open there
   */
  ChannelUse(Draw draw, int other) {
    this.other = other;
    choice = draw.of(36);
    offset = draw.offset();
    count = draw.rarely(15) ? -1 : draw.of(40);
    bytes = draw.content();
    flag = draw.flag();
    mode = draw.one(List.of(MapMode.READ_ONLY, MapMode.PRIVATE, MapMode.READ_WRITE));
  }

  @Override
  public String toString() {
    return choice + "(" + offset + "," + count + "," + bytes.length + "," + flag + mode + ")";
  }

  Object use(Side side, FileChannel channel) throws Exception {
    ByteBuffer target = flag ? ByteBuffer.allocate(bytes.length) : direct(bytes.length);
    ByteBuffer source = ByteBuffer.wrap(bytes);
    return switch (choice) {
      case 0, 1 -> channel.read(target) + seen(target);
      case 2, 3 -> channel.read(target, offset) + seen(target);
      case 4, 5 -> channel.size();
      case 6, 7 -> channel.position();
      case 8, 9, 10 -> channel.position(offset).position();
      case 11, 12, 13 -> channel.write(source);
      case 14, 15 -> channel.write(source, offset);
      case 16, 17 -> channel.truncate(offset).size() + " " + channel.position();
      case 18 -> {
        ByteBuffer[] targets = {target, direct(3), ByteBuffer.allocate(5)};
        yield channel.read(targets) + seen(target) + seen(targets[1]) + seen(targets[2]);
      }
      case 19 -> channel.read(new ByteBuffer[] {target, direct(2)}, 1, flag ? 1 : 2);
      case 20 -> channel.write(new ByteBuffer[] {source, direct(3)});
      case 21 -> channel.write(new ByteBuffer[] {source, direct(3)}, 1, flag ? 1 : 2);
      case 22 -> {
        channel.close();
        yield "closed";
      }
      case 23 -> channel.isOpen();
      case 24 -> {
        channel.force(flag);
        yield "forced";
      }
      case 25 -> channel.read(target.asReadOnlyBuffer());
      case 26, 27, 28, 29, 30, 31 -> transfer(side, channel);
      case 32 -> lock(side, channel);
      case 33 -> side.releaseOne();
      default -> map(channel);
    };
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes);
  }

  private static String seen(ByteBuffer buffer) {
    byte[] content = new byte[buffer.flip().remaining()];
    buffer.get(content);
    return " " + Side.text(content);
  }

  private Object transfer(Side side, FileChannel channel) throws Exception {
    switch (choice) {
      case 26 -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return channel.transferTo(offset, count, Channels.newChannel(out))
            + Side.text(out.toByteArray());
      }
      case 27 -> {
        return channel.transferFrom(
            Channels.newChannel(new ByteArrayInputStream(bytes)), offset, count);
      }
      case 28 -> {
        try (FileChannel outside = FileChannel.open(side.outside("t"), READ, WRITE, CREATE)) {
          return channel.transferTo(offset, count, outside) + " " + outside.position();
        }
      }
      case 29 -> {
        try (FileChannel outside = FileChannel.open(side.outside("t"), READ, WRITE, CREATE)) {
          outside.write(ByteBuffer.wrap(bytes));
          outside.position(bytes.length / 2);
          return channel.transferFrom(outside, offset, count) + " " + outside.position();
        }
      }
      default -> {
        if (!(side.handle(other) instanceof FileChannel second)) {
          return "no second channel";
        }
        try {
          return choice == 30
              ? channel.transferTo(offset, count, second)
              : channel.transferFrom(second, offset, count);
        } catch (NonReadableChannelException | NonWritableChannelException e) {
          // if neither allows it: a channel of the disk does not know of one of CAPIO's that it
          // cannot be read, and so asks itself first
          return "not allowed";
        }
      }
    }
  }

  private String lock(Side side, FileChannel channel) throws Exception {
    FileLock lock = channel.tryLock(offset, count, flag);
    if (lock == null) {
      return "taken";
    }
    side.hold(lock);
    return lock.position() + " " + (count == 0 ? "" : lock.size()) + lock.isShared();
  }

  private String map(FileChannel channel) throws Exception {
    // a hole of half a megabyte behind the end is a test of patience only
    MappedByteBuffer mapped = channel.map(mode, Math.min(offset, 9000), count);
    if (mapped.capacity() > 0 && !mapped.isReadOnly()) {
      mapped.put(0, (byte) 'm');
      mapped.force();
    }
    byte[] content = new byte[mapped.remaining()];
    mapped.get(content);
    return channel.size() + " " + channel.position() + Side.text(content);
  }
}

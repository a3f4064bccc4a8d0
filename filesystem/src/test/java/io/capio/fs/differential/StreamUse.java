package io.capio.fs.differential;

import java.io.InputStream;
import java.io.OutputStream;

/** One use of a stream, with all that is random about it. */
final class StreamUse {
  private final int choice;
  private final long offset;
  private final byte[] bytes;

  StreamUse(Draw draw) {
    choice = draw.of(16);
    offset = draw.offset();
    bytes = draw.content();
  }

  @Override
  public String toString() {
    return choice + "(" + offset + "," + bytes.length + ")";
  }

  Object read(InputStream in) throws Exception {
    byte[] target = new byte[bytes.length];
    return switch (choice) {
      case 0, 1 -> in.read();
      case 2, 3 -> in.read(target) + Side.text(target);
      case 4 -> in.read(target, bytes.length / 3, bytes.length / 2) + Side.text(target);
      case 5 -> in.readNBytes(bytes.length);
      // JDK 25 answers a negative number behind the end of a file that has been cut
      case 6, 7 -> Math.max(0, in.available());
      case 8 -> in.skip(Math.max(0, offset));
      case 9 -> in.readAllBytes();
      case 10 -> in.readNBytes(target, 0, bytes.length / 2) + Side.text(target);
      case 11 -> {
        in.close();
        yield "closed";
      }
      case 12 -> in.markSupported();
      case 13 -> in.read(target, 0, (int) offset);
      case 14 -> in.readNBytes((int) Math.min(offset, 100));
      default -> in.transferTo(OutputStream.nullOutputStream());
    };
  }

  Object write(OutputStream out) throws Exception {
    switch (choice) {
      case 0, 1, 2 -> out.write(choice);
      case 10 -> out.close();
      case 11 -> out.flush();
      case 12 -> out.write(bytes, bytes.length / 2, bytes.length / 3);
      case 13 -> out.write(bytes, (int) offset, 1);
      default -> out.write(bytes);
    }
    return "written";
  }
}

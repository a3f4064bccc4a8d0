package io.capio.fs.differential;

import io.capio.fs.JavaIo;
import java.io.RandomAccessFile;

/** One use of a {@link RandomAccessFile}, with all that is random about it. */
final class RandomAccessUse {
  private final int choice;
  private final long offset;
  private final byte[] bytes;

  RandomAccessUse(Draw draw) {
    choice = draw.of(42);
    offset = draw.offset();
    bytes = draw.content();
  }

  @Override
  public String toString() {
    return choice + "(" + offset + "," + bytes.length + ")";
  }

  Object use(JavaIo io, RandomAccessFile file) throws Exception {
    byte[] target = new byte[bytes.length];
    return switch (choice) {
      case 0 -> file.read(target) + Side.text(target);
      case 1 -> file.readInt();
      case 2 -> file.readLong();
      case 3 -> file.readBoolean();
      case 4 -> file.readByte();
      case 5 -> file.readUnsignedByte();
      case 6 -> file.readShort();
      case 7 -> file.readUnsignedShort();
      case 8 -> (int) file.readChar();
      case 9 -> Float.floatToRawIntBits(file.readFloat());
      case 10 -> Double.doubleToRawLongBits(file.readDouble());
      case 11 -> file.readUTF();
      case 12, 13 -> io.readLine(file);
      case 14, 15 -> file.length() + " " + file.getFilePointer();
      case 16 -> file.skipBytes((int) offset);
      case 17 -> file.read();
      case 18 -> file.read(target, target.length / 2, target.length / 3) + Side.text(target);
      case 19 -> {
        file.readFully(target);
        yield target;
      }
      case 20 -> {
        file.close();
        yield "closed";
      }
      default -> {
        change(io, file);
        yield "done";
      }
    };
  }

  private void change(JavaIo io, RandomAccessFile file) throws Exception {
    switch (choice) {
      case 21, 22, 23, 24, 25 -> file.seek(offset);
      case 26, 27 -> file.setLength(offset);
      case 28 -> file.writeLong(offset);
      case 29 -> file.writeInt((int) offset);
      case 30 -> file.writeBoolean(offset > 10);
      case 31 -> file.writeByte((int) offset);
      case 32 -> file.writeShort((int) offset);
      case 33 -> file.writeChar((int) offset);
      case 34 -> file.writeFloat((float) offset);
      case 35 -> file.writeDouble((double) offset);
      case 36 -> file.writeUTF("\u00fc\n" + offset);
      case 37 -> io.writeBytes(file, "line\u00fc\r\nnext");
      case 38 -> io.writeChars(file, "tw\u00f6");
      case 39 -> file.write(bytes, bytes.length / 2, bytes.length / 3);
      case 40 -> file.write((int) offset);
      default -> file.write(bytes);
    }
  }
}

package io.capio.agent.weave.forms;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Every public static method returns the content of a file, read with a program's own subclass of a
 * class of the JDK.
 */
public final class OwnReading {

  private OwnReading() {}

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Overrides nothing. */
  private static class Plain extends FileInputStream {
    Plain(File file) throws IOException {
      super(file);
    }

    Plain(String first, String second) throws IOException {
      super(second.isEmpty() ? new File(first) : new File(first, new File(second).getName()));
    }
  }

  public static String allBytes(String path) throws IOException {
    try (Plain in = new Plain(new File(path))) {
      return text(in.readAllBytes());
    }
  }

  public static String byteByByte(String path) throws IOException {
    try (Plain in = new Plain(path, "")) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        all.write(b);
      }
      return text(all.toByteArray());
    }
  }

  public static String someBytesAfterASkip(String path) throws IOException {
    try (Plain in = new Plain(new File(path))) {
      byte[] all = new byte[in.available()];
      in.read(all);
      if (in.skip(-all.length) != -all.length || in.available() != all.length) {
        return "not skipped";
      }
      return text(all).equals(text(in.readNBytes(all.length))) ? text(all) : "differs";
    }
  }

  public static String transferred(String path) throws IOException {
    try (Plain in = new Plain(new File(path))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      in.transferTo(out);
      return text(out.toByteArray());
    }
  }

  public static String channel(String path) throws IOException {
    try (Plain in = new Plain(new File(path))) {
      ByteBuffer buffer = ByteBuffer.allocate((int) in.getChannel().size());
      in.getChannel().read(buffer);
      return in.getFD().valid() ? text(buffer.array()) : "invalid descriptor";
    }
  }

  public static String closedTwice(String path) throws IOException {
    Plain in = new Plain(new File(path));
    String text = text(in.readAllBytes());
    in.close();
    in.close();
    try {
      in.read();
      return "not closed";
    } catch (IOException closed) {
      return closed.getMessage().equals("Stream Closed") ? text : closed.toString();
    }
  }

  public static String absent(String path) throws IOException {
    try (Plain in = new Plain(path + ".absent", "")) {
      return "opened " + in;
    } catch (java.io.FileNotFoundException expected) {
      return allBytes(path);
    }
  }

  /** Sees every byte, whichever method the caller uses; a subclass of a subclass. */
  private static final class Turned extends Plain {
    Turned(File file) throws IOException {
      super(file);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      return b < 0 ? b : b ^ 1;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      int count = super.read(b, off, len);
      for (int i = off; i < off + count; i++) {
        b[i] ^= 1;
      }
      return count;
    }
  }

  private static String turned(byte[] bytes) {
    byte[] result = bytes.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] ^= 1;
    }
    return text(result);
  }

  public static String overrideSeesAllBytes(String path) throws IOException {
    try (Turned in = new Turned(new File(path))) {
      return turned(in.readAllBytes());
    }
  }

  public static String overrideSeesSomeBytes(String path) throws IOException {
    try (Turned in = new Turned(new File(path))) {
      return turned(in.readNBytes(1000));
    }
  }

  public static String overrideSeesTransferredBytes(String path) throws IOException {
    try (Turned in = new Turned(new File(path))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      in.transferTo(out);
      return turned(out.toByteArray());
    }
  }

  public static String anonymous(String path) throws IOException {
    int[] closed = new int[1];
    FileInputStream in =
        new FileInputStream(path) {
          @Override
          public void close() throws IOException {
            closed[0]++;
            super.close();
          }
        };
    String text = text(in.readAllBytes());
    in.close();
    return closed[0] == 1 ? text : "closed " + closed[0] + " times";
  }

  /** Random access, for reading. */
  private static final class Store extends RandomAccessFile {
    Store(String name) throws IOException {
      super(name, "r");
    }

    String first() throws IOException {
      return readLine();
    }
  }

  public static String line(String path) throws IOException {
    try (Store store = new Store(path)) {
      return store.first();
    }
  }

  public static String lineOfUnknownSubclass(String path) throws IOException {
    try (Store store = new Store(path)) {
      return store.readLine();
    }
  }

  public static String fully(String path) throws IOException {
    try (Store store = new Store(path)) {
      byte[] all = new byte[(int) store.length() - 1];
      store.seek(1);
      store.readFully(all);
      store.seek(0);
      return store.getFilePointer() == 0 ? (char) store.readByte() + text(all) : "not there";
    }
  }

  public static String channelOfStore(String path) throws IOException {
    try (Store store = new Store(path)) {
      ByteBuffer buffer = ByteBuffer.allocate((int) store.length());
      store.getChannel().read(buffer);
      return store.getFD().valid() ? text(buffer.array()) : "invalid descriptor";
    }
  }
}

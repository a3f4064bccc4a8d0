package io.capio.agent.weave.forms;

import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Every public static method replaces the content of a file, written with a program's own subclass
 * of a class of the JDK.
 */
public final class OwnWriting {

  private OwnWriting() {}

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Counts what it writes. */
  private static class Log extends FileOutputStream {
    private int count;

    Log(String name) throws IOException {
      super(name);
    }

    Log(File file) throws IOException {
      super(file);
    }

    Log(String name, boolean append) throws IOException {
      super(name, append);
    }

    Log(File file, boolean append) throws IOException {
      super(file, append);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
      count += len;
      super.write(b, off, len);
    }

    void write(String text) throws IOException {
      write(bytes(text), 0, bytes(text).length);
      getFD().sync();
      flush();
    }
  }

  public static void byName(String path) throws IOException {
    try (Log log = new Log(path)) {
      log.write(Writing.TEXT);
      if (log.count != Writing.TEXT.length()) {
        throw new IOException("counted " + log.count);
      }
    }
  }

  public static void byFile(String path) throws IOException {
    try (Log log = new Log(new File(path))) {
      log.write(bytes(Writing.TEXT));
    }
  }

  public static void appendedByName(String path) throws IOException {
    try (Log log = new Log(path, false)) {
      log.write(Writing.TEXT.substring(0, 3));
    }
    try (Log log = new Log(path, true)) {
      log.write(Writing.TEXT.substring(3));
    }
  }

  public static void appendedByFile(String path) throws IOException {
    File file = new File(path);
    try (Log log = new Log(file, false);
        FileOutputStream more = log) {
      for (byte b : bytes(Writing.TEXT.substring(0, 3))) {
        more.write(b);
      }
    }
    try (FileOutputStream log = new Log(file, true)) {
      log.write(bytes(Writing.TEXT.substring(3)));
    }
  }

  public static void throughTheChannel(String path) throws IOException {
    try (Log log = new Log(path)) {
      log.getChannel().write(ByteBuffer.wrap(bytes(Writing.TEXT)));
      if (log.getChannel().position() != Writing.TEXT.length() || !log.getFD().valid()) {
        throw new IOException("not written");
      }
    }
  }

  public static void throughItsDescriptor(String path) throws IOException {
    try (Log log = new Log(path);
        FileOutputStream second = new FileOutputStream(log.getFD())) {
      second.write(bytes(Writing.TEXT));
      log.getFD().sync();
    }
  }

  public static void anonymous(String path) throws IOException {
    try (FileOutputStream out =
        new FileOutputStream(new File(path)) {
          @Override
          public void write(int b) throws IOException {
            super.write(b - 1);
          }
        }) {
      for (byte b : bytes(Writing.TEXT)) {
        out.write(b + 1);
      }
    }
  }

  /** Chooses the constructor of its superclass in a branch of an argument. */
  private static final class Chosen extends FileOutputStream {
    Chosen(String path, int kind) throws IOException {
      super(
          kind == 0 ? absent(path) : new File(path).exists() ? new File(path) : new File(path, ""));
    }

    private static File absent(String path) throws IOException {
      try {
        new java.io.FileInputStream(path + ".absent").close();
        return new File(path + ".absent");
      } catch (IOException expected) {
        return new File(path);
      }
    }
  }

  public static void branchInTheArgument(String path) throws IOException {
    try (Chosen out = new Chosen(path, 0)) {
      out.write(bytes(Writing.TEXT.substring(0, 1)));
    }
    try (Chosen out = new Chosen(path, 1)) {
      out.write(bytes(Writing.TEXT));
    }
  }

  /** Random access; the methods that it calls are final in the JDK. */
  private static final class Store extends RandomAccessFile {
    Store(File file, String mode) throws IOException {
      super(file, mode);
    }

    void put(String text) throws IOException {
      super.writeBytes(text.substring(0, 2));
      this.writeBytes(text.substring(2));
    }
  }

  public static void stored(String path) throws IOException {
    try (Store store = new Store(new File(path), "rw")) {
      store.setLength(0);
      store.put(Writing.TEXT);
      store.getFD().sync();
    }
  }

  public static void storedByNumbers(String path) throws IOException {
    byte[] bytes = bytes(Writing.TEXT);
    try (Store store = new Store(new File(path), "rwd")) {
      store.setLength(0);
      store.writeChars(Writing.TEXT);
      if (store.length() != 2L * bytes.length) {
        throw new IOException("length " + store.length());
      }
      store.seek(0);
      store.setLength(0);
      store.writeShort(bytes[0] << 8 | bytes[1]);
      store.writeBytes(Writing.TEXT.substring(2));
    }
  }

  public static void storedThroughTheChannel(String path) throws IOException {
    try (Store store = new Store(new File(path), "rws")) {
      store.getChannel().truncate(0);
      store.getChannel().write(ByteBuffer.wrap(bytes(Writing.TEXT)));
    }
  }

  private static final class OwnWriter extends FileWriter {
    OwnWriter(String path) throws IOException {
      super(path, StandardCharsets.UTF_8);
    }
  }

  public static void subclassOfFileWriter(String path) throws IOException {
    try (OwnWriter writer = new OwnWriter(path)) {
      writer.write(Writing.TEXT);
    }
  }

  private static final class OwnPrinter extends PrintWriter {
    OwnPrinter(String path) throws IOException {
      super(path, StandardCharsets.UTF_8);
    }
  }

  public static void subclassOfPrintWriter(String path) throws IOException {
    try (OwnPrinter writer = new OwnPrinter(path)) {
      writer.print(Writing.TEXT);
    }
  }

  private static final class OwnPrintStream extends PrintStream {
    OwnPrintStream(File file) throws IOException {
      super(file, StandardCharsets.UTF_8);
    }
  }

  public static void subclassOfPrintStream(String path) throws IOException {
    try (OwnPrintStream stream = new OwnPrintStream(new File(path))) {
      stream.print(Writing.TEXT);
    }
  }
}

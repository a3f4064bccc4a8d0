package io.capio.agent.weave.forms;

import java.io.BufferedWriter;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Formatter;
import java.util.List;

/** Every public static method leaves {@link #TEXT} in a file that has existed before. */
public final class Writing {

  public static final String TEXT = "written";

  private static final byte[] BYTES = TEXT.getBytes(StandardCharsets.UTF_8);

  private Writing() {}

  public static void streamByName(String path) throws IOException {
    try (OutputStream out = new FileOutputStream(path)) {
      out.write(BYTES);
    }
  }

  public static void streamByFile(String path) throws IOException {
    try (OutputStream out = new FileOutputStream(new File(path))) {
      out.write(BYTES);
    }
  }

  public static void appendByName(String path) throws IOException {
    new FileOutputStream(path, false).close();
    try (OutputStream out = new FileOutputStream(path, true)) {
      out.write(BYTES);
    }
  }

  public static void appendByFile(String path) throws IOException {
    new FileOutputStream(new File(path), false).close();
    try (FileOutputStream out = new FileOutputStream(new File(path), path.length() > 0)) {
      out.write(BYTES);
      out.getFD().sync();
    }
  }

  /** A function of two parameters that may throw. */
  private interface Opener {
    OutputStream open(String path, boolean append) throws IOException;
  }

  public static void constructorReference(String path) throws IOException {
    Opener opener = FileOutputStream::new;
    try (OutputStream out = opener.open(path, false)) {
      out.write(BYTES);
    }
  }

  public static void randomAccess(String path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path, "rw")) {
      file.setLength(0);
      file.writeBytes(TEXT);
      file.getFD().sync();
    }
  }

  public static void randomAccessByFile(String path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(new File(path), "rw")) {
      file.getChannel().truncate(0).write(ByteBuffer.wrap(BYTES));
    }
  }

  public static void channel(String path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            Path.of(path), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(ByteBuffer.wrap(BYTES));
    }
  }

  public static void fileWriter(String path) throws IOException {
    try (FileWriter writer = new FileWriter(path, StandardCharsets.UTF_8)) {
      writer.write(TEXT);
    }
  }

  private static final class OwnWriter extends FileWriter {
    OwnWriter(String path) throws IOException {
      super(new File(path), StandardCharsets.UTF_8, false);
    }
  }

  public static void subclassOfFileWriter(String path) throws IOException {
    try (OwnWriter writer = new OwnWriter(path)) {
      writer.write(TEXT);
    }
  }

  public static void printWriter(String path) throws IOException {
    try (PrintWriter writer = new PrintWriter(path, StandardCharsets.UTF_8)) {
      writer.print(TEXT);
    }
  }

  public static void printStream(String path) throws IOException {
    try (PrintStream stream = new PrintStream(new File(path), StandardCharsets.UTF_8)) {
      stream.print(TEXT);
    }
  }

  public static void formatter(String path) throws IOException {
    try (Formatter formatter = new Formatter(new File(path), "UTF-8")) {
      formatter.format("%s", TEXT);
    }
  }

  public static void filesWrite(String path) throws IOException {
    Path file = Path.of(path);
    if (Files.write(file, BYTES) != file) {
      throw new IOException("another path came back");
    }
  }

  public static void writeString(String path) throws IOException {
    Files.writeString(Path.of(path), TEXT);
  }

  public static void writeLines(String path) throws IOException {
    Files.write(Path.of(path), List.of());
    Files.writeString(Path.of(path), TEXT, StandardOpenOption.APPEND);
  }

  public static void bufferedWriter(String path) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(Path.of(path))) {
      writer.write(TEXT);
    }
  }

  public static void outputStream(String path) throws IOException {
    try (OutputStream out = Files.newOutputStream(Path.of(path))) {
      out.write(BYTES);
    }
  }

  public static void deletedAndCreated(String path) throws IOException {
    File file = new File(path);
    if (!file.delete() || file.exists() || !file.createNewFile() || file.length() != 0) {
      throw new IOException("not the file that was expected");
    }
    streamByFile(path);
  }

  public static void copiedFromOutside(String path) throws IOException {
    Path outside = Files.createTempFile("outside", null);
    Files.writeString(outside, TEXT);
    Files.copy(outside, Path.of(path), StandardCopyOption.REPLACE_EXISTING);
    Files.delete(outside);
  }

  public static void movedFromOutside(String path) throws IOException {
    Path outside = Files.createTempFile("outside", null);
    Files.writeString(outside, TEXT);
    Files.move(outside, Path.of(path), StandardCopyOption.REPLACE_EXISTING);
  }

  public static void renamedFromOutside(String path) throws IOException {
    File outside = File.createTempFile("outside", null);
    streamByFile(outside.getPath());
    if (!outside.renameTo(new File(path))) {
      throw new IOException("not renamed");
    }
  }
}

package io.capio.it.program;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Does everything that a program does with files in a directory, and tells what came of it. */
public final class Operations {
  private final Path directory;
  private final Path outside;

  private Operations(Path directory, Path outside) {
    this.directory = directory;
    this.outside = outside;
  }

  /** Arguments: an empty directory to work in, and a folder that is not CAPIO's. */
  public static void main(String[] arguments) {
    Operations operations = new Operations(Path.of(arguments[0]), Path.of(arguments[1]));
    operations.contents();
    operations.opening();
    operations.positions();
    operations.names();
    operations.copies();
    operations.lengths();
    operations.attributes();
    System.out.println("done");
  }

  private static void tell(String what, Callable<?> operation) {
    Object result;
    try {
      result = operation.call();
    } catch (Exception e) {
      result = e.getClass().getName();
    }
    System.out.println(what + ": " + result);
  }

  private Path path(String name) {
    return directory.resolve(name);
  }

  private File file(String name) {
    return path(name).toFile();
  }

  private String text(String name) throws IOException {
    return Files.readString(path(name));
  }

  private Object write(String name, String text) throws IOException {
    return Files.writeString(path(name), text).getFileName();
  }

  private void contents() {
    byte[] large = new byte[(1 << 20) + 3];
    new Random(1).nextBytes(large);
    tell(
        "FileOutputStream",
        () -> {
          try (FileOutputStream out = new FileOutputStream(file("large"))) {
            out.write(large, 0, 1000);
            out.write(large[1000]);
            out.write(large, 1001, large.length - 1001);
          }
          try (FileInputStream in = new FileInputStream(file("large"))) {
            return Arrays.equals(in.readAllBytes(), large);
          }
        });
    tell(
        "skip and available",
        () -> {
          try (FileInputStream in = new FileInputStream(file("large"))) {
            return in.skip(500_000)
                + " "
                + in.available()
                + " "
                + (in.read() == (large[500_000] & 0xff));
          }
        });
    tell("Files.write", () -> write("text", "one\ntwo\n"));
    tell("Files.readAllLines", () -> Files.readAllLines(path("text")));
    tell(
        "FileOutputStream, appending",
        () -> {
          try (FileOutputStream out = new FileOutputStream(file("text"), true)) {
            out.write("three\n".getBytes(StandardCharsets.UTF_8));
          }
          return text("text");
        });
    tell(
        "Files, appending",
        () ->
            Files.readString(Files.writeString(path("text"), "four\n", StandardOpenOption.APPEND)));
    tell(
        "PrintWriter and BufferedReader",
        () -> {
          try (PrintWriter out = new PrintWriter(file("printed"), "UTF-8")) {
            out.printf("%d%n%s%n", 42, "\u00e4");
          }
          try (BufferedReader in = Files.newBufferedReader(path("printed"))) {
            return in.readLine() + in.readLine() + in.readLine();
          }
        });
    tell(
        "an empty file",
        () -> {
          Files.newOutputStream(path("empty")).close();
          return Files.size(path("empty")) + " " + Files.readAllBytes(path("empty")).length;
        });
  }

  private void opening() {
    tell("absent, for reading", () -> new FileInputStream(file("nothing")));
    tell("absent, Files", () -> Files.newInputStream(path("nothing")));
    tell(
        "absent, for writing",
        () -> Files.newByteChannel(path("nothing"), StandardOpenOption.WRITE));
    tell("absent parent", () -> new FileOutputStream(file("no/thing")));
    tell("a directory", () -> new FileInputStream(directory.toFile()));
    tell(
        "CREATE_NEW",
        () -> Files.writeString(path("new"), "n", StandardOpenOption.CREATE_NEW) != null);
    tell(
        "CREATE_NEW again",
        () -> Files.writeString(path("new"), "n", StandardOpenOption.CREATE_NEW));
    tell("createNewFile", () -> file("made").createNewFile() + " " + file("made").createNewFile());
    tell(
        "opened again, it is empty first",
        () -> write("short", "a long text") + " " + write("short", "short") + " " + text("short"));
    tell(
        "opened without truncation",
        () -> {
          Files.writeString(path("short"), "SH", StandardOpenOption.WRITE);
          return text("short");
        });
    tell(
        "read while it is written",
        () -> {
          try (BufferedWriter out = Files.newBufferedWriter(path("both"));
              FileInputStream in = new FileInputStream(file("both"))) {
            out.write("abc");
            out.flush();
            return new String(in.readNBytes(3), StandardCharsets.UTF_8);
          }
        });
  }

  private void positions() {
    tell(
        "RandomAccessFile",
        () -> {
          try (RandomAccessFile file = new RandomAccessFile(file("random"), "rw")) {
            file.writeInt(1);
            file.writeUTF("text");
            file.seek(0);
            int number = file.readInt();
            file.seek(2);
            file.write(7);
            file.seek(0);
            return number
                + " "
                + file.readInt()
                + " "
                + file.readUTF()
                + " "
                + file.getFilePointer()
                + " "
                + file.length()
                + " "
                + file.read();
          }
        });
    tell(
        "FileChannel, positional",
        () -> {
          try (FileChannel channel =
              FileChannel.open(
                  path("channel"),
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.CREATE)) {
            channel.write(ByteBuffer.wrap("0123456789".getBytes(StandardCharsets.UTF_8)));
            channel.write(ByteBuffer.wrap("ab".getBytes(StandardCharsets.UTF_8)), 4);
            ByteBuffer target = ByteBuffer.allocate(5);
            int n = channel.read(target, 3);
            channel.position(8);
            int rest = channel.read(ByteBuffer.allocate(10));
            return n
                + " "
                + new String(target.array(), StandardCharsets.UTF_8)
                + " "
                + rest
                + " "
                + channel.position()
                + " "
                + channel.size()
                + " "
                + channel.read(ByteBuffer.allocate(1));
          }
        });
    tell(
        "transferTo and transferFrom",
        () -> {
          try (FileChannel from = FileChannel.open(path("channel"));
              FileChannel to =
                  FileChannel.open(
                      path("transferred"), StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            long n = from.transferTo(2, 6, to) + to.transferFrom(from.position(0), 6, 4);
            return n + " " + text("transferred");
          }
        });
    tell(
        "a hole reads as zeros",
        () -> {
          try (RandomAccessFile file = new RandomAccessFile(file("hole"), "rw")) {
            file.write(1);
            file.seek(10);
            file.write(2);
          }
          return Arrays.toString(Files.readAllBytes(path("hole")));
        });
  }

  private void names() {
    tell("createDirectories", () -> Files.createDirectories(path("d/e/f")).getFileName());
    tell("createDirectory again", () -> Files.createDirectory(path("d")));
    tell(
        "mkdir", () -> file("d/g").mkdir() + " " + file("d/g").mkdir() + " " + file("x/y").mkdir());
    tell("a file in it", () -> write("d/file", "content"));
    tell("File.list", () -> new TreeSet<>(Arrays.asList(file("d").list())));
    tell(
        "DirectoryStream",
        () -> {
          TreeSet<String> names = new TreeSet<>();
          try (DirectoryStream<Path> stream = Files.newDirectoryStream(path("d"))) {
            stream.forEach(
                each -> names.add(each.getFileName() + (Files.isDirectory(each) ? "/" : "")));
          }
          return names;
        });
    tell(
        "Files.walk",
        () -> {
          try (Stream<Path> tree = Files.walk(path("d"))) {
            return tree.map(each -> path("d").relativize(each).toString()).sorted().toList();
          }
        });
    tell("list of a file", () -> Arrays.toString(file("d/file").list()));
    tell(
        "delete of a full directory",
        () -> {
          Files.delete(path("d"));
          return "deleted";
        });
    tell("File.delete of a full directory", () -> file("d").delete());
    tell(
        "delete of a directory",
        () -> {
          Files.delete(path("d/g"));
          return Files.exists(path("d/g"));
        });
    tell(
        "delete of a file",
        () -> {
          Files.delete(path("d/file"));
          return file("d/file").exists();
        });
    tell(
        "delete of nothing",
        () -> {
          Files.delete(path("d/file"));
          return "deleted";
        });
    tell("deleteIfExists of nothing", () -> Files.deleteIfExists(path("d/file")));
    tell("what is left", () -> Arrays.toString(file("d").list()));
    tell("made again", () -> write("d/file", "again") + " " + text("d/file"));
  }

  private void copies() {
    tell(
        "move",
        () -> Files.move(path("d/file"), path("moved")).getFileName() + " " + text("moved"));
    tell("the old name", () -> Files.exists(path("d/file")));
    tell("move onto a file", () -> Files.move(path("moved"), path("text")));
    tell(
        "move, replacing",
        () -> {
          Files.move(path("moved"), path("text"), StandardCopyOption.REPLACE_EXISTING);
          return text("text") + " " + Files.exists(path("moved"));
        });
    tell("renameTo", () -> file("text").renameTo(file("renamed")) + " " + text("renamed"));
    tell("renameTo of nothing", () -> file("text").renameTo(file("x")));
    tell(
        "copy",
        () -> Files.copy(path("renamed"), path("copied")).getFileName() + " " + text("copied"));
    tell("copy onto a file", () -> Files.copy(path("renamed"), path("copied")));
    tell(
        "copy out and in",
        () -> {
          Files.copy(
              path("copied"), outside.resolve("copied"), StandardCopyOption.REPLACE_EXISTING);
          Files.copy(outside.resolve("copied"), path("back"));
          return Files.readString(outside.resolve("copied")) + " " + text("back");
        });
    tell(
        "move out and in",
        () -> {
          Files.move(path("back"), outside.resolve("moved"));
          boolean left = Files.exists(path("back"));
          Files.move(outside.resolve("moved"), path("in"));
          return left + " " + text("in");
        });
  }

  @SuppressWarnings("try") // that a stream is open is all that matters of it
  private void lengths() {
    tell("write it", () -> write("length", "0123456789"));
    tell(
        "setLength, the same",
        () -> {
          try (RandomAccessFile file = new RandomAccessFile(file("length"), "rw")) {
            file.setLength(10);
          }
          return text("length");
        });
    tell(
        "setLength, shorter",
        () -> {
          try (RandomAccessFile file = new RandomAccessFile(file("length"), "rw")) {
            file.setLength(4);
          }
          return text("length");
        });
    tell(
        "truncate of a channel",
        () -> {
          try (FileChannel channel = FileChannel.open(path("length"), StandardOpenOption.WRITE)) {
            channel.truncate(2);
          }
          return text("length");
        });
    tell(
        "setLength, longer",
        () -> {
          try (RandomAccessFile file = new RandomAccessFile(file("length"), "rw")) {
            file.setLength(12);
          }
          return Files.size(path("length"));
        });
    tell(
        "truncating open of a file that is open",
        () -> {
          try (FileInputStream in = new FileInputStream(file("length"))) {
            write("length", "new");
          }
          return text("length");
        });
  }

  private void attributes() {
    tell("exists", () -> file("in").exists() + " " + file("nothing").exists());
    tell("isFile", () -> file("in").isFile() + " " + file("d").isFile());
    tell("isDirectory", () -> file("in").isDirectory() + " " + file("d").isDirectory());
    tell("length", () -> file("in").length() + " " + file("nothing").length());
    tell(
        "access",
        () -> file("in").canRead() + " " + file("in").canWrite() + " " + file("in").canExecute());
    tell(
        "attributes",
        () -> {
          BasicFileAttributes read = Files.readAttributes(path("in"), BasicFileAttributes.class);
          return read.isRegularFile()
              + " "
              + read.isDirectory()
              + " "
              + read.size()
              + " "
              + (read.lastModifiedTime().toMillis() > 0);
        });
    tell(
        "attributes of nothing",
        () -> Files.readAttributes(path("nothing"), BasicFileAttributes.class));
    tell(
        "lastModified",
        () -> Math.abs(System.currentTimeMillis() - file("in").lastModified()) < 3_600_000);
    tell(
        "setLastModifiedTime",
        () -> {
          Files.setLastModifiedTime(path("in"), FileTime.fromMillis(1_000_000_000));
          return Files.getLastModifiedTime(path("in")).toMillis();
        });
    tell("posix", () -> Files.getPosixFilePermissions(path("in")).size());
    tell("temporary file", () -> Files.isRegularFile(Files.createTempFile(directory, "t", ".tmp")));
  }
}

package io.capio.agent.program.drive;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/** The methods of {@link Files} that move bytes or names. */
public final class ContentEntries {

  private ContentEntries() {}

  public static Object copies(Path d) throws Exception {
    Path text = d.resolve("text");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long written = Files.copy(text, out);
    long read = Files.copy(new ByteArrayInputStream(new byte[] {'i', 'n'}), d.resolve("in"));
    return List.of(written, out, read, Files.copy(text, d.resolve("copy")));
  }

  public static Object directories(Path d) throws Exception {
    Files.createDirectories(d.resolve("a").resolve("b"));
    Files.createDirectory(d.resolve("c"));
    return Files.createFile(d.resolve("a").resolve("file"));
  }

  public static Object link(Path d) throws Exception {
    return refused(() -> Files.createLink(d.resolve("text"), d.resolve("sub").resolve("inner")));
  }

  public static Object symbolicLink(Path d) throws Exception {
    Path link = Files.createSymbolicLink(d.resolve("link"), Path.of("sub"));
    return List.of(
        Files.isSymbolicLink(link),
        Files.readString(link.resolve("inner")),
        refused(() -> Files.createSymbolicLink(d.resolve("text"), Path.of("sub"))));
  }

  public static Object linkToRead(Path d) throws Exception {
    Files.createSymbolicLink(d.resolve("circle"), d.resolve("circle"));
    return List.of(
        Files.readSymbolicLink(d.resolve("circle")),
        refused(() -> Files.readString(d.resolve("circle"))),
        refused(() -> Files.readSymbolicLink(d.resolve("text"))));
  }

  /** What is thrown differs in its words only. */
  private static Object refused(java.util.concurrent.Callable<?> call) throws Exception {
    try {
      return call.call();
    } catch (java.nio.file.FileSystemException e) {
      return e.getClass();
    }
  }

  public static Object temporaryFiles(Path d) throws Exception {
    Path file = Files.createTempFile(d, "t", ".tmp");
    Path directory = Files.createTempDirectory(d, "t");
    Files.move(directory, d.resolve("directory"));
    return List.of(file.startsWith(d), Files.move(file, d.resolve("file")));
  }

  /** In the default directory, which the JVM was told to be in that of CAPIO. */
  public static Object temporaryFilesElsewhere(Path d) throws Exception {
    Files.move(Files.createTempFile("t", ".tmp"), d.resolve("file"));
    return Files.move(Files.createTempDirectory("t"), d.resolve("directory"));
  }

  public static Object deletions(Path d) throws Exception {
    Files.delete(d.resolve("text"));
    return List.of(
        Files.deleteIfExists(d.resolve("text")),
        Files.deleteIfExists(d.resolve("sub").resolve("inner")));
  }

  @SuppressWarnings("StreamResourceLeak") // Who describes them closes them.
  public static Object lines(Path d) throws Exception {
    return List.of(
        Files.lines(d.resolve("text")),
        Files.lines(d.resolve("text"), StandardCharsets.UTF_8),
        Files.readAllLines(d.resolve("text")),
        Files.readAllLines(d.resolve("text"), StandardCharsets.UTF_8));
  }

  public static Object moves(Path d) throws Exception {
    return Files.move(d.resolve("text"), d.resolve("sub").resolve("moved"));
  }

  public static Object readers(Path d) throws Exception {
    return List.of(
        Files.newBufferedReader(d.resolve("text")),
        Files.newBufferedReader(d.resolve("text"), StandardCharsets.UTF_8),
        Files.newInputStream(d.resolve("text")));
  }

  public static Object writers(Path d) throws Exception {
    try (BufferedWriter one = Files.newBufferedWriter(d.resolve("one"));
        BufferedWriter two = Files.newBufferedWriter(d.resolve("two"), StandardCharsets.UTF_8);
        OutputStream three = Files.newOutputStream(d.resolve("three"))) {
      one.write("1");
      two.write("2");
      three.write('3');
    }
    return null;
  }

  public static Object channels(Path d) throws Exception {
    ByteBuffer read = ByteBuffer.allocate(3);
    try (SeekableByteChannel in = Files.newByteChannel(d.resolve("text"));
        SeekableByteChannel out =
            Files.newByteChannel(
                d.resolve("out"),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      in.position(4).read(read);
      out.write(read.flip());
    }
    return read.array();
  }

  public static Object wholeContents(Path d) throws Exception {
    return List.of(
        Files.readAllBytes(d.resolve("text")),
        Files.readString(d.resolve("text")),
        Files.readString(d.resolve("text"), StandardCharsets.UTF_8));
  }

  public static Object writes(Path d) throws Exception {
    Files.write(d.resolve("1"), List.of("a"));
    Files.write(d.resolve("2"), List.of("b"), StandardCharsets.UTF_8);
    Files.write(d.resolve("3"), new byte[] {'c'});
    Files.writeString(d.resolve("4"), "d");
    return Files.writeString(d.resolve("5"), "e", StandardCharsets.UTF_8);
  }
}

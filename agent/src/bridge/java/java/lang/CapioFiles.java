package java.lang;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Stands in for the methods of {@link Files} that open, create, copy, link and delete. */
public final class CapioFiles {

  private CapioFiles() {}

  public static InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    return Files.newInputStream(CapioBridge.route(path), options);
  }

  public static OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
    return Files.newOutputStream(CapioBridge.route(path), options);
  }

  public static SeekableByteChannel newByteChannel(Path path, OpenOption... options)
      throws IOException {
    return Files.newByteChannel(CapioBridge.route(path), options);
  }

  public static SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return Files.newByteChannel(CapioBridge.route(path), options, attributes);
  }

  public static BufferedReader newBufferedReader(Path path) throws IOException {
    return Files.newBufferedReader(CapioBridge.route(path));
  }

  public static BufferedReader newBufferedReader(Path path, Charset charset) throws IOException {
    return Files.newBufferedReader(CapioBridge.route(path), charset);
  }

  public static BufferedWriter newBufferedWriter(Path path, OpenOption... options)
      throws IOException {
    return Files.newBufferedWriter(CapioBridge.route(path), options);
  }

  public static BufferedWriter newBufferedWriter(Path path, Charset charset, OpenOption... options)
      throws IOException {
    return Files.newBufferedWriter(CapioBridge.route(path), charset, options);
  }

  public static byte[] readAllBytes(Path path) throws IOException {
    return Files.readAllBytes(CapioBridge.routeToReadWhole(path));
  }

  public static String readString(Path path) throws IOException {
    return Files.readString(CapioBridge.routeToReadWhole(path));
  }

  public static String readString(Path path, Charset charset) throws IOException {
    return Files.readString(CapioBridge.routeToReadWhole(path), charset);
  }

  public static List<String> readAllLines(Path path) throws IOException {
    return Files.readAllLines(CapioBridge.route(path));
  }

  public static List<String> readAllLines(Path path, Charset charset) throws IOException {
    return Files.readAllLines(CapioBridge.route(path), charset);
  }

  public static Stream<String> lines(Path path) throws IOException {
    return lines(path, StandardCharsets.UTF_8);
  }

  public static Stream<String> lines(Path path, Charset charset) throws IOException {
    Path routed = CapioBridge.route(path);
    Stream<String> lines = Files.lines(routed, charset);
    if (routed != path && Thread.currentThread().isInterrupted() && isReadByChannel(charset)) {
      lines.close();
      throw new ClosedByInterruptException();
    }
    return lines;
  }

  /** Of these the JDK asks a channel for the size of the file at once, which an interrupt ends. */
  private static boolean isReadByChannel(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8)
        || charset.equals(StandardCharsets.ISO_8859_1)
        || charset.equals(StandardCharsets.US_ASCII);
  }

  public static Path write(Path path, byte[] bytes, OpenOption... options) throws IOException {
    Files.write(CapioBridge.route(path), bytes, options);
    return path;
  }

  public static Path write(
      Path path, Iterable<? extends CharSequence> lines, Charset charset, OpenOption... options)
      throws IOException {
    Files.write(CapioBridge.route(path), lines, charset, options);
    return path;
  }

  public static Path write(Path path, Iterable<? extends CharSequence> lines, OpenOption... options)
      throws IOException {
    Files.write(CapioBridge.route(path), lines, options);
    return path;
  }

  public static Path writeString(Path path, CharSequence text, OpenOption... options)
      throws IOException {
    Files.writeString(CapioBridge.route(path), text, options);
    return path;
  }

  public static Path writeString(
      Path path, CharSequence text, Charset charset, OpenOption... options) throws IOException {
    Files.writeString(CapioBridge.route(path), text, charset, options);
    return path;
  }

  public static Path createFile(Path path, FileAttribute<?>... attributes) throws IOException {
    Files.createFile(CapioBridge.route(path), attributes);
    return path;
  }

  public static Path createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    Files.createDirectory(CapioBridge.route(path), attributes);
    return path;
  }

  public static Path createDirectories(Path path, FileAttribute<?>... attributes)
      throws IOException {
    return CapioBridge.restore(Files.createDirectories(CapioBridge.route(path), attributes));
  }

  public static Path createTempFile(
      Path directory, String prefix, String suffix, FileAttribute<?>... attributes)
      throws IOException {
    Path routed = CapioBridge.route(directory);
    FileAttribute<?>[] all = routed == directory ? attributes : forOwner(attributes, "rw-------");
    return CapioBridge.restore(Files.createTempFile(routed, prefix, suffix, all));
  }

  public static Path createTempFile(String prefix, String suffix, FileAttribute<?>... attributes)
      throws IOException {
    Path directory = insideTemporary();
    return directory == null
        ? Files.createTempFile(prefix, suffix, attributes)
        : createTempFile(directory, prefix, suffix, attributes);
  }

  public static Path createTempDirectory(
      Path directory, String prefix, FileAttribute<?>... attributes) throws IOException {
    Path routed = CapioBridge.route(directory);
    FileAttribute<?>[] all = routed == directory ? attributes : forOwner(attributes, "rwx------");
    return CapioBridge.restore(Files.createTempDirectory(routed, prefix, all));
  }

  public static Path createTempDirectory(String prefix, FileAttribute<?>... attributes)
      throws IOException {
    Path directory = insideTemporary();
    return directory == null
        ? Files.createTempDirectory(prefix, attributes)
        : createTempDirectory(directory, prefix, attributes);
  }

  /** What the JDK does for temporary files of the default file system only. */
  private static FileAttribute<?>[] forOwner(FileAttribute<?>[] attributes, String permissions) {
    for (FileAttribute<?> attribute : attributes) {
      if (attribute.name().equals("posix:permissions")) {
        return attributes;
      }
    }
    FileAttribute<?>[] all = Arrays.copyOf(attributes, attributes.length + 1);
    all[attributes.length] =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    return all;
  }

  private static Path insideTemporary() {
    return CapioBridge.targetOf(CapioTemporary.DIRECTORY) == null
        ? null
        : new File(CapioTemporary.DIRECTORY).toPath();
  }

  /** Where the link lies decides; its target is a text, inside or not. */
  public static Path createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    Path routed = CapioBridge.route(link);
    Files.createSymbolicLink(
        routed, routed == link ? target : CapioBridge.route(target, link), attributes);
    return link;
  }

  public static Path createLink(Path link, Path existing) throws IOException {
    Files.createLink(CapioBridge.route(link, existing), CapioBridge.route(existing, link));
    return link;
  }

  public static Path readSymbolicLink(Path link) throws IOException {
    return CapioBridge.restore(Files.readSymbolicLink(CapioBridge.route(link)));
  }

  public static void delete(Path path) throws IOException {
    Files.delete(CapioBridge.route(path));
  }

  public static boolean deleteIfExists(Path path) throws IOException {
    return Files.deleteIfExists(CapioBridge.route(path));
  }

  public static Path copy(Path source, Path target, CopyOption... options) throws IOException {
    Files.copy(CapioBridge.route(source, target), CapioBridge.route(target, source), options);
    return target;
  }

  public static long copy(InputStream source, Path target, CopyOption... options)
      throws IOException {
    return Files.copy(source, CapioBridge.route(target), options);
  }

  public static long copy(Path source, OutputStream target) throws IOException {
    return Files.copy(CapioBridge.route(source), target);
  }

  public static Path move(Path source, Path target, CopyOption... options) throws IOException {
    Files.move(CapioBridge.route(source, target), CapioBridge.route(target, source), options);
    return target;
  }
}

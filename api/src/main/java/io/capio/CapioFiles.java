package io.capio;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Explicit file operations: those of {@link Files} on CAPIO for paths inside the active CAPIO
 * directory - that of the {@link CapioContext} or {@link Capio} method around, or the agent's - and
 * on the JDK's file system for all others and where no agent is active. For code that wants to say
 * so, or that the agent cannot rewrite because it calls through reflection.
 *
 * <p>Each method behaves as the method of {@link Files} of the same name, blocking included: on
 * CAPIO an operation may wait for another step of the workflow.
 */
public final class CapioFiles {
  private CapioFiles() {}

  /** Whether the CAPIO agent is active in this JVM. */
  public static boolean isActive() {
    return Bridge.isThere();
  }

  /** Opens a channel; as {@link FileChannel#open(Path, OpenOption...)}. */
  public static FileChannel open(Path path, OpenOption... options) throws IOException {
    return FileChannel.open(path, options);
  }

  /** Opens a file for reading; as {@link Files#newInputStream}. */
  public static InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    return Files.newInputStream(path, options);
  }

  /** Opens a file for writing; as {@link Files#newOutputStream}. */
  public static OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
    return Files.newOutputStream(path, options);
  }

  /** Opens a channel; as {@link Files#newByteChannel(Path, OpenOption...)}. */
  public static SeekableByteChannel newByteChannel(Path path, OpenOption... options)
      throws IOException {
    return Files.newByteChannel(path, options);
  }

  /** Makes a directory; as {@link Files#createDirectory}. */
  public static Path createDirectory(Path directory) throws IOException {
    return Files.createDirectory(directory);
  }

  /** Makes a directory and those above it; as {@link Files#createDirectories}. */
  public static Path createDirectories(Path directory) throws IOException {
    return Files.createDirectories(directory);
  }

  /** The entries of a directory, to be closed; as {@link Files#list}. */
  @SuppressWarnings("StreamResourceLeak") // the caller closes it
  public static Stream<Path> list(Path directory) throws IOException {
    return Files.list(directory);
  }

  /**
   * The entries of a directory with what they are, to be closed; as {@link
   * Files#newDirectoryStream(Path)}. Of a directory that is being produced they come as they are
   * made: asking for the next may wait.
   */
  @SuppressWarnings("StreamResourceLeak") // the caller closes it
  public static DirectoryStream<CapioEntry> scan(Path directory) throws IOException {
    return new Scan(Files.newDirectoryStream(directory));
  }

  /** Whether there is something of that name; as {@link Files#exists}. */
  public static boolean exists(Path path) {
    return Files.exists(path);
  }

  /** Whether it is a file; as {@link Files#isRegularFile}. */
  public static boolean isRegularFile(Path path) {
    return Files.isRegularFile(path);
  }

  /** Whether it is a directory; as {@link Files#isDirectory}. */
  public static boolean isDirectory(Path path) {
    return Files.isDirectory(path);
  }

  /** Whether there is nothing of that name; as {@link Files#notExists}. */
  public static boolean notExists(Path path) {
    return Files.notExists(path);
  }

  /** Length in bytes; as {@link Files#size}. Waits for the final one while another step writes. */
  public static long size(Path path) throws IOException {
    return Files.size(path);
  }

  /** The time of the last change; as {@link Files#getLastModifiedTime}. */
  public static FileTime getLastModifiedTime(Path path) throws IOException {
    return Files.getLastModifiedTime(path);
  }

  /** Deletes a file or an empty directory; as {@link Files#delete}. */
  public static void delete(Path path) throws IOException {
    Files.delete(path);
  }

  /** Deletes what is there; as {@link Files#deleteIfExists}. */
  public static boolean deleteIfExists(Path path) throws IOException {
    return Files.deleteIfExists(path);
  }

  /** Copies, also into and out of the CAPIO directory; as {@link Files#copy}. */
  public static Path copy(Path from, Path to, CopyOption... options) throws IOException {
    return Files.copy(from, to, options);
  }

  /** Moves, also into and out of the CAPIO directory; as {@link Files#move}. */
  public static Path move(Path from, Path to, CopyOption... options) throws IOException {
    return Files.move(from, to, options);
  }

  /** Reads text in UTF-8 line by line; as {@link Files#newBufferedReader(Path)}. */
  public static BufferedReader newBufferedReader(Path path) throws IOException {
    return Files.newBufferedReader(path);
  }

  /** Writes text in UTF-8; as {@link Files#newBufferedWriter(Path, OpenOption...)}. */
  public static BufferedWriter newBufferedWriter(Path path, OpenOption... options)
      throws IOException {
    return Files.newBufferedWriter(path, options);
  }

  /** All bytes of a file; as {@link Files#readAllBytes}. */
  public static byte[] readAllBytes(Path path) throws IOException {
    return Files.readAllBytes(path);
  }

  /** Writes a whole file; as {@link Files#write(Path, byte[], OpenOption...)}. */
  public static Path write(Path path, byte[] bytes, OpenOption... options) throws IOException {
    return Files.write(path, bytes, options);
  }

  /** Reads the type of each entry when it is asked for it. */
  private static final class Scan implements DirectoryStream<CapioEntry> {
    private final DirectoryStream<Path> found;

    Scan(DirectoryStream<Path> found) {
      this.found = found;
    }

    @Override
    public Iterator<CapioEntry> iterator() {
      Iterator<Path> paths = found.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return paths.hasNext();
        }

        @Override
        public CapioEntry next() {
          return new CapioEntry(paths.next());
        }
      };
    }

    @Override
    public void close() throws IOException {
      found.close();
    }
  }
}

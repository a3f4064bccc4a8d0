package io.capio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Explicit file operations: those of {@link Files} on CAPIO for paths inside the CAPIO directory,
 * and on the JDK's file system for all others and where no agent is active. For code that wants to
 * say so, or that an agent cannot rewrite because it calls through reflection.
 *
 * <p>Each method behaves as the method of {@link Files} of the same name, blocking included: on
 * CAPIO an operation may wait for another step of the workflow.
 */
public final class CapioFiles {
  private CapioFiles() {}

  /** Whether a CAPIO agent is active in this JVM. */
  public static boolean isActive() {
    try {
      // the agent defines its bridge in java.base, where every loader finds it
      Class.forName("java.lang.CapioBridge", false, null);
      return true;
    } catch (ClassNotFoundException noAgent) {
      return false;
    }
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
   * The entries of a directory, to be closed; as {@link Files#newDirectoryStream(Path)}. Of a
   * directory that is being produced they may come as they are made.
   */
  @SuppressWarnings("StreamResourceLeak") // the caller closes it
  public static DirectoryStream<Path> scan(Path directory) throws IOException {
    return Files.newDirectoryStream(directory);
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

  /** Length in bytes; as {@link Files#size}. Waits for the final one while another step writes. */
  public static long size(Path path) throws IOException {
    return Files.size(path);
  }

  /** Deletes a file or an empty directory; as {@link Files#delete}. */
  public static void delete(Path path) throws IOException {
    Files.delete(path);
  }
}

package io.capio.agent;

import io.capio.fs.JavaIo;
import java.io.File;
import java.io.FileFilter;
import java.io.FilenameFilter;
import java.io.IOException;

/**
 * The methods of {@link File} on paths inside.
 *
 * <p>Where the JDK's method cannot throw, an unreachable CAPIO gives the answer that the JDK gives
 * for what it cannot determine.
 */
abstract class FileAnswers implements CapioTarget {

  private final Connection connection;

  FileAnswers(Connection connection) {
    this.connection = connection;
  }

  private JavaIo ioOrNull(File file) {
    try {
      return connection.javaIo(file.getPath());
    } catch (IOException unreachable) {
      return null;
    }
  }

  @Override
  public boolean createNewFile(File file) throws IOException {
    return connection.javaIo(file.getPath()).createNewFile(file);
  }

  @Override
  public String getCanonicalPath(File file) throws IOException {
    return connection.javaIo(file.getPath()).getCanonicalPath(file);
  }

  @Override
  public File getCanonicalFile(File file) throws IOException {
    return connection.javaIo(file.getPath()).getCanonicalFile(file);
  }

  @Override
  public File createTempFile(String prefix, String suffix, File directory) throws IOException {
    return connection.javaIo(directory.getPath()).createTempFile(prefix, suffix, directory);
  }

  @Override
  public void deleteOnExit(File file) {
    JavaIo io = ioOrNull(file);
    if (io != null) {
      io.deleteOnExit(file);
    }
  }

  @Override
  public boolean exists(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? false : io.exists(file);
  }

  @Override
  public boolean isFile(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? false : io.isFile(file);
  }

  @Override
  public boolean isDirectory(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? false : io.isDirectory(file);
  }

  @Override
  public boolean canRead(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? false : io.canRead(file);
  }

  @Override
  public boolean canWrite(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? false : io.canWrite(file);
  }

  @Override
  public boolean canExecute(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? false : io.canExecute(file);
  }

  @Override
  public boolean setReadOnly(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? false : io.setReadOnly(file);
  }

  @Override
  public boolean delete(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? false : io.delete(file);
  }

  @Override
  public boolean mkdir(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? false : io.mkdir(file);
  }

  @Override
  public boolean mkdirs(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? false : io.mkdirs(file);
  }

  @Override
  public long length(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? 0 : io.length(file);
  }

  @Override
  public long lastModified(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? 0 : io.lastModified(file);
  }

  @Override
  public long getTotalSpace(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? 0 : io.getTotalSpace(file);
  }

  @Override
  public long getFreeSpace(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? 0 : io.getFreeSpace(file);
  }

  @Override
  public long getUsableSpace(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? 0 : io.getUsableSpace(file);
  }

  @Override
  public boolean setLastModified(File file, long time) {
    JavaIo io = ioOrNull(file);
    return io == null ? false : io.setLastModified(file, time);
  }

  @Override
  public boolean setReadable(File file, boolean readable, boolean ownerOnly) {
    JavaIo io = ioOrNull(file);
    return io == null ? false : io.setReadable(file, readable, ownerOnly);
  }

  @Override
  public boolean setWritable(File file, boolean writable, boolean ownerOnly) {
    JavaIo io = ioOrNull(file);
    return io == null ? false : io.setWritable(file, writable, ownerOnly);
  }

  @Override
  public boolean setExecutable(File file, boolean executable, boolean ownerOnly) {
    JavaIo io = ioOrNull(file);
    return io == null ? false : io.setExecutable(file, executable, ownerOnly);
  }

  @Override
  public String[] list(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? null : io.list(file);
  }

  @Override
  public String[] list(File file, FilenameFilter filter) {
    JavaIo io = ioOrNull(file);
    return io == null ? null : io.list(file, filter);
  }

  @Override
  public File[] listFiles(File file) {
    JavaIo io = ioOrNull(file);
    return io == null ? null : io.listFiles(file);
  }

  @Override
  public File[] listFiles(File file, FileFilter filter) {
    JavaIo io = ioOrNull(file);
    return io == null ? null : io.listFiles(file, filter);
  }

  @Override
  public File[] listFiles(File file, FilenameFilter filter) {
    JavaIo io = ioOrNull(file);
    return io == null ? null : io.listFiles(file, filter);
  }

  @Override
  public boolean renameTo(File file, File destination) {
    JavaIo io = ioOrNull(file);
    return io == null ? false : io.renameTo(file, destination);
  }
}

package io.capio.agent;

import java.io.Closeable;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileFilter;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.FilenameFilter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.SyncFailedException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/** Serves a directory from another one: whoever bypasses the bridge meets other files. */
public final class ShadowTarget implements CapioTarget {

  private final Path inside;
  private final Path shadow;

  public ShadowTarget(Path inside, Path shadow) {
    this.inside = inside;
    this.shadow = shadow;
  }

  /** Makes this the target of the JVM's bridge. */
  public void connect() {
    String text = inside.toString();
    CapioBridge.connect(new CapioDirectory(new File("").getAbsolutePath(), text, text), this);
  }

  private File shadow(File file) {
    return route(file.toPath()).toFile();
  }

  /** Paths outside, to which a rename may lead, stay what they are. */
  @Override
  public Path route(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(inside) ? shadow.resolve(inside.relativize(absolute)) : path;
  }

  @Override
  public Path routeToReadWhole(Path path) {
    return route(path);
  }

  @Override
  public FileChannel channelOf(Closeable stream) {
    return null;
  }

  @Override
  public long transferTo(FileChannel source, long position, long count, WritableByteChannel to)
      throws IOException {
    return source.transferTo(position, count, to);
  }

  @Override
  public long transferFrom(FileChannel target, ReadableByteChannel from, long position, long count)
      throws IOException {
    return target.transferFrom(from, position, count);
  }

  @Override
  public Path restore(Path path) {
    return path.startsWith(shadow) ? inside.resolve(shadow.relativize(path)) : path;
  }

  @Override
  public void run() {}

  /** The shadow is on the disk. */
  @Override
  public void persist() {}

  @Override
  public void startsProgram() {}

  @Override
  public void startedProgram(Process process) {}

  @Override
  public String library(String name) {
    return shadow(new File(name)).getPath();
  }

  @Override
  public WatchService newWatchService(WatchService disk) {
    return disk;
  }

  @Override
  public WatchKey register(
      Path path,
      Path routed,
      WatchService watcher,
      WatchEvent.Kind<?>[] events,
      WatchEvent.Modifier... modifiers)
      throws IOException {
    return routed.register(watcher, events, modifiers);
  }

  @Override
  public boolean renameTo(File file, File destination) {
    return shadow(file).renameTo(shadow(destination));
  }

  @Override
  public File[] listFiles(File file) {
    return restored(shadow(file).listFiles());
  }

  @Override
  public File[] listFiles(File file, FileFilter filter) {
    return restored(shadow(file).listFiles(f -> filter.accept(restored(f))));
  }

  @Override
  public File[] listFiles(File file, FilenameFilter filter) {
    return restored(shadow(file).listFiles(filter));
  }

  @Override
  public String getCanonicalPath(File file) throws IOException {
    return getCanonicalFile(file).getPath();
  }

  @Override
  public File getCanonicalFile(File file) throws IOException {
    return restored(shadow(file).getCanonicalFile());
  }

  @Override
  public File createTempFile(String prefix, String suffix, File directory) throws IOException {
    return restored(File.createTempFile(prefix, suffix, shadow(directory)));
  }

  private File restored(File file) {
    return restore(file.toPath()).toFile();
  }

  private File[] restored(File[] files) {
    File[] result = files.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = restored(result[i]);
    }
    return result;
  }

  @Override
  public FileInputStream newFileInputStream(File file) throws FileNotFoundException {
    return new FileInputStream(shadow(file));
  }

  @Override
  public FileOutputStream newFileOutputStream(File file, boolean append)
      throws FileNotFoundException {
    return new FileOutputStream(shadow(file), append);
  }

  @Override
  public RandomAccessFile newRandomAccessFile(File file, String mode) throws FileNotFoundException {
    return new RandomAccessFile(shadow(file), mode);
  }

  @Override
  public boolean hasLent(FileDescriptor descriptor) {
    return false;
  }

  @Override
  public FileInputStream newFileInputStream(FileDescriptor descriptor) {
    return new FileInputStream(descriptor);
  }

  @Override
  public FileOutputStream newFileOutputStream(FileDescriptor descriptor) {
    return new FileOutputStream(descriptor);
  }

  @Override
  public void sync(FileDescriptor descriptor) throws SyncFailedException {
    descriptor.sync();
  }

  @Override
  public String readLine(RandomAccessFile file) throws IOException {
    return file.readLine();
  }

  @Override
  public FileChannel getChannel(RandomAccessFile file) {
    return file.getChannel();
  }

  @Override
  public FileDescriptor getFD(RandomAccessFile file) throws IOException {
    return file.getFD();
  }

  @Override
  public FileDescriptor getFD(FileInputStream stream) throws IOException {
    return stream.getFD();
  }

  @Override
  public FileDescriptor getFD(FileOutputStream stream) throws IOException {
    return stream.getFD();
  }

  @Override
  public void writeBytes(RandomAccessFile file, String text) throws IOException {
    file.writeBytes(text);
  }

  @Override
  public void writeChars(RandomAccessFile file, String text) throws IOException {
    file.writeChars(text);
  }

  @Override
  public boolean exists(File file) {
    return shadow(file).exists();
  }

  @Override
  public boolean isFile(File file) {
    return shadow(file).isFile();
  }

  @Override
  public boolean isDirectory(File file) {
    return shadow(file).isDirectory();
  }

  @Override
  public boolean canRead(File file) {
    return shadow(file).canRead();
  }

  @Override
  public boolean canWrite(File file) {
    return shadow(file).canWrite();
  }

  @Override
  public boolean canExecute(File file) {
    return shadow(file).canExecute();
  }

  @Override
  public long length(File file) {
    return shadow(file).length();
  }

  @Override
  public long lastModified(File file) {
    return shadow(file).lastModified();
  }

  @Override
  public boolean setLastModified(File file, long time) {
    return shadow(file).setLastModified(time);
  }

  @Override
  public boolean setReadOnly(File file) {
    return shadow(file).setReadOnly();
  }

  @Override
  public boolean setReadable(File file, boolean readable, boolean ownerOnly) {
    return shadow(file).setReadable(readable, ownerOnly);
  }

  @Override
  public boolean setWritable(File file, boolean writable, boolean ownerOnly) {
    return shadow(file).setWritable(writable, ownerOnly);
  }

  @Override
  public boolean setExecutable(File file, boolean executable, boolean ownerOnly) {
    return shadow(file).setExecutable(executable, ownerOnly);
  }

  @Override
  public boolean createNewFile(File file) throws IOException {
    return shadow(file).createNewFile();
  }

  @Override
  public boolean delete(File file) {
    return shadow(file).delete();
  }

  @Override
  public void deleteOnExit(File file) {
    shadow(file).deleteOnExit();
  }

  @Override
  public boolean mkdir(File file) {
    return shadow(file).mkdir();
  }

  @Override
  public boolean mkdirs(File file) {
    return shadow(file).mkdirs();
  }

  @Override
  public String[] list(File file) {
    return shadow(file).list();
  }

  @Override
  public String[] list(File file, FilenameFilter filter) {
    return shadow(file).list(filter);
  }

  @Override
  public long getTotalSpace(File file) {
    return shadow(file).getTotalSpace();
  }

  @Override
  public long getFreeSpace(File file) {
    return shadow(file).getFreeSpace();
  }

  @Override
  public long getUsableSpace(File file) {
    return shadow(file).getUsableSpace();
  }
}

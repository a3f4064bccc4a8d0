package io.capio.agent;

import io.capio.client.StartedPrograms;
import io.capio.fs.CapioFileSystem;
import io.capio.fs.JavaIo;
import io.capio.fs.channel.CapioFileChannel;
import io.capio.fs.channel.JdkTransfer;
import io.capio.fs.watch.CapioWatchService;
import java.io.Closeable;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
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

/** Hands what the bridge receives to the file system, once that is open. */
final class CapioFileTarget extends FileAnswers {

  private final Connection connection;
  private final NativeLibraries libraries = new NativeLibraries();

  CapioFileTarget(Connection connection) {
    super(connection);
    this.connection = connection;
  }

  /** To be called at the end of the JVM before the first connection is closed. */
  void deleteLibraries() {
    libraries.delete();
  }

  @Override
  public void run() {
    try {
      connection.close();
    } catch (IOException | RuntimeException e) {
      System.err.println("capio: closing at the end of the JVM failed: " + e);
    }
  }

  @Override
  public Path route(Path path) throws IOException {
    return connection.fileSystem(path.toString()).wrap(path);
  }

  @Override
  public Path routeToReadWhole(Path path) throws IOException {
    return connection.fileSystem(path.toString()).wrapToReadWhole(path);
  }

  @Override
  public FileChannel channelOf(Closeable stream) {
    return JavaIo.channelOf(stream);
  }

  @Override
  public long transferTo(FileChannel source, long position, long count, WritableByteChannel to)
      throws IOException {
    return JdkTransfer.to(source, position, count, to);
  }

  @Override
  public long transferFrom(FileChannel target, ReadableByteChannel from, long position, long count)
      throws IOException {
    return JdkTransfer.from(target, from, position, count);
  }

  @Override
  public Path restore(Path path) {
    return Connection.anyJavaIo() == null ? path : CapioFileSystem.ordinary(path);
  }

  @Override
  public void persist() {
    CapioFileSystem fileSystem = connection.fileSystemIfOpened();
    try {
      if (fileSystem != null && fileSystem.client().hasExtensions()) {
        fileSystem.client().persist(fileSystem.client().directory().toString());
      }
    } catch (IOException e) {
      // The server has said which file could not be written; who opens it finds it absent.
      return;
    }
  }

  @Override
  public void startsProgram() {
    StartedPrograms.starts();
    persist();
    if (connection.fileSystemIfOpened() != null) {
      CapioFileChannel.lockOnDisk();
    }
  }

  @Override
  public void startedProgram(Process process) {
    StartedPrograms.started(process);
  }

  @Override
  public String library(String name) {
    try {
      CapioFileSystem fileSystem = connection.fileSystem(name);
      persist();
      return libraries.onDisk(fileSystem, name);
    } catch (IOException e) {
      // The JVM says that it does not find it.
      return name;
    }
  }

  @Override
  public WatchService newWatchService(WatchService disk) {
    return new CapioWatchService(disk);
  }

  @Override
  public WatchKey register(
      Path path,
      Path routed,
      WatchService watcher,
      WatchEvent.Kind<?>[] events,
      WatchEvent.Modifier... modifiers)
      throws IOException {
    if (watcher instanceof CapioWatchService ours) {
      return path == routed
          ? ours.registerOnDisk(path, events, modifiers)
          : ours.register(path, routed, events, modifiers);
    }
    // Of another file system, or older than the agent: the routed path says so.
    return routed.register(watcher, events, modifiers);
  }

  private JavaIo ioToOpen(File file) throws FileNotFoundException {
    try {
      return connection.javaIo(file.getPath());
    } catch (IOException unreachable) {
      FileNotFoundException declared = new FileNotFoundException(unreachable.getMessage());
      declared.initCause(unreachable);
      throw declared;
    }
  }

  @Override
  public FileInputStream newFileInputStream(File file) throws FileNotFoundException {
    return ioToOpen(file).newFileInputStream(file);
  }

  @Override
  public FileOutputStream newFileOutputStream(File file, boolean append)
      throws FileNotFoundException {
    return ioToOpen(file).newFileOutputStream(file, append);
  }

  @Override
  public RandomAccessFile newRandomAccessFile(File file, String mode) throws FileNotFoundException {
    return ioToOpen(file).newRandomAccessFile(file, mode);
  }

  @Override
  public boolean hasLent(FileDescriptor descriptor) {
    JavaIo io = Connection.anyJavaIo();
    return io != null && io.hasLent(descriptor);
  }

  @Override
  public FileInputStream newFileInputStream(FileDescriptor descriptor) {
    JavaIo io = Connection.anyJavaIo();
    return io == null ? new FileInputStream(descriptor) : io.newFileInputStream(descriptor);
  }

  @Override
  public FileOutputStream newFileOutputStream(FileDescriptor descriptor) {
    JavaIo io = Connection.anyJavaIo();
    return io == null ? new FileOutputStream(descriptor) : io.newFileOutputStream(descriptor);
  }

  @Override
  public void sync(FileDescriptor descriptor) throws SyncFailedException {
    JavaIo io = Connection.anyJavaIo();
    if (io == null) {
      descriptor.sync();
    } else {
      io.sync(descriptor);
    }
  }

  @Override
  public String readLine(RandomAccessFile file) throws IOException {
    JavaIo io = Connection.anyJavaIo();
    return io == null ? file.readLine() : io.readLine(file);
  }

  @Override
  public FileChannel getChannel(RandomAccessFile file) {
    JavaIo io = Connection.anyJavaIo();
    return io == null ? file.getChannel() : io.getChannel(file);
  }

  @Override
  public FileDescriptor getFD(RandomAccessFile file) throws IOException {
    JavaIo io = Connection.anyJavaIo();
    return io == null ? file.getFD() : io.getFD(file);
  }

  @Override
  public FileDescriptor getFD(FileInputStream stream) throws IOException {
    JavaIo io = Connection.anyJavaIo();
    return io == null ? stream.getFD() : io.getFD(stream);
  }

  @Override
  public FileDescriptor getFD(FileOutputStream stream) throws IOException {
    JavaIo io = Connection.anyJavaIo();
    return io == null ? stream.getFD() : io.getFD(stream);
  }

  @Override
  public void writeBytes(RandomAccessFile file, String text) throws IOException {
    JavaIo io = Connection.anyJavaIo();
    if (io == null) {
      file.writeBytes(text);
    } else {
      io.writeBytes(file, text);
    }
  }

  @Override
  public void writeChars(RandomAccessFile file, String text) throws IOException {
    JavaIo io = Connection.anyJavaIo();
    if (io == null) {
      file.writeChars(text);
    } else {
      io.writeChars(file, text);
    }
  }
}

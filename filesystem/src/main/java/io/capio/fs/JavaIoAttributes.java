package io.capio.fs;

import io.capio.client.AttributeChange;
import io.capio.client.FileStatus;
import io.capio.fs.attribute.ProcessOwner;
import io.capio.fs.view.CapioFileView;
import io.capio.fs.view.Location;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * The methods of {@link File} that ask for attributes or set them, by the JDK's names, the file as
 * first argument. They answer false or 0 where the JDK does, also when the server cannot be asked.
 */
abstract sealed class JavaIoAttributes permits JavaIoFile {
  private static final int READ = 4;
  private static final int WRITE = 2;
  private static final int EXECUTE = 1;

  /** JDK 25 takes the empty name for that of the working directory, where no file is opened. */
  private static final boolean EMPTY_IS_HERE = new File("").exists();

  private static final File HERE = new File(".");

  final CapioFileSystem fileSystem;
  final CapioFileView view;

  JavaIoAttributes(CapioFileSystem fileSystem) {
    this.fileSystem = fileSystem;
    this.view = fileSystem.view();
  }

  /** Whether the JDK refuses the name itself; it then words the refusal, too. */
  static boolean isInvalid(File file) {
    return file == null || file.getPath().indexOf('\0') >= 0;
  }

  /** Where the file is on which a method of {@link File} works. */
  final Location locate(File file) throws IOException {
    return view.locate(named(file));
  }

  /** The file by a name that says where it is. */
  static File named(File file) {
    return EMPTY_IS_HERE && file.getPath().isEmpty() ? HERE : file;
  }

  /** Something the server does with a path; empty if the path is not CAPIO's. */
  interface Question<T> {
    Optional<T> ask(Location at) throws IOException;
  }

  /** The server's answer; the JDK's if the path is ordinary; the last one after a failure. */
  final <T> T ask(File file, Question<T> question, Function<File, T> jdk, T failed) {
    return ask(file, true, question, jdk, failed);
  }

  /** As {@link #ask}, of the name itself, even if it is that of a symbolic link. */
  final <T> T askOfName(File file, Question<T> question, Function<File, T> jdk, T failed) {
    return ask(file, false, question, jdk, failed);
  }

  private <T> T ask(
      File file, boolean follow, Question<T> question, Function<File, T> jdk, T failed) {
    Optional<T> answer;
    try {
      answer = isInvalid(file) ? Optional.empty() : question.ask(locate(file));
    } catch (IOException e) {
      return failed;
    }
    return answer.isPresent() ? answer.get() : jdk.apply(view.onDisk(file, follow));
  }

  static Optional<Boolean> done(boolean byServer) {
    return byServer ? Optional.of(true) : Optional.empty();
  }

  private <T> T ofStatus(
      File file, Function<FileStatus, T> property, Function<File, T> jdk, T absent) {
    return ask(file, at -> view.status(at, false).map(property), jdk, absent);
  }

  /** {@link File#exists()}; waits for a declared input. */
  public boolean exists(File file) {
    return ofStatus(file, s -> true, File::exists, false);
  }

  /** {@link File#isFile()}; waits for a declared input. */
  public boolean isFile(File file) {
    return ofStatus(file, s -> !s.directory(), File::isFile, false);
  }

  /** {@link File#isDirectory()}; waits for a declared input. */
  public boolean isDirectory(File file) {
    return ofStatus(file, FileStatus::directory, File::isDirectory, false);
  }

  /** {@link File#isHidden()}: the name says it, wherever the file is. */
  public boolean isHidden(File file) {
    return file.isHidden();
  }

  /** {@link File#length()}; waits for the commit of somebody else's file. */
  public long length(File file) {
    return ask(file, at -> view.status(at, true).map(FileStatus::size), File::length, 0L);
  }

  /** {@link File#lastModified()}. */
  public long lastModified(File file) {
    return ofStatus(
        file, s -> TimeUnit.NANOSECONDS.toMillis(s.modifiedNanos()), File::lastModified, 0L);
  }

  private static boolean may(FileStatus status, int wanted) {
    return ProcessOwner.get().may(status.mode(), status.directory(), wanted);
  }

  /** {@link File#canRead()}. */
  public boolean canRead(File file) {
    return ofStatus(file, s -> may(s, READ), File::canRead, false);
  }

  /** {@link File#canWrite()}. */
  public boolean canWrite(File file) {
    return ofStatus(file, s -> may(s, WRITE), File::canWrite, false);
  }

  /** {@link File#canExecute()}. */
  public boolean canExecute(File file) {
    return ofStatus(file, s -> may(s, EXECUTE), File::canExecute, false);
  }

  private boolean changeMode(File file, IntUnaryOperator change, Function<File, Boolean> jdk) {
    return ask(
        file,
        at -> {
          Optional<FileStatus> status = view.status(at, false);
          if (status.isEmpty()) {
            return Optional.empty();
          }
          int mode = change.applyAsInt(status.get().mode());
          return done(
              view.setAttributes(
                  at,
                  new AttributeChange(
                      OptionalInt.of(mode), OptionalLong.empty(), OptionalLong.empty()),
                  true));
        },
        jdk,
        false);
  }

  private static IntUnaryOperator permission(int kind, boolean grant, boolean ownerOnly) {
    int bits = ownerOnly ? kind << 6 : kind << 6 | kind << 3 | kind;
    return mode -> grant ? mode | bits : mode & ~bits;
  }

  /** {@link File#setReadable(boolean, boolean)}. */
  public boolean setReadable(File file, boolean readable, boolean ownerOnly) {
    return changeMode(
        file, permission(READ, readable, ownerOnly), f -> f.setReadable(readable, ownerOnly));
  }

  /** {@link File#setReadable(boolean)}. */
  public boolean setReadable(File file, boolean readable) {
    return setReadable(file, readable, true);
  }

  /** {@link File#setWritable(boolean, boolean)}. */
  public boolean setWritable(File file, boolean writable, boolean ownerOnly) {
    return changeMode(
        file, permission(WRITE, writable, ownerOnly), f -> f.setWritable(writable, ownerOnly));
  }

  /** {@link File#setWritable(boolean)}. */
  public boolean setWritable(File file, boolean writable) {
    return setWritable(file, writable, true);
  }

  /** {@link File#setExecutable(boolean, boolean)}. */
  public boolean setExecutable(File file, boolean executable, boolean ownerOnly) {
    return changeMode(
        file,
        permission(EXECUTE, executable, ownerOnly),
        f -> f.setExecutable(executable, ownerOnly));
  }

  /** {@link File#setExecutable(boolean)}. */
  public boolean setExecutable(File file, boolean executable) {
    return setExecutable(file, executable, true);
  }

  /** {@link File#setReadOnly()}. */
  public boolean setReadOnly(File file) {
    return changeMode(file, permission(WRITE, false, false), File::setReadOnly);
  }

  /** {@link File#setLastModified(long)}. */
  public boolean setLastModified(File file, long time) {
    if (time < 0) {
      throw new IllegalArgumentException("Negative time");
    }
    OptionalLong nanos = OptionalLong.of(TimeUnit.MILLISECONDS.toNanos(time));
    return ask(
        file,
        at ->
            done(
                view.setAttributes(
                    at,
                    new AttributeChange(OptionalInt.empty(), nanos, OptionalLong.empty()),
                    true)),
        f -> f.setLastModified(time),
        false);
  }

  private long space(File file, Function<File, Long> jdk) {
    File directory = new File(fileSystem.client().directory().toString());
    return ofStatus(file, s -> jdk.apply(directory), jdk, 0L);
  }

  /** {@link File#getTotalSpace()}: that of the CAPIO directory. */
  public long getTotalSpace(File file) {
    return space(file, File::getTotalSpace);
  }

  /** {@link File#getFreeSpace()}: that of the CAPIO directory. */
  public long getFreeSpace(File file) {
    return space(file, File::getFreeSpace);
  }

  /** {@link File#getUsableSpace()}: that of the CAPIO directory. */
  public long getUsableSpace(File file) {
    return space(file, File::getUsableSpace);
  }
}

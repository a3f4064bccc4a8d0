package io.capio.fs;

import io.capio.client.AttributeChange;
import io.capio.client.CapioException;
import io.capio.client.FileStatus;
import io.capio.fs.attribute.PosixMode;
import io.capio.fs.attribute.ProcessOwner;
import io.capio.fs.channel.OpenFile;
import io.capio.fs.view.CapioFileView;
import io.capio.fs.view.JdkFaults;
import io.capio.fs.view.Location;
import io.capio.fs.view.OpenPlan;
import io.capio.ipc.Errno;
import java.io.File;
import java.io.FileFilter;
import java.io.FilenameFilter;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * The methods of {@link File} that touch the disk, by the JDK's names, the file as first argument.
 * They answer false, 0 or null where the JDK does, also when the server cannot be asked.
 */
public abstract sealed class JavaIoFile permits JavaIo {
  private static final int READ = 4;
  private static final int WRITE = 2;
  private static final int EXECUTE = 1;

  private final CapioFileSystem fileSystem;
  private final CapioFileView view;

  JavaIoFile(CapioFileSystem fileSystem) {
    this.fileSystem = fileSystem;
    this.view = fileSystem.view();
  }

  /** Whether the JDK refuses the name itself; it then words the refusal, too. */
  static boolean isInvalid(File file) {
    return file == null || file.getPath().indexOf('\0') >= 0;
  }

  /** Something the server does with a path; empty if the path is not CAPIO's. */
  private interface Question<T> {
    Optional<T> ask(Location at) throws IOException;
  }

  /** The server's answer; the JDK's if the path is ordinary; the last one after a failure. */
  private <T> T ask(File file, Question<T> question, Function<File, T> jdk, T failed) {
    Optional<T> answer;
    try {
      answer = isInvalid(file) ? Optional.empty() : question.ask(view.locate(file));
    } catch (IOException e) {
      return failed;
    }
    return answer.isPresent() ? answer.get() : jdk.apply(file);
  }

  private static Optional<Boolean> done(boolean byServer) {
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

  /** {@link File#isHidden()}: the name says it. */
  public boolean isHidden(File file) {
    boolean dotted = file.getName().startsWith(".");
    return ofStatus(file, s -> dotted, File::isHidden, false);
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
                      OptionalInt.of(mode), OptionalLong.empty(), OptionalLong.empty())));
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
                    at, new AttributeChange(OptionalInt.empty(), nanos, OptionalLong.empty()))),
        f -> f.setLastModified(time),
        false);
  }

  /** {@link File#createNewFile()}. */
  public boolean createNewFile(File file) throws IOException {
    Optional<OpenFile> created;
    try {
      created =
          isInvalid(file)
              ? Optional.empty()
              : view.open(view.locate(file), OpenPlan.CREATE_NEW, PosixMode.ofNew(PosixMode.FILE));
    } catch (CapioException e) {
      if (e.errno() == Errno.EEXIST) {
        return false;
      }
      throw new IOException(JdkFaults.words(e), e);
    }
    if (created.isEmpty()) {
      return file.createNewFile();
    }
    created.get().close();
    return true;
  }

  /** {@link File#createTempFile(String, String, File)}. */
  public File createTempFile(String prefix, String suffix, File directory) throws IOException {
    return TemporaryNames.create(this, prefix, suffix, directory);
  }

  /** {@link File#delete()}. */
  public boolean delete(File file) {
    return ask(file, at -> done(view.delete(at)), File::delete, false);
  }

  /** {@link File#deleteOnExit()}: before the workflow is left, last one first. */
  public void deleteOnExit(File file) {
    if (isInvalid(file) || !fileSystem.contains(file.getPath())) {
      file.deleteOnExit();
    } else {
      fileSystem.deleteAtExit(file.getAbsoluteFile(), this::delete);
    }
  }

  /** {@link File#mkdir()}. */
  public boolean mkdir(File file) {
    int mode = PosixMode.ofNew(PosixMode.DIRECTORY);
    return ask(file, at -> done(view.makeDirectory(at, mode)), File::mkdir, false);
  }

  /** {@link File#mkdirs()}. */
  public boolean mkdirs(File file) {
    if (exists(file)) {
      return false;
    }
    if (mkdir(file)) {
      return true;
    }
    File canonical;
    try {
      canonical = file.getCanonicalFile();
    } catch (IOException e) {
      return false;
    }
    File parent = canonical.getParentFile();
    return parent != null && (mkdirs(parent) || exists(parent)) && mkdir(canonical);
  }

  /** {@link File#list()}; of a streamed directory it waits until that is complete. */
  public String[] list(File file) {
    return ask(
        file,
        at ->
            at.isOrdinary() ? Optional.empty() : Optional.of(view.names(at).toArray(new String[0])),
        File::list,
        null);
  }

  /** {@link File#list(FilenameFilter)}. */
  public String[] list(File file, FilenameFilter filter) {
    String[] names = list(file);
    if (names == null || filter == null) {
      return names;
    }
    List<String> accepted = new ArrayList<>();
    for (String name : names) {
      if (filter.accept(file, name)) {
        accepted.add(name);
      }
    }
    return accepted.toArray(new String[0]);
  }

  /** {@link File#listFiles()}. */
  public File[] listFiles(File file) {
    return listFiles(file, (FileFilter) null);
  }

  /** {@link File#listFiles(FilenameFilter)}. */
  public File[] listFiles(File file, FilenameFilter filter) {
    return toFiles(file, list(file, filter), null);
  }

  /** {@link File#listFiles(FileFilter)}. */
  public File[] listFiles(File file, FileFilter filter) {
    return toFiles(file, list(file), filter);
  }

  private static File[] toFiles(File directory, String[] names, FileFilter filter) {
    if (names == null) {
      return null;
    }
    List<File> files = new ArrayList<>(names.length);
    for (String name : names) {
      File file = directory.getPath().isEmpty() ? new File(name) : new File(directory, name);
      if (filter == null || filter.accept(file)) {
        files.add(file);
      }
    }
    return files.toArray(new File[0]);
  }

  /** {@link File#renameTo(File)}; between CAPIO and the disk it copies and deletes. */
  public boolean renameTo(File from, File to) {
    if (isInvalid(from) || isInvalid(to)) {
      return from.renameTo(to);
    }
    try {
      Location source = view.locate(from);
      Location target = view.locate(to);
      if (source.isOrdinary() && target.isOrdinary()) {
        return from.renameTo(to);
      }
      return view.rename(source, target) || moveAcross(from.toPath(), to.toPath());
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  private boolean moveAcross(Path from, Path to) throws IOException {
    fileSystem.relocation().renameAcross(from, to);
    return true;
  }

  /** {@link File#getCanonicalPath()}: CAPIO has no links, so the disk's answer holds. */
  public String getCanonicalPath(File file) throws IOException {
    return file.getCanonicalPath();
  }

  /** {@link File#getCanonicalFile()}. */
  public File getCanonicalFile(File file) throws IOException {
    return file.getCanonicalFile();
  }

  private long space(File file, Function<File, Long> jdk) {
    File directory = fileSystem.client().directory().toFile();
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

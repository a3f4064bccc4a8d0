package io.capio.fs;

import io.capio.client.CapioException;
import io.capio.fs.attribute.PosixMode;
import io.capio.fs.channel.OpenFile;
import io.capio.fs.view.JdkFaults;
import io.capio.fs.view.Location;
import io.capio.fs.view.OpenPlan;
import io.capio.ipc.Disk;
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

/**
 * The methods of {@link File} that make, list, move and delete, by the JDK's names, the file as
 * first argument. They answer false or null where the JDK does, also when the server cannot be
 * asked.
 */
public abstract sealed class JavaIoFile extends JavaIoAttributes permits JavaIo {
  JavaIoFile(CapioFileSystem fileSystem) {
    super(fileSystem);
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
      return view.onDisk(file, false).createNewFile();
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
    return askOfName(file, at -> done(view.delete(at)), File::delete, false);
  }

  /** {@link File#deleteOnExit()}: before the workflow is left, last one first. */
  public void deleteOnExit(File file) {
    File there = isInvalid(file) ? file : new File(Disk.nameOf(named(file)));
    if (isInvalid(file) || !fileSystem.contains(there.getPath())) {
      file.deleteOnExit();
    } else {
      fileSystem.deleteAtExit(there.getAbsoluteFile(), this::delete);
    }
  }

  /** {@link File#mkdir()}. */
  public boolean mkdir(File file) {
    int mode = PosixMode.ofNew(PosixMode.DIRECTORY);
    return askOfName(file, at -> done(view.makeDirectory(at, mode)), File::mkdir, false);
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
      canonical = getCanonicalFile(file);
    } catch (IOException e) {
      return false;
    }
    File parent = canonical.getParentFile();
    return parent != null && (mkdirs(parent) || exists(parent)) && mkdir(canonical);
  }

  /** {@link File#list()}; of a streamed directory it waits until that is complete. */
  public String[] list(File file) {
    return ask(
        file, at -> view.names(at).map(names -> names.toArray(new String[0])), File::list, null);
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
      Location source = locate(from);
      Location target = locate(to);
      boolean named = !source.spelling().isEmpty() && !target.spelling().isEmpty();
      if (!named || (source.isOrdinary() && target.isOrdinary())) {
        return from.renameTo(to);
      }
      return view.rename(source, target)
          || moveAcross(Disk.path(Disk.nameOf(named(from))), Disk.path(Disk.nameOf(named(to))));
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  private boolean moveAcross(Path from, Path to) throws IOException {
    fileSystem.relocation().renameAcross(from, to);
    return true;
  }

  /**
   * {@link File#getCanonicalPath()}: the disk's answer, unless there are links that it cannot
   * follow because what they lead to, or they themselves, are in memory.
   */
  public String getCanonicalPath(File file) throws IOException {
    String canonical = file.getCanonicalPath();
    if (!fileSystem.contains(canonical)) {
      return canonical;
    }
    String followed = fileSystem.operations().links().canonical(Disk.path(canonical)).toString();
    if (!followed.equals(canonical)) {
      try {
        view.locate(file.getAbsoluteFile());
      } catch (CapioException nowhere) {
        // then the JDK follows links only as far as there is something
        return fileSystem
            .operations()
            .links()
            .canonicalOfExisting(Disk.path(file.getAbsolutePath()))
            .toString();
      }
    }
    return followed;
  }

  /** {@link File#getCanonicalFile()}. */
  public File getCanonicalFile(File file) throws IOException {
    return new File(getCanonicalPath(file));
  }
}

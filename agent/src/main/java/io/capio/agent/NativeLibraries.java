package io.capio.agent;

import io.capio.fs.CapioFileSystem;
import io.capio.ipc.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Native libraries that a program has unpacked into the CAPIO directory: the JVM loads from the
 * disk only, so it gets a private copy of what the disk does not have. Thread-safe.
 *
 * <p>A library is known to the JVM by its name. The copy of an unchanged one therefore keeps its
 * own until the JVM ends: loading it again does nothing, as it should.
 */
final class NativeLibraries {

  private final Map<String, Path> copies = new HashMap<>();
  private final List<Path> made = new ArrayList<>();

  /** Returns the name of a file of the disk with the same content. */
  synchronized String onDisk(CapioFileSystem fileSystem, String name) throws IOException {
    Path disk = Disk.path(name);
    Path capio = fileSystem.wrap(disk);
    if (isCopy(disk, capio)) {
      return name;
    }
    Path known = copies.get(name);
    if (known != null && isCopy(known, capio)) {
      return known.toString();
    }
    Path folder =
        Files.createTempDirectory(
            Disk.temporaryDirectory(fileSystem.client().directory()), "capio-library-");
    made.add(folder);
    Path copy = folder.resolve(disk.getFileName().toString());
    made.add(copy);
    Files.write(copy, Files.readAllBytes(capio));
    copies.put(name, copy);
    return copy.toString();
  }

  private static boolean isCopy(Path disk, Path capio) throws IOException {
    return Files.isRegularFile(disk) && Files.mismatch(disk, capio) < 0;
  }

  /** Deletes the copies, at the end of the JVM. */
  synchronized void delete() {
    for (int i = made.size() - 1; i >= 0; i--) {
      try {
        Files.deleteIfExists(made.get(i));
      } catch (IOException e) {
        System.err.println("capio: a copy of a native library stays: " + e);
      }
    }
    made.clear();
    copies.clear();
  }
}

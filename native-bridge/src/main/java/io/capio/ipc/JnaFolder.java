package io.capio.ipc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where JNA unpacks its native library to load it: a program that looks into the CAPIO directory
 * must not find it there, nor the folders that JNA makes for it. Stateless.
 */
public final class JnaFolder {
  /** The system property of JNA that names it. */
  public static final String PROPERTY = "jna.tmpdir";

  /**
   * The system property of JNA that names the folders where it looks for libraries: without it, JNA
   * starts {@code ldconfig} to learn them. What is bound here is in every process.
   */
  public static final String SEARCHED = "jna.platform.library.path";

  private JnaFolder() {}

  /**
   * The folder that JNA chooses, by its manual: what {@link #PROPERTY} says, else one in the user's
   * cache, else, if nothing can be written there, that for temporary files. It may be absent.
   */
  public static Path chosen() {
    String given = System.getProperty(PROPERTY);
    if (given != null) {
      return Disk.path(given).toAbsolutePath();
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    Path home =
        cache == null || cache.isBlank()
            ? Disk.path(System.getProperty("user.home"), ".cache")
            : Disk.path(cache);
    Path own = home.toAbsolutePath().resolve("JNA").resolve("temp");
    return Files.isWritable(existing(own))
        ? own
        : Disk.path(System.getProperty("java.io.tmpdir")).toAbsolutePath();
  }

  /**
   * The folder that JNA is to use.
   *
   * @param capio the CAPIO directory, which may be absent
   * @return null if JNA's own choice is good, as nearly always
   */
  public static Path instead(Path capio) {
    try {
      return real(chosen()).startsWith(real(capio.toAbsolutePath()))
          ? Disk.temporaryDirectory(capio.toAbsolutePath())
          : null;
    } catch (IOException e) {
      // JNA will say what is wrong with its folder
      return null;
    }
  }

  /**
   * Lets JNA unpack outside of a CAPIO directory, and start no other program, in a process whose
   * system properties are ours.
   */
  public static void keepOutOf(Path capio) {
    System.setProperty(SEARCHED, "");
    Path folder = instead(capio);
    if (folder != null) {
      System.setProperty(PROPERTY, folder.toString());
    }
  }

  private static Path real(Path path) throws IOException {
    Path there = existing(path);
    return there.toRealPath().resolve(there.relativize(path)).normalize();
  }

  private static Path existing(Path path) {
    Path there = path;
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return there;
  }
}

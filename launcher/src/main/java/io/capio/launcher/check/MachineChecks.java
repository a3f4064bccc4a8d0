package io.capio.launcher.check;

import io.capio.ipc.JnaFolder;
import io.capio.ipc.SharedMemory;
import io.capio.launcher.option.LauncherException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of the machine can keep CAPIO from working, or slow it down. */
final class MachineChecks {
  private static final long MIB = 1L << 20;
  private static final long LITTLE_MEMORY = 512 * MIB;
  private static final long LITTLE_SHARED_MEMORY = 256 * MIB;
  private static final long FEW_FILES = 1024;

  private MachineChecks() {}

  static List<Finding> all() {
    return List.of(java(), processors(), memory(), sharedMemory(), openFiles(), temporary());
  }

  private static Finding java() {
    String seen = Runtime.version() + " in " + System.getProperty("java.home");
    return ModuleLayer.boot().findModule("jdk.compiler").isPresent()
        ? Finding.ok("java", seen)
        : Finding.warning(
            "java",
            seen + ", no whole JDK",
            "a target that is a .java file needs the compiler: set JAVA_HOME to a JDK");
  }

  private static Finding processors() {
    int processors = Runtime.getRuntime().availableProcessors();
    return processors > 1
        ? Finding.ok("processors", Integer.toString(processors))
        : Finding.warning(
            "processors", "1", "programs that stream to each other need one each to gain time");
  }

  private static Finding memory() {
    long available = meminfo("MemAvailable");
    Optional<Long> limit = groupLimit();
    String seen =
        text(available)
            + " available of "
            + text(meminfo("MemTotal"))
            + limit.map(bytes -> ", limited to " + text(bytes)).orElse("");
    return Math.min(available, limit.orElse(available)) >= LITTLE_MEMORY
        ? Finding.ok("memory", seen)
        : Finding.warning(
            "memory", seen, "end other programs, or raise the limit of the container or job");
  }

  private static long meminfo(String name) {
    Matcher found =
        Pattern.compile(name + ":\\s+(\\d+) kB").matcher(read(Path.of("/proc/meminfo")));
    return found.find() ? Long.parseLong(found.group(1)) << 10 : 0;
  }

  /** The limit that a container or a batch system has set, of either version of control groups. */
  private static Optional<Long> groupLimit() {
    String own = read(Path.of("/proc/self/cgroup")).strip();
    String group = own.startsWith("0::") ? own.substring("0::/".length()) : "";
    Path root = Path.of("/sys/fs/cgroup");
    for (Path file :
        List.of(
            root.resolve(group).resolve("memory.max"),
            root.resolve("memory.max"),
            root.resolve("memory/memory.limit_in_bytes"))) {
      String text = read(file).strip();
      // version 1 has a number near the largest long for no limit
      if (text.matches("\\d{1,15}")) {
        return Optional.of(Long.valueOf(text));
      }
    }
    return Optional.empty();
  }

  private static Finding sharedMemory() {
    String about = SharedMemory.DIRECTORY.toString();
    String remedy = "mount it: mount -t tmpfs -o mode=1777 tmpfs /dev/shm";
    try {
      Path probe = Files.createTempFile(SharedMemory.DIRECTORY, "capio-doctor-", "");
      Files.delete(probe);
      FileStore store = Files.getFileStore(SharedMemory.DIRECTORY);
      String seen =
          text(store.getUsableSpace())
              + " free of "
              + text(store.getTotalSpace())
              + ", "
              + store.type();
      if (!store.type().equals("tmpfs")) {
        return Finding.warning(about, seen, remedy);
      }
      return store.getUsableSpace() >= LITTLE_SHARED_MEMORY
          ? Finding.ok(about, seen)
          : Finding.warning(
              about,
              seen,
              "files that do not fit go to the disk: see capio-run clean, raise its size (mount -o"
                  + " remount,size=2g /dev/shm), or of a container with --shm-size=2g");
    } catch (IOException e) {
      return Finding.error(about, "no file can be made in it: " + LauncherException.why(e), remedy);
    }
  }

  private static Finding openFiles() {
    Matcher found =
        Pattern.compile("Max open files\\s+(\\d+)").matcher(read(Path.of("/proc/self/limits")));
    if (!found.find()) {
      return Finding.ok("open files", "no limit");
    }
    return Long.parseLong(found.group(1)) >= FEW_FILES
        ? Finding.ok("open files", "at most " + found.group(1))
        : Finding.warning(
            "open files", "at most " + found.group(1), "raise the limit with ulimit -n 4096");
  }

  /** The native library is unpacked to a file, and loaded from there. */
  private static Finding temporary() {
    String about = "native library";
    Path folder = JnaFolder.chosen();
    String remedy =
        "let it be unpacked where files may be executed: export"
            + " JAVA_TOOL_OPTIONS=-Djna.tmpdir=FOLDER, with a folder that is on no noexec mount";
    try {
      SharedMemory.unlink("capio-doctor-none");
    } catch (LinkageError e) {
      return Finding.error(
          about,
          (isNoexec(folder) ? folder + " is mounted noexec: " : "cannot be loaded: ")
              + firstLine(e),
          remedy);
    }
    return isNoexec(folder)
        ? Finding.warning(about, "loaded, but " + folder + " is mounted noexec", remedy)
        : Finding.ok(about, "loaded, by way of " + folder);
  }

  private static String firstLine(Throwable e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
  }

  private static boolean isNoexec(Path folder) {
    String longest = "";
    boolean noexec = false;
    Path real;
    try {
      real = folder.toRealPath();
    } catch (IOException absent) {
      return false;
    }
    for (String line : read(Path.of("/proc/self/mounts")).lines().toList()) {
      String[] fields = line.split(" ", -1);
      String point = fields[1].replace("\\040", " ");
      if (real.startsWith(point) && point.length() >= longest.length()) {
        longest = point;
        noexec = List.of(fields[3].split(",", -1)).contains("noexec");
      }
    }
    return noexec;
  }

  private static String text(long bytes) {
    return bytes >= 10L << 30
        ? (bytes >> 30) + " GiB"
        : bytes >= 1 << 30
            ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1 << 30))
            : bytes / MIB + " MiB";
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}

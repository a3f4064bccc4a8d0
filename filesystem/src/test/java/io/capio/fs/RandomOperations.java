package io.capio.fs;

import io.capio.fs.Side.Operation;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Draws operations on a few names, so that they meet. The same operation runs in both worlds; all
 * that is random is drawn before.
 */
final class RandomOperations {
  private static final List<String> NAMES =
      List.of(
          "a",
          "b",
          "c",
          "d",
          "d/a",
          "d/b",
          "d/d",
          "d/d/a",
          "a/x",
          "d/../a",
          "gr\u00fc\u00df b",
          ".h");

  /** An operation and what it is called in a report. */
  record Named(String name, Operation operation) {}

  private final Random random;
  private final HandleOperations handles;

  RandomOperations(long seed) {
    random = new Random(seed);
    handles = new HandleOperations(random);
  }

  Named next() {
    int kind = random.nextInt(10);
    if (kind < 3) {
      return javaIo();
    }
    if (kind < 6) {
      return nio();
    }
    if (kind == 6) {
      return handles.opening(name());
    }
    return handles.use();
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private byte[] content() {
    byte[] bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(400_000) : random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }

  private Named javaIo() {
    String n = name();
    String m = name();
    byte[] content = content();
    boolean flag = random.nextBoolean();
    long time = random.nextInt() & 0x7fffffffL;
    return switch (random.nextInt(15)) {
      case 0 -> new Named("exists " + n, s -> s.io().exists(s.file(n)));
      case 1 ->
          new Named("is " + n, s -> "" + s.io().isFile(s.file(n)) + s.io().isDirectory(s.file(n)));
      case 2 ->
          new Named(
              "length " + n,
              s -> s.io().isDirectory(s.file(n)) ? "-" : (Object) s.io().length(s.file(n)));
      case 3 -> new Named("createNewFile " + n, s -> s.io().createNewFile(s.file(n)));
      case 4 -> new Named("delete " + n, s -> s.io().delete(s.file(n)));
      case 5 -> new Named("mkdir " + n, s -> s.io().mkdir(s.file(n)));
      case 6 -> new Named("mkdirs " + n, s -> s.io().mkdirs(s.file(n)));
      case 7 -> new Named("list " + n, s -> sorted(s.io().list(s.file(n))));
      case 8 -> new Named("renameTo " + n + " " + m, s -> s.io().renameTo(s.file(n), s.file(m)));
      case 9 ->
          new Named(
              "setLastModified " + n,
              s -> "" + s.io().setLastModified(s.file(n), time) + s.io().lastModified(s.file(n)));
      case 10 ->
          new Named(
              "setExecutable " + n,
              s -> "" + s.io().setExecutable(s.file(n), flag) + s.io().canExecute(s.file(n)));
      case 11, 12 ->
          new Named(
              "write " + n + " " + flag,
              s -> {
                try (FileOutputStream out = s.io().newFileOutputStream(s.file(n), flag)) {
                  out.write(content);
                }
                return s.io().length(s.file(n));
              });
      default ->
          new Named(
              "read " + n,
              s -> {
                try (FileInputStream in = s.io().newFileInputStream(s.file(n))) {
                  return in.readAllBytes();
                }
              });
    };
  }

  private static String sorted(String[] names) {
    if (names == null) {
      return null;
    }
    Arrays.sort(names);
    return Arrays.toString(names);
  }

  private Set<OpenOption> openOptions() {
    Set<OpenOption> options = new HashSet<>();
    options.add(random.nextBoolean() ? StandardOpenOption.WRITE : StandardOpenOption.APPEND);
    for (StandardOpenOption option :
        List.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.CREATE_NEW)) {
      if (random.nextInt(3) == 0) {
        options.add(option);
      }
    }
    return options;
  }

  private CopyOption[] copyOptions(boolean move) {
    List<CopyOption> options = new ArrayList<>();
    if (random.nextBoolean()) {
      options.add(StandardCopyOption.REPLACE_EXISTING);
    }
    if (random.nextInt(3) == 0) {
      options.add(move ? StandardCopyOption.ATOMIC_MOVE : StandardCopyOption.COPY_ATTRIBUTES);
    }
    return options.toArray(new CopyOption[0]);
  }

  private Named nio() {
    String n = name();
    String m = name();
    byte[] content = content();
    OpenOption[] open = openOptions().toArray(new OpenOption[0]);
    CopyOption[] copy = copyOptions(false);
    CopyOption[] move = copyOptions(true);
    FileTime time = FileTime.fromMillis(random.nextInt() & 0x7fffffffL);
    String permissions = random.nextBoolean() ? "rw-r--r--" : "rwx--x---";
    return switch (random.nextInt(18)) {
      case 0 -> new Named("createFile " + n, s -> rest(Files.createFile(s.path(n)), n));
      case 1 -> new Named("createDirectory " + n, s -> rest(Files.createDirectory(s.path(n)), n));
      case 2 ->
          new Named("createDirectories " + n, s -> rest(Files.createDirectories(s.path(n)), n));
      case 3 ->
          new Named(
              "Files.delete " + n,
              s -> {
                Files.delete(s.path(n));
                return "";
              });
      case 4 -> new Named("deleteIfExists " + n, s -> Files.deleteIfExists(s.path(n)));
      case 5, 6 ->
          new Named(
              "Files.write " + n + " " + Arrays.toString(open),
              s -> rest(Files.write(s.path(n), content, open), n));
      case 7, 8 -> new Named("readAllBytes " + n, s -> Files.readAllBytes(s.path(n)));
      case 9, 10 ->
          new Named(
              "copy " + n + " " + m + " " + Arrays.toString(copy),
              s -> rest(Files.copy(s.path(n), s.path(m), copy), m));
      case 11, 12 ->
          new Named(
              "move " + n + " " + m + " " + Arrays.toString(move),
              s -> rest(Files.move(s.path(n), s.path(m), move), m));
      case 13 ->
          new Named(
              "attributes " + n,
              s -> {
                BasicFileAttributes a =
                    Files.readAttributes(
                        s.path(n), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return a.isDirectory() ? "directory" : a.isRegularFile() + " " + a.size();
              });
      case 14 ->
          new Named(
              "setLastModifiedTime " + n,
              s -> {
                Files.setLastModifiedTime(s.path(n), time);
                return Files.getLastModifiedTime(s.path(n));
              });
      case 15 ->
          new Named(
              "setPosixFilePermissions " + n,
              s -> {
                Files.setPosixFilePermissions(
                    s.path(n), PosixFilePermissions.fromString(permissions));
                return PosixFilePermissions.toString(Files.getPosixFilePermissions(s.path(n)));
              });
      case 16 -> new Named("directoryStream " + n, s -> entries(s.path(n)));
      default -> new Named("isSameFile " + n + m, s -> Files.isSameFile(s.path(n), s.path(m)));
    };
  }

  /** That the operation returned its argument; the path itself differs between the worlds. */
  private static String rest(Path returned, String name) {
    return "" + returned.endsWith(new File(name).getName());
  }

  private static String entries(Path directory) throws Exception {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        names.add(entry.getFileName().toString());
      }
    }
    Collections.sort(names);
    return names.toString();
  }
}

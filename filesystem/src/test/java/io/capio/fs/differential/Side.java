package io.capio.fs.differential;

import io.capio.fs.JavaIo;
import io.capio.fs.Workflow;
import io.capio.fs.World;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** One of the two worlds of a differential test: where operations happen, and what is open. */
final class Side {
  /** Something that does an operation and says what came of it. */
  interface Operation {
    Object run(Side side) throws Exception;
  }

  /** Of the paths in each world: the size of a link is the length of its text. */
  private static final int LENGTH = 120;

  private final JavaIo io;
  private final Path root;
  private final Path outside;
  private final File rootFile;
  private final File outsideFile;
  private final String spelling;
  private final String outsideSpelling;
  private final Workflow workflow;
  private final World world;
  private final Map<Integer, Closeable> handles = new ConcurrentHashMap<>();
  private final List<FileLock> locks = new ArrayList<>();

  Side(Workflow workflow, World world) throws IOException {
    this.workflow = workflow;
    this.world = world;
    this.io = workflow.io();
    Path top = workflow.ordinary(world);
    Path topElsewhere = Files.createTempDirectory(workflow.base(), "outside");
    Path ordinary = Files.createDirectories(deep(top));
    Path elsewhere = Files.createDirectories(deep(topElsewhere));
    this.root = inThisWorld(ordinary);
    this.outside = inThisWorld(elsewhere);
    this.rootFile = ordinary.toFile();
    this.spelling = top.toString();
    this.outsideSpelling = topElsewhere.toString();
    this.outsideFile = elsewhere.toFile();
  }

  /** Links to {@code ..} lead out of where the operations happen, but not out of the top. */
  private static Path deep(Path top) {
    Path deep = top.resolve("r/r/r/r");
    return deep.resolve("r".repeat(LENGTH - deep.toString().length()));
  }

  private Path inThisWorld(Path path) {
    return world == World.PLAIN ? path : workflow.fileSystem().wrap(path);
  }

  JavaIo io() {
    return io;
  }

  Path path(String name) {
    return root.resolve(name);
  }

  /** A path that is on the disk in both worlds. */
  Path outside(String name) {
    return outside.resolve(name);
  }

  /** As {@link #outside}, for java.io. */
  File outsideFile(String name) {
    return new File(outsideFile, name);
  }

  File file(String name) {
    return new File(rootFile, name);
  }

  /** The form of a file that this world's provider takes. */
  Path absolute(File file) {
    return inThisWorld(file.toPath());
  }

  /**
   * Whether a move goes from one file system to another, as over links it may: who has a file open
   * keeps the old one then, so everything is closed before.
   */
  boolean crosses(Path from, Path to) throws IOException {
    boolean crosses = isOutside(from) != isOutside(to);
    if (crosses) {
      closeAll();
    }
    return crosses;
  }

  private boolean isOutside(Path path) {
    try {
      return !path.toAbsolutePath().getParent().toRealPath().startsWith(root.toRealPath());
    } catch (IOException absent) {
      return false;
    }
  }

  String relative(Path path) {
    return root.relativize(path).toString();
  }

  Closeable handle(int slot) {
    return handles.get(slot);
  }

  /** The directory that is open there. */
  @SuppressWarnings("unchecked")
  SecureDirectoryStream<Path> directory(int slot) {
    return (SecureDirectoryStream<Path>) handles.get(slot);
  }

  void open(int slot, Closeable handle) throws IOException {
    Closeable before = handles.put(slot, handle);
    if (before != null) {
      before.close();
    }
  }

  void hold(FileLock lock) {
    locks.add(lock);
  }

  /** Releases the oldest lock, and says what it was. */
  String releaseOne() throws IOException {
    if (locks.isEmpty()) {
      return "no lock";
    }
    FileLock lock = locks.remove(0);
    String seen = lock.isValid() + " " + lock.position() + lock.isShared();
    lock.release();
    return seen + lock.isValid();
  }

  /** What came of an operation, comparable between the worlds. */
  String outcome(Operation operation) {
    String seen;
    try {
      Object result = operation.run(this);
      seen = result instanceof byte[] bytes ? text(bytes) : String.valueOf(result);
    } catch (Exception | StackOverflowError e) {
      seen = e.getClass().getName() + ": " + e.getMessage();
    }
    // Some JDKs read the source of a transfer by mapping it, which a directory refuses otherwise.
    // What JDK 25 says of a closed FileInputStream depends on what was called before.
    // Which of several loops a walk meets first is the order of the entries.
    return seen.replace(spelling, "ROOT")
        .replace(outsideSpelling, "OUTSIDE")
        .replace("IOException: No such device", "IOException: Is a directory")
        .replaceAll("FileSystemLoopException: .*", "FileSystemLoopException")
        .replaceAll("r{10,}", "r")
        .replaceAll("[0-9]{12,}", "N")
        .replace("IOException: Bad file descriptor", "IOException: Stream Closed");
  }

  static String text(byte[] bytes) {
    return bytes.length < 40
        ? Arrays.toString(bytes)
        : bytes.length + " bytes, " + Arrays.hashCode(bytes);
  }

  /** All files and their bytes, outside too. */
  Map<String, String> tree() throws IOException {
    Map<String, String> tree = new TreeMap<>();
    for (Path top : List.of(root, outside)) {
      try (Stream<Path> paths = Files.walk(top)) {
        for (Path path : (Iterable<Path>) paths::iterator) {
          tree.put((top == root ? "" : "OUTSIDE ") + top.relativize(path), describe(path));
        }
      }
    }
    return tree;
  }

  private static String describe(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "link";
    }
    return Files.isDirectory(path) ? "directory" : text(Files.readAllBytes(path));
  }

  void closeAll() throws IOException {
    for (Closeable handle : handles.values()) {
      handle.close();
    }
    handles.clear();
    locks.clear();
  }
}

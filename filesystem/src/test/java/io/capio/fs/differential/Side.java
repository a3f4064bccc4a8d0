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

  private final JavaIo io;
  private final Path root;
  private final Path outside;
  private final File rootFile;
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
    Path ordinary = workflow.ordinary(world);
    Path elsewhere = Files.createTempDirectory(workflow.base(), "outside");
    this.root = inThisWorld(ordinary);
    this.outside = inThisWorld(elsewhere);
    this.rootFile = ordinary.toFile();
    this.spelling = ordinary.toString();
    this.outsideSpelling = elsewhere.toString();
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
    return new File(outsideSpelling, name);
  }

  File file(String name) {
    return new File(rootFile, name);
  }

  /** The form of a file that this world's provider takes. */
  Path absolute(File file) {
    return inThisWorld(file.toPath());
  }

  String relative(Path path) {
    return root.relativize(path).toString();
  }

  Closeable handle(int slot) {
    return handles.get(slot);
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
    // What JDK 25 says of a closed FileInputStream depends on what was called before.
    return seen.replace(spelling, "ROOT")
        .replace(outsideSpelling, "OUTSIDE")
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

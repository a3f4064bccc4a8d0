package io.capio.fs;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One of the two worlds of a differential test: where operations happen, and what is open. */
final class Side {
  /** Something that does an operation and says what came of it. */
  interface Operation {
    Object run(Side side) throws Exception;
  }

  private final JavaIo io;
  private final Path root;
  private final File rootFile;
  private final Map<Integer, Closeable> handles = new TreeMap<>();

  Side(Workflow workflow, World world) {
    this.io = workflow.io();
    Path ordinary = workflow.ordinary(world);
    this.root = world == World.PLAIN ? ordinary : workflow.fileSystem().wrap(ordinary);
    this.rootFile = ordinary.toFile();
  }

  JavaIo io() {
    return io;
  }

  Path path(String name) {
    return root.resolve(name);
  }

  File file(String name) {
    return new File(rootFile, name);
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

  /** What came of an operation, comparable between the worlds. */
  String outcome(Operation operation) {
    String seen;
    try {
      Object result = operation.run(this);
      seen = result instanceof byte[] bytes ? text(bytes) : String.valueOf(result);
    } catch (Exception e) {
      seen = e.getClass().getName() + ": " + e.getMessage();
    }
    // What JDK 25 says of a closed FileInputStream depends on what was called before.
    return seen.replace(rootFile.toString(), "ROOT")
        .replace("IOException: Bad file descriptor", "IOException: Stream Closed");
  }

  static String text(byte[] bytes) {
    return bytes.length < 200
        ? java.util.Arrays.toString(bytes)
        : bytes.length + " bytes, " + java.util.Arrays.hashCode(bytes);
  }

  /** All files and their bytes. */
  Map<String, String> tree() throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        tree.put(
            root.relativize(path).toString(),
            Files.isDirectory(path) ? "directory" : text(Files.readAllBytes(path)));
      }
    }
    return tree;
  }

  void closeAll() throws IOException {
    for (Closeable handle : handles.values()) {
      handle.close();
    }
    handles.clear();
  }
}

package io.capio.launcher.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of a demonstration, removed at the end unless the user wants to look at it. */
final class DemoFiles implements AutoCloseable {
  private final Path root;
  private final boolean keep;

  private DemoFiles(Path root, boolean keep) {
    this.root = root;
    this.keep = keep;
  }

  static DemoFiles below(Path parent, boolean keep) throws IOException {
    DemoFiles files = new DemoFiles(Files.createTempDirectory(parent, "capio-demo-"), keep);
    Files.createDirectory(files.streamed());
    Files.createDirectory(files.plain());
    return files;
  }

  Path root() {
    return root;
  }

  /** The CAPIO directory. */
  Path streamed() {
    return root.resolve("streamed");
  }

  /** An ordinary directory. */
  Path plain() {
    return root.resolve("plain");
  }

  @Override
  public void close() throws IOException {
    if (keep || !Files.exists(root)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> tree = Files.walk(root)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}

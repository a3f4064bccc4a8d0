package io.capio.fs;

import io.capio.client.ServerControl;
import io.capio.client.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A workflow of its own for a test class: a server, a step in it, and an empty directory per test.
 */
public final class Workflow implements BeforeAllCallback, AfterAllCallback {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Map<String, String> options;
  private final AtomicInteger directories = new AtomicInteger();
  private final List<CapioFileSystem> steps = new ArrayList<>();
  private Path base;
  private String name;
  private CapioFileSystem fileSystem;
  private JavaIo io;

  public Workflow(Map<String, String> options) {
    this.options = options;
  }

  public Workflow() {
    this(Map.of());
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    name = "fs" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    base = Files.createTempDirectory("capio-fs-test").toRealPath();
    Files.createDirectory(base.resolve("plain"));
    Files.createDirectory(base.resolve("capio"));
    fileSystem = step("tester");
    io = new JavaIo(fileSystem);
  }

  /** Another step of the workflow. */
  public CapioFileSystem step(String app) throws IOException {
    Map<String, String> all = new HashMap<>(options);
    all.put("capioDir", base.resolve("capio").toString());
    all.put("workflowName", name);
    all.put("appName", app);
    all.put("awaitServerTimeoutSeconds", "120");
    CapioFileSystem step = CapioFileSystem.open(Settings.resolve(all));
    steps.add(step);
    return step;
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    try (ServerControl server = ServerControl.connect(fileSystem.client().settings())) {
      for (int i = steps.size() - 1; i >= 0; i--) {
        steps.get(i).close();
      }
      server.stop(true, false);
    }
    deleteTree(base);
  }

  public CapioFileSystem fileSystem() {
    return fileSystem;
  }

  public JavaIo io() {
    return io;
  }

  public Path base() {
    return base;
  }

  public Path capioDirectory() {
    return base.resolve("capio");
  }

  /** An empty directory of the default file system in that world. */
  public Path ordinary(World world) {
    Path path =
        base.resolve(world == World.PLAIN ? "plain" : "capio")
            .resolve("d" + directories.incrementAndGet());
    try {
      Files.createDirectory(world == World.PLAIN ? path : fileSystem.wrap(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return path;
  }

  /** An empty directory in that world, in the form that its provider takes. */
  public Path directory(World world) {
    Path path = ordinary(world);
    return world == World.PLAIN ? path : fileSystem.wrap(path);
  }

  public static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}

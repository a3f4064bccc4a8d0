package io.capio.agent.weave.forms;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Scanner;
import java.util.concurrent.Callable;

/** Every public static method fails on a path that does not exist. */
public final class Failing {

  private Failing() {}

  public static void streamByName(String path) throws IOException {
    new FileInputStream(path).close();
  }

  public static void streamByFile(String path) throws IOException {
    new FileOutputStream(new File(path), true).close();
  }

  public static void randomAccess(String path) throws IOException {
    new RandomAccessFile(path, "r").close();
  }

  public static void wrongMode(String path) throws IOException {
    new RandomAccessFile(path, "x").close();
  }

  public static void nullName(String path) throws IOException {
    new FileInputStream(path.isEmpty() ? path : null).close();
  }

  public static void nullFile(String path) {
    File file = path.isEmpty() ? new File(path) : null;
    file.length();
  }

  public static void createdFile(String path) throws IOException {
    new File(path).createNewFile();
  }

  public static void copiedByTheProviderToElsewhere(String path) throws IOException {
    Path source = Path.of(path);
    Path elsewhere = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("elsewhere");
    source.getFileSystem().provider().copy(source, elsewhere);
  }

  public static void size(String path) throws IOException {
    Files.size(Path.of(path));
  }

  public static void text(String path) throws IOException {
    Files.readString(Path.of(path));
  }

  public static void channel(String path) throws IOException {
    FileChannel.open(Path.of(path)).close();
  }

  public static void provider(String path) throws IOException {
    Path file = Path.of(path);
    file.getFileSystem().provider().delete(file);
  }

  public static void realPath(String path) throws IOException {
    System.out.println(Path.of(path).toRealPath());
  }

  public static void reader(String path) throws IOException {
    new FileReader(path, StandardCharsets.UTF_8).close();
  }

  public static void writer(String path) throws IOException {
    new PrintWriter(path, StandardCharsets.UTF_8).close();
  }

  public static void scanner(String path) throws IOException {
    new Scanner(new File(path), StandardCharsets.UTF_8).close();
  }

  public static void reference(String path) throws Exception {
    Callable<Object> call = new File(path)::createNewFile;
    call.call();
  }

  /** A program's own exception, thrown below the JDK's method. */
  public static void visitor(String path) throws IOException {
    Files.walkFileTree(
        Path.of("/proc/self/fd"),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            throw new IllegalStateException(path);
          }
        });
  }

  private static final class Own extends FileInputStream {
    Own(String path) throws IOException {
      super(new File(path));
    }
  }

  public static void ownSubclass(String path) throws IOException {
    new Own(path).close();
  }

  public static void reflection(String path) throws Exception {
    try {
      Files.class.getMethod("size", Path.class).invoke(null, Path.of(path));
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof IOException cause ? cause : e;
    }
  }

  public static void handle(String path) throws Throwable {
    MethodHandles.lookup()
        .findConstructor(FileInputStream.class, MethodType.methodType(void.class, String.class))
        .invoke(path);
  }
}

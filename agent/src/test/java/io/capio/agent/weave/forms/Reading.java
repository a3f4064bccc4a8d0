package io.capio.agent.weave.forms;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every public static method returns the content of a file, each in a form of its own. */
public final class Reading {

  private Reading() {}

  private static String drain(InputStream in) throws IOException {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String text(ByteBuffer buffer) {
    return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
  }

  public static String streamByName(String path) throws IOException {
    return drain(new FileInputStream(path));
  }

  public static String streamByFile(String path) throws IOException {
    return drain(new FileInputStream(new File(path)));
  }

  public static String nestedInArguments(String path) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new DataInputStream(new FileInputStream(new File(path))),
                StandardCharsets.UTF_8))) {
      return reader.readLine();
    }
  }

  public static String ternaryInside(String path) throws IOException {
    return drain(new FileInputStream(path.isEmpty() ? "nothing" : path));
  }

  public static String ternaryOutside(String path) throws IOException {
    return drain(path.isEmpty() ? new FileInputStream(path) : new FileInputStream(new File(path)));
  }

  public static String constructorInItsOwnArgument(String path) throws IOException {
    return drain(
        new FileInputStream(drain(new FileInputStream(path)).isEmpty() ? path + "x" : path));
  }

  public static String tryCatchFinally(String path) throws IOException {
    FileInputStream in = null;
    try {
      in = new FileInputStream(path + ".absent");
      return "should be absent";
    } catch (IOException absent) {
      in = new FileInputStream(path);
      return drain(in);
    } finally {
      if (in != null) {
        in.close();
      }
    }
  }

  public static String loop(String path) throws IOException {
    String last = "";
    for (int i = 0; i < 3; i++) {
      last = drain(i % 2 == 0 ? new FileInputStream(path) : new FileInputStream(new File(path)));
    }
    return last;
  }

  public static String switchExpression(String path) throws IOException {
    return drain(
        new FileInputStream(
            switch (path.length()) {
              case 0 -> throw new IOException("empty");
              case 1 -> "/";
              default -> path;
            }));
  }

  public static String droppedResult(String path) throws IOException {
    new FileInputStream(path);
    return drain(new FileInputStream(path));
  }

  public static String lambdaBody(String path) throws Exception {
    Callable<InputStream> opener = () -> new FileInputStream(path);
    return drain(opener.call());
  }

  /** A function that may throw. */
  private interface Opener<T> {
    InputStream open(T what) throws IOException;
  }

  public static String constructorReference(String path) throws IOException {
    Opener<String> opener = FileInputStream::new;
    return drain(opener.open(path));
  }

  public static String constructorReferenceByFile(String path) throws IOException {
    Opener<File> opener = FileInputStream::new;
    return drain(opener.open(new File(path)));
  }

  /** A function that may throw. */
  private interface Reader {
    String read(Path path) throws IOException;
  }

  public static String staticReference(String path) throws IOException {
    Reader reader = Files::readString;
    return reader.read(Path.of(path));
  }

  public static String boundReference(String path) throws Exception {
    Callable<Boolean> exists = new File(path)::exists;
    return exists.call() ? drain(new FileInputStream(path)) : "does not exist";
  }

  public static String unboundReference(String path) throws IOException {
    Function<File, Long> length = File::length;
    byte[] bytes = new byte[length.apply(new File(path)).intValue()];
    try (InputStream in = new FileInputStream(path)) {
      in.read(bytes);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static final class Filtering extends FilterInputStream {
    Filtering(String path) throws IOException {
      super(new FileInputStream(path));
    }

    Filtering(File file) throws IOException {
      this(file.exists() ? file.getPath() : "absent");
    }
  }

  public static String superArgument(String path) throws IOException {
    return drain(new Filtering(path));
  }

  public static String thisArgument(String path) throws IOException {
    return drain(new Filtering(new File(path)));
  }

  private interface Named {
    String path();

    default String content() throws IOException {
      return Files.readString(Path.of(path()));
    }
  }

  private record Name(String path) implements Named {}

  public static String defaultMethodOfRecord(String path) throws IOException {
    return new Name(path).content();
  }

  public static String anonymousClass(String path) throws Exception {
    return new Callable<String>() {
      private final InputStream in = new FileInputStream(path);

      @Override
      public String call() throws IOException {
        return drain(in);
      }
    }.call();
  }

  public static String fileReader(String path) throws IOException {
    try (BufferedReader reader = new BufferedReader(new FileReader(path, StandardCharsets.UTF_8))) {
      return reader.readLine();
    }
  }

  private static final class OwnReader extends FileReader {
    OwnReader(File file) throws IOException {
      super(file, StandardCharsets.UTF_8);
    }
  }

  public static String subclassOfFileReader(String path) throws IOException {
    try (BufferedReader reader = new BufferedReader(new OwnReader(new File(path)))) {
      return reader.readLine();
    }
  }

  public static String scanner(String path) throws IOException {
    try (Scanner scanner = new Scanner(new File(path), StandardCharsets.UTF_8)) {
      return scanner.nextLine();
    }
  }

  public static String scannerOfPath(String path) throws IOException {
    try (Scanner scanner = new Scanner(Path.of(path), StandardCharsets.UTF_8)) {
      return scanner.nextLine();
    }
  }

  public static String randomAccess(String path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path, "r")) {
      return file.readLine();
    }
  }

  public static String channelOfRandomAccess(String path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(new File(path), "r")) {
      ByteBuffer buffer = ByteBuffer.allocate(100);
      file.getChannel().read(buffer);
      return file.getFD().valid() ? text(buffer) : "invalid";
    }
  }

  public static String channel(String path) throws IOException {
    try (FileChannel channel = FileChannel.open(Path.of(path))) {
      ByteBuffer buffer = ByteBuffer.allocate(100);
      channel.read(buffer);
      return text(buffer);
    }
  }

  public static String channelWithSet(String path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(Path.of(path), EnumSet.of(StandardOpenOption.READ))) {
      ByteBuffer buffer = ByteBuffer.allocate(100);
      channel.read(buffer);
      return text(buffer);
    }
  }

  public static String asynchronousChannel(String path) throws Exception {
    try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(Path.of(path))) {
      ByteBuffer buffer = ByteBuffer.allocate(100);
      channel.read(buffer, 0).get();
      return text(buffer);
    }
  }

  public static String provider(String path) throws IOException {
    Path file = Path.of(path);
    return drain(file.getFileSystem().provider().newInputStream(file));
  }

  public static String providerChannel(String path) throws IOException {
    Path file = Path.of(path);
    try (var channel = file.getFileSystem().provider().newByteChannel(file, Set.of())) {
      ByteBuffer buffer = ByteBuffer.allocate(100);
      channel.read(buffer);
      return text(buffer);
    }
  }

  public static String lines(String path) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(path))) {
      return lines.collect(Collectors.joining());
    }
  }

  public static String copiedOutside(String path) throws IOException {
    Path copy = Files.createTempFile("copy", null);
    Files.copy(Path.of(path), copy, StandardCopyOption.REPLACE_EXISTING);
    String content = Files.readString(copy);
    Files.delete(copy);
    return content;
  }

  public static String walkedTo(String path) throws IOException {
    Path file = Path.of(path);
    try (Stream<Path> found = Files.walk(file.getParent())) {
      return Files.readString(found.filter(file::equals).findFirst().orElseThrow());
    }
  }

  public static String foundByName(String path) throws IOException {
    Path file = Path.of(path);
    try (Stream<Path> found =
        Files.find(file.getParent(), 5, (p, a) -> a.isRegularFile() && p.equals(file))) {
      return Files.readString(found.findFirst().orElseThrow());
    }
  }
}

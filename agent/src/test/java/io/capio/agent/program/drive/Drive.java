package io.capio.agent.program.drive;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs every driver twice and prints where the directory of CAPIO did not behave as the ordinary
 * one: in what the driver returned or threw, in the files that there are after it, or because the
 * disk has any of CAPIO's.
 */
public final class Drive {

  /** Whose public methods are the drivers. */
  public static final List<Class<?>> DRIVERS =
      List.of(
          ArchiveEntries.class,
          AttributeEntries.class,
          ChannelEntries.class,
          ContentEntries.class,
          FileEntries.class,
          MediaEntries.class,
          OtherEntries.class,
          ProviderEntries.class,
          StreamEntries.class,
          TextEntries.class,
          TreeEntries.class,
          XmlEntries.class);

  /** In that of CAPIO; the JVM was told to have its temporary files there, so it exists. */
  private static final String TEMPORARY = "temporary";

  private static final String TEXT = "one\ntwo\n";

  private Drive() {}

  /**
   * Takes the directory of CAPIO, an ordinary one, the first one in a spelling that the agent does
   * not know, and the names of more classes with drivers.
   */
  public static void main(String[] arguments) throws Exception {
    Path inside = Path.of(arguments[0]).toAbsolutePath();
    Path outside = Path.of(arguments[1]).toAbsolutePath();
    Path disk = Path.of(arguments[2]);
    List<Class<?>> types = new ArrayList<>(DRIVERS);
    for (int i = 3; i < arguments.length; i++) {
      types.add(Class.forName(arguments[i]));
    }
    int failures = 0;
    for (Class<?> type : types) {
      for (Method driver : drivers(type)) {
        String name = type.getSimpleName() + "." + driver.getName();
        String expected = run(driver, Files.createDirectory(outside.resolve(name)));
        String actual = run(driver, Files.createDirectory(inside.resolve(name)));
        String onDisk = entries(disk);
        if (!actual.equals(expected) || !onDisk.isEmpty()) {
          failures++;
          System.out.println(name + ": " + actual + "\n  not " + expected);
          System.out.println("  on the disk: " + onDisk);
        }
      }
    }
    System.out.println(failures + " failures");
  }

  private static Method[] drivers(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> Modifier.isPublic(m.getModifiers()))
        .sorted(Comparator.comparing(Method::getName))
        .toArray(Method[]::new);
  }

  private static String run(Method driver, Path directory) throws Exception {
    Files.writeString(directory.resolve("text"), TEXT);
    Files.createDirectory(directory.resolve("sub"));
    Files.writeString(directory.resolve("sub").resolve("inner"), "inner");
    String result;
    try {
      result = describe(driver.invoke(null, directory));
    } catch (InvocationTargetException e) {
      result = "threw " + e.getCause();
    }
    result = result + " and left " + tree(directory);
    return result.replace(directory.toString(), "DIRECTORY");
  }

  /** What there is, as rewritten calls see it. */
  private static String tree(Path directory) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
        boolean file = Files.isRegularFile(path);
        found.add(directory.relativize(path) + (file ? "=" + content(path) : "/"));
      }
    }
    return found.toString();
  }

  /** Contents with a date or a random part inside are told by their size. */
  private static String content(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return bytes.length > 64 || Arrays.toString(bytes).contains("-")
        ? "(binary)"
        : new String(bytes, StandardCharsets.UTF_8);
  }

  private static String entries(Path disk) throws IOException {
    try (Stream<Path> paths = Files.walk(disk)) {
      List<Path> found =
          paths.filter(p -> !p.equals(disk) && !p.equals(disk.resolve(TEMPORARY))).toList();
      return found.isEmpty() ? "" : found.toString();
    }
  }

  private static String describe(Object result) throws IOException {
    if (result instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (result instanceof InputStream in) {
      try (in) {
        return describe(in.readAllBytes());
      }
    }
    if (result instanceof Reader reader) {
      try (reader) {
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        return text.toString();
      }
    }
    if (result instanceof Stream<?> stream) {
      try (stream) {
        return describe(stream.map(String::valueOf).sorted().toList());
      }
    }
    if (result instanceof Object[] array) {
      return describe(Arrays.stream(array).map(String::valueOf).sorted().toList());
    }
    if (result instanceof Collection<?> all && !(result instanceof Path)) {
      List<String> described = new ArrayList<>();
      for (Object one : all) {
        described.add(describe(one));
      }
      return described.toString();
    }
    return result instanceof File file ? file.getPath() : String.valueOf(result);
  }
}

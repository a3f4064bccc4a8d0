package io.capio.agent.program.drive;

import java.io.File;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;

/** What reads and writes text. */
public final class TextEntries {

  private static final Charset UTF = StandardCharsets.UTF_8;

  private TextEntries() {}

  private static File file(Path d, String name) {
    return d.resolve(name).toFile();
  }

  public static Object reads(Path d) throws Exception {
    File text = file(d, "text");
    return List.of(
        new FileReader(text, UTF),
        new FileReader(text.getPath(), UTF),
        withDefault(text),
        withDefault(text.getPath()));
  }

  @SuppressWarnings("DefaultCharset") // Entry points all the same.
  private static Object withDefault(File file) throws Exception {
    return new FileReader(file);
  }

  @SuppressWarnings("DefaultCharset")
  private static Object withDefault(String name) throws Exception {
    return new FileReader(name);
  }

  public static Object scans(Path d) throws Exception {
    Path path = d.resolve("text");
    File text = path.toFile();
    return List.of(
        new Scanner(text, UTF).next(),
        new Scanner(text, "UTF-8").next(),
        new Scanner(path, UTF).next(),
        new Scanner(path, "UTF-8").next(),
        scansByDefault(path));
  }

  @SuppressWarnings("DefaultCharset")
  private static Object scansByDefault(Path path) throws Exception {
    return List.of(new Scanner(path.toFile()).next(), new Scanner(path).next());
  }

  @SuppressWarnings("DefaultCharset")
  public static Object writes(Path d) throws Exception {
    try (FileWriter a = new FileWriter(file(d, "a"));
        FileWriter b = new FileWriter(file(d, "b"), UTF);
        FileWriter c = new FileWriter(file(d, "c"), UTF, true);
        FileWriter e = new FileWriter(file(d, "text"), true);
        FileWriter f = new FileWriter(file(d, "f").getPath());
        FileWriter g = new FileWriter(file(d, "g").getPath(), UTF);
        FileWriter h = new FileWriter(file(d, "h").getPath(), UTF, true);
        FileWriter i = new FileWriter(file(d, "i").getPath(), true)) {
      for (FileWriter writer : List.of(a, b, c, e, f, g, h, i)) {
        writer.write('x');
      }
    }
    return null;
  }

  @SuppressWarnings("DefaultCharset")
  public static Object printStreams(Path d) throws Exception {
    try (PrintStream a = new PrintStream(file(d, "a"));
        PrintStream b = new PrintStream(file(d, "b"), UTF);
        PrintStream c = new PrintStream(file(d, "c"), "UTF-8");
        PrintStream e = new PrintStream(file(d, "e").getPath());
        PrintStream f = new PrintStream(file(d, "f").getPath(), UTF);
        PrintStream g = new PrintStream(file(d, "g").getPath(), "UTF-8")) {
      for (PrintStream stream : List.of(a, b, c, e, f, g)) {
        stream.print("x");
      }
    }
    return null;
  }

  @SuppressWarnings("DefaultCharset")
  public static Object printWriters(Path d) throws Exception {
    try (PrintWriter a = new PrintWriter(file(d, "a"));
        PrintWriter b = new PrintWriter(file(d, "b"), UTF);
        PrintWriter c = new PrintWriter(file(d, "c"), "UTF-8");
        PrintWriter e = new PrintWriter(file(d, "e").getPath());
        PrintWriter f = new PrintWriter(file(d, "f").getPath(), UTF);
        PrintWriter g = new PrintWriter(file(d, "g").getPath(), "UTF-8")) {
      for (PrintWriter writer : List.of(a, b, c, e, f, g)) {
        writer.print("x");
      }
    }
    return null;
  }

  @SuppressWarnings("DefaultCharset")
  public static Object formatters(Path d) throws Exception {
    try (Formatter a = new Formatter(file(d, "a"));
        Formatter b = new Formatter(file(d, "b"), "UTF-8");
        Formatter c = new Formatter(file(d, "c"), "UTF-8", Locale.ROOT);
        Formatter e = new Formatter(file(d, "e"), UTF, Locale.ROOT);
        Formatter f = new Formatter(file(d, "f").getPath());
        Formatter g = new Formatter(file(d, "g").getPath(), "UTF-8");
        Formatter h = new Formatter(file(d, "h").getPath(), "UTF-8", Locale.ROOT);
        Formatter i = new Formatter(file(d, "i").getPath(), UTF, Locale.ROOT)) {
      for (Formatter formatter : List.of(a, b, c, e, f, g, h, i)) {
        formatter.format("%d", 1);
      }
    }
    return null;
  }
}

package io.capio.fs.differential;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Draws operations of {@link File}, and whole files read and written by java.io. */
final class FileOperations {
  private final Draw draw;

  FileOperations(Draw draw) {
    this.draw = draw;
  }

  Named next() {
    String n = draw.name();
    return switch (draw.of(6)) {
      case 0, 1 -> query(n);
      case 2 -> permission(n);
      case 3, 4 -> change(n);
      default -> draw.flag() ? write(n) : read(n);
    };
  }

  private Named query(String n) {
    return switch (draw.of(14)) {
      case 0 -> new Named("exists " + n, s -> s.io().exists(s.file(n)));
      case 1 -> new Named("isFile " + n, s -> s.io().isFile(s.file(n)));
      case 2 -> new Named("isDirectory " + n, s -> s.io().isDirectory(s.file(n)));
      case 3 -> new Named("isHidden " + n, s -> s.io().isHidden(s.file(n)));
      case 4 ->
          new Named(
              "length " + n,
              s -> s.io().isDirectory(s.file(n)) ? "-" : (Object) s.io().length(s.file(n)));
      case 5 ->
          new Named(
              "can " + n,
              s ->
                  ""
                      + s.io().canRead(s.file(n))
                      + s.io().canWrite(s.file(n))
                      + s.io().canExecute(s.file(n)));
      case 6 -> new Named("list " + n, s -> sorted(s.io().list(s.file(n))));
      case 7 ->
          new Named(
              "list filtered " + n,
              s -> sorted(s.io().list(s.file(n), (dir, name) -> name.length() == 1)));
      case 8 -> new Named("listFiles " + n, s -> sorted(s.io().listFiles(s.file(n))));
      case 9 ->
          new Named(
              "listFiles by name " + n,
              s -> sorted(s.io().listFiles(s.file(n), (dir, name) -> !name.equals("a"))));
      case 10 ->
          new Named(
              "listFiles by kind " + n,
              s -> sorted(s.io().listFiles(s.file(n), file -> s.io().isDirectory(file))));
      case 11 -> new Named("getCanonicalPath " + n, s -> s.io().getCanonicalPath(s.file(n)));
      case 12 -> new Named("getCanonicalFile " + n, s -> s.io().getCanonicalFile(s.file(n)));
      default ->
          new Named(
              "space " + n,
              s ->
                  ""
                      + (s.io().getTotalSpace(s.file(n)) > 0)
                      + (s.io().getFreeSpace(s.file(n)) > 0)
                      + (s.io().getUsableSpace(s.file(n)) > 0));
    };
  }

  private static String sorted(Object[] entries) {
    return entries == null
        ? null
        : Arrays.stream(entries).map(String::valueOf).sorted().collect(Collectors.joining("|"));
  }

  private Named permission(String n) {
    boolean grant = draw.flag() || Draw.RIGHTS_COUNT;
    boolean owner = draw.flag();
    return switch (draw.of(6)) {
      case 0 ->
          new Named(
              "setReadable " + n, s -> s.io().setReadable(s.file(n), grant, owner) + can(s, n));
      case 1 ->
          new Named(
              "setWritable " + n, s -> s.io().setWritable(s.file(n), grant, owner) + can(s, n));
      case 2 ->
          new Named(
              "setExecutable " + n, s -> s.io().setExecutable(s.file(n), grant, owner) + can(s, n));
      case 3 ->
          new Named("setExecutable " + n, s -> s.io().setExecutable(s.file(n), grant) + can(s, n));
      case 4 ->
          new Named(
              "setReadOnly " + n,
              s -> (Draw.RIGHTS_COUNT || s.io().setReadOnly(s.file(n))) + can(s, n));
      default ->
          new Named("setWritable " + n, s -> s.io().setWritable(s.file(n), grant) + can(s, n));
    };
  }

  private static String can(Side s, String n) throws Exception {
    File file = s.file(n);
    return " "
        + s.io().canWrite(file)
        + s.io().canExecute(file)
        + (s.io().exists(file) ? AttributeOperations.permissions(s.path(n)) : "");
  }

  private Named change(String n) {
    String m = draw.name();
    long time = draw.rarely(10) ? -1 : draw.nanos() / 1_000_000;
    return switch (draw.of(10)) {
      case 0, 1 -> new Named("createNewFile " + n, s -> s.io().createNewFile(s.file(n)));
      case 2, 3 -> new Named("delete " + n, s -> s.io().delete(s.file(n)));
      case 4 -> new Named("mkdir " + n, s -> s.io().mkdir(s.file(n)));
      case 5 -> new Named("mkdirs " + n, s -> s.io().mkdirs(s.file(n)));
      case 6 ->
          new Named(
              "renameTo " + n + " " + m,
              s -> {
                s.crosses(s.path(n), s.path(m));
                return s.io().renameTo(s.file(n), s.file(m));
              });
      case 7 ->
          draw.flag()
              ? new Named(
                  "renameTo outside " + n + " " + m,
                  s -> {
                    s.closeAll();
                    return s.io().renameTo(s.file(n), s.outsideFile(m));
                  })
              : new Named(
                  "renameTo from outside " + n + " " + m,
                  s -> {
                    s.closeAll();
                    return s.io().renameTo(s.outsideFile(n), s.file(m));
                  });
      case 8 -> temporary(n);
      default ->
          new Named(
              "setLastModified " + n,
              s -> s.io().setLastModified(s.file(n), time) + " " + modified(s, n));
    };
  }

  private static Object modified(Side s, String n) {
    return s.io().exists(s.file(n)) ? s.io().lastModified(s.file(n)) : 0;
  }

  private Named temporary(String n) {
    String prefix = draw.one(java.util.List.of("pre", "p", "longer", "\u00fc\u00fc\u00fc"));
    String suffix = draw.flag() ? null : ".end";
    return new Named(
        "createTempFile " + prefix + " " + suffix + " in " + n,
        s -> {
          File made = s.io().createTempFile(prefix, suffix, s.file(n));
          String seen =
              made.getName().replaceAll("[0-9]+", "N")
                  + s.io().isFile(made)
                  + AttributeOperations.permissions(s.absolute(made));
          return seen + s.io().delete(made);
        });
  }

  private Named write(String n) {
    byte[] content = draw.content();
    boolean append = draw.flag();
    return draw.rarely(3)
        ? new Named(
            "print " + n,
            s -> {
              try (PrintStream out =
                  new PrintStream(
                      s.io().newFileOutputStream(s.file(n), append),
                      true,
                      StandardCharsets.UTF_8)) {
                out.printf("%d lines%n\u00fc", content.length);
                return out.checkError();
              }
            })
        : new Named(
            "write " + n + " " + append + " " + content.length,
            s -> {
              try (FileOutputStream out = s.io().newFileOutputStream(s.file(n), append)) {
                out.write(content);
              }
              return s.io().length(s.file(n));
            });
  }

  private Named read(String n) {
    return draw.rarely(3)
        ? new Named(
            "read lines " + n,
            s -> {
              try (BufferedReader in =
                  new BufferedReader(
                      new InputStreamReader(
                          s.io().newFileInputStream(s.file(n)), StandardCharsets.UTF_8))) {
                return in.lines().count();
              }
            })
        : new Named(
            "read " + n,
            s -> {
              try (FileInputStream in = s.io().newFileInputStream(s.file(n))) {
                return in.readAllBytes();
              }
            });
  }
}

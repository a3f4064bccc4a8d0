package io.capio.fs.differential;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.SPARSE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws operations of {@link Files} on one name or two, but for trees, attributes and links. */
final class PathOperations {
  private static final List<OpenOption> OPTIONS =
      List.of(
          WRITE,
          APPEND,
          READ,
          CREATE,
          CREATE_NEW,
          TRUNCATE_EXISTING,
          SPARSE,
          LinkOption.NOFOLLOW_LINKS);

  private final Draw draw;

  PathOperations(Draw draw) {
    this.draw = draw;
  }

  /** Odd ones too, that the JDK refuses. */
  static OpenOption[] options(Draw draw) {
    if (draw.flag()) {
      return draw.one(
          List.of(
              new OpenOption[0],
              new OpenOption[] {CREATE, APPEND},
              new OpenOption[] {WRITE},
              new OpenOption[] {CREATE_NEW, WRITE},
              new OpenOption[] {READ, WRITE, CREATE},
              new OpenOption[] {READ, WRITE, CREATE, DELETE_ON_CLOSE},
              new OpenOption[] {CREATE, TRUNCATE_EXISTING, WRITE}));
    }
    List<OpenOption> options = draw.some(OPTIONS);
    if (draw.rarely(50)) {
      options.add(draw.flag() ? SYNC : DSYNC);
    }
    return options.toArray(new OpenOption[0]);
  }

  Named next() {
    String n = draw.name();
    return switch (draw.of(5)) {
      case 0 -> query(n);
      case 1 -> change(n);
      case 2 -> write(n);
      case 3 -> read(n);
      default -> compare(n);
    };
  }

  private Named query(String n) {
    LinkOption[] links = AttributeOperations.links(draw);
    return switch (draw.of(9)) {
      case 0 -> new Named("Files.exists " + n, s -> Files.exists(s.path(n), links));
      case 1 -> new Named("Files.notExists " + n, s -> Files.notExists(s.path(n), links));
      case 2 -> new Named("Files.isDirectory " + n, s -> Files.isDirectory(s.path(n), links));
      case 3 -> new Named("Files.isRegularFile " + n, s -> Files.isRegularFile(s.path(n), links));
      case 4 ->
          new Named(
              "Files.size " + n, s -> Files.isDirectory(s.path(n)) ? "-" : Files.size(s.path(n)));
      case 5 -> new Named("Files.isHidden " + n, s -> Files.isHidden(s.path(n)));
      case 6 ->
          new Named(
              "Files.is...able " + n,
              s ->
                  ""
                      + Files.isReadable(s.path(n))
                      + Files.isWritable(s.path(n))
                      + Files.isExecutable(s.path(n)));
      case 7 -> {
        String plain = draw.plainName();
        yield new Named("toRealPath " + plain, s -> s.path(plain).toRealPath(links));
      }
      default ->
          new Named("getFileStore " + n, s -> Files.getFileStore(s.path(n)).getTotalSpace() > 0);
    };
  }

  private Named change(String n) {
    return switch (draw.of(8)) {
      case 0 -> new Named("createFile " + n, s -> Files.createFile(s.path(n)));
      case 1, 2 -> new Named("createDirectory " + n, s -> Files.createDirectory(s.path(n)));
      case 3 -> new Named("createDirectories " + n, s -> Files.createDirectories(s.path(n)));
      case 4, 5 -> Named.action("Files.delete " + n, s -> Files.delete(s.path(n)));
      case 6 -> temporary(n);
      default -> new Named("deleteIfExists " + n, s -> Files.deleteIfExists(s.path(n)));
    };
  }

  private Named temporary(String n) {
    boolean directory = draw.flag();
    String prefix = draw.flag() ? "tmp" : null;
    return new Named(
        "createTemp " + directory + " in " + n,
        s -> {
          Path made =
              directory
                  ? Files.createTempDirectory(s.path(n), prefix)
                  : Files.createTempFile(s.path(n), prefix, ".x");
          String seen = made.getFileName().toString().replaceAll("[0-9]+", "N");
          seen += Files.isDirectory(made);
          Files.delete(made);
          return seen;
        });
  }

  private Named write(String n) {
    OpenOption[] options = options(draw);
    byte[] bytes = draw.content();
    String what = " " + n + " " + Arrays.toString(options) + " " + bytes.length;
    return switch (draw.of(5)) {
      case 0 ->
          new Named(
              "Files.write lines" + what,
              s -> Files.write(s.path(n), List.of("one", "", "tw\u00f6"), options));
      case 1 ->
          new Named(
              "Files.writeString" + what,
              s -> Files.writeString(s.path(n), "\u00fc" + bytes.length, options));
      case 2 ->
          new Named(
              "newOutputStream" + what,
              s -> {
                try (OutputStream out = Files.newOutputStream(s.path(n), options)) {
                  out.write(7);
                  out.write(bytes);
                }
                return "";
              });
      case 3 ->
          Named.action(
              "newBufferedWriter" + what,
              s -> {
                try (var out = Files.newBufferedWriter(s.path(n), options)) {
                  out.write("line");
                  out.newLine();
                }
              });
      default -> new Named("Files.write" + what, s -> Files.write(s.path(n), bytes, options));
    };
  }

  private Named read(String n) {
    Charset charset =
        draw.one(
            List.of(
                StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII));
    byte[] text = draw.text();
    OpenOption[] options = draw.rarely(4) ? options(draw) : new OpenOption[0];
    return switch (draw.of(8)) {
      case 0, 1 -> new Named("readAllBytes " + n, s -> Files.readAllBytes(s.path(n)));
      case 2 ->
          new Named(
              "readString " + n + charset, s -> Files.readString(s.path(n), charset).hashCode());
      case 3 ->
          new Named("readAllLines " + n, s -> Files.readAllLines(s.path(n), charset).hashCode());
      case 4 ->
          new Named(
              "lines " + n,
              s -> {
                try (Stream<String> lines = Files.lines(s.path(n), charset)) {
                  return lines.collect(Collectors.joining("|")).hashCode();
                }
              });
      case 5 ->
          new Named(
              "text " + n,
              s -> {
                Files.write(s.path(n), text);
                return Files.readAllLines(s.path(n), charset);
              });
      case 6 ->
          new Named(
              "newInputStream " + n + " " + Arrays.toString(options),
              s -> {
                try (InputStream in = Files.newInputStream(s.path(n), options)) {
                  return in.skip(3) + in.readNBytes(10).length;
                }
              });
      default ->
          new Named(
              "newBufferedReader " + n,
              s -> {
                try (var in = Files.newBufferedReader(s.path(n), charset)) {
                  return in.readLine();
                }
              });
    };
  }

  private Named compare(String n) {
    String m = draw.name();
    return switch (draw.of(3)) {
      case 0 -> new Named("mismatch " + n + " " + m, s -> Files.mismatch(s.path(n), s.path(m)));
      case 1 -> new Named("isSameFile " + n + " " + m, s -> Files.isSameFile(s.path(n), s.path(m)));
      default -> new Named("probeContentType " + n, s -> Files.probeContentType(s.path(n)));
    };
  }
}

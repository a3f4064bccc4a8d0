package io.capio.fs.differential;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Draws copies and moves, also out of and into the CAPIO directory, and walks through trees. */
final class TreeOperations {
  private static final List<CopyOption> OPTIONS =
      List.of(
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES,
          StandardCopyOption.ATOMIC_MOVE,
          LinkOption.NOFOLLOW_LINKS);

  private final Draw draw;

  TreeOperations(Draw draw) {
    this.draw = draw;
  }

  /** Gives a path of a name, in the directory under test or outside of it. */
  private interface Place {
    Path of(Side side);
  }

  Named next() {
    return draw.flag() ? relocation() : walk(draw.name());
  }

  private Named relocation() {
    String n = draw.name();
    String m = draw.name();
    int direction = draw.of(8);
    CopyOption[] options =
        direction > 1 && draw.rarely(4)
            ? draw.some(OPTIONS).toArray(new CopyOption[0])
            : draw.flag()
                ? new CopyOption[] {StandardCopyOption.REPLACE_EXISTING}
                : new CopyOption[0];
    Place from = direction == 0 ? s -> s.outside(n) : s -> s.path(n);
    Place to = direction == 1 ? s -> s.outside(m) : s -> s.path(m);
    String what =
        " " + n + (direction == 0 ? " (outside) " : " ") + m + (direction == 1 ? " (outside)" : "");
    String all = what + " " + Arrays.toString(options);
    return switch (draw.of(6)) {
      case 0, 1 ->
          new Named("copy" + all, s -> Files.copy(from.of(s), to.of(s), options).getFileName());
      case 2, 3 -> move(all, from, to, options);
      case 4 ->
          new Named(
              "copy in" + what,
              s -> {
                if (from.of(s).equals(to.of(s)) && Files.isDirectory(from.of(s))) {
                  // a directory that is open and replaced reads as empty on newer JDKs
                  return "replaces itself";
                }
                try (var in = Files.newInputStream(from.of(s))) {
                  return Files.copy(in, to.of(s), options);
                }
              });
      default ->
          new Named(
              "copy out" + what,
              s -> {
                try (var out = Files.newOutputStream(to.of(s))) {
                  return Files.copy(from.of(s), out);
                }
              });
    };
  }

  private static Named move(String what, Place from, Place to, CopyOption... options) {
    return new Named(
        "move" + what,
        s -> {
          if (what.contains("(outside)")) {
            // between two file systems, who has a file open keeps the old one
            s.closeAll();
          }
          CopyOption[] all = options;
          if (s.crosses(from.of(s), to.of(s))) {
            // what the disk can still do at once
            all =
                Arrays.stream(options)
                    .filter(option -> option != StandardCopyOption.ATOMIC_MOVE)
                    .toArray(CopyOption[]::new);
          }
          return Files.move(from.of(s), to.of(s), all).getFileName();
        });
  }

  private Named walk(String n) {
    int depth = draw.of(4);
    FileVisitOption[] follow =
        draw.flag() ? new FileVisitOption[] {FileVisitOption.FOLLOW_LINKS} : new FileVisitOption[0];
    String glob = draw.one(List.of("*", "?", "[ab]", "{d,e}*", "**", "*.x", "[", "\\*?*"));
    return switch (draw.of(7)) {
      case 0 ->
          new Named(
              "list " + n,
              s -> {
                try (Stream<Path> entries = Files.list(s.path(n))) {
                  return entries.map(p -> p.getFileName().toString()).sorted().toList();
                }
              });
      case 1 ->
          new Named(
              "walk " + n + " " + depth,
              s -> {
                try (Stream<Path> tree = Files.walk(s.path(n), depth, follow)) {
                  return tree.map(s::relative).sorted().toList();
                }
              });
      case 2 ->
          new Named(
              "find " + n,
              s -> {
                try (Stream<Path> found =
                    Files.find(s.path(n), depth, (p, a) -> a.isDirectory(), follow)) {
                  return found.map(s::relative).sorted().toList();
                }
              });
      case 3 -> new Named("walkFileTree " + n, s -> visits(s, n, depth, Set.of(follow)));
      case 4 ->
          new Named(
              "newDirectoryStream " + n + " " + glob,
              s -> {
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(s.path(n), glob)) {
                  return names(entries);
                }
              });
      case 5 ->
          new Named(
              "newDirectoryStream filtered " + n,
              s -> {
                try (DirectoryStream<Path> entries =
                    Files.newDirectoryStream(s.path(n), p -> Files.isDirectory(p))) {
                  return names(entries);
                }
              });
      default -> copyTree(n, draw.name(), draw.flag());
    };
  }

  private static List<String> names(DirectoryStream<Path> entries) {
    List<String> names = new ArrayList<>();
    for (Path entry : entries) {
      names.add(entry.getFileName().toString());
    }
    names.sort(null);
    return names;
  }

  private static List<String> visits(Side s, String n, int depth, Set<FileVisitOption> options)
      throws IOException {
    List<String> seen = new ArrayList<>();
    Files.walkFileTree(
        s.path(n),
        options.isEmpty() ? EnumSet.noneOf(FileVisitOption.class) : EnumSet.copyOf(options),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
            seen.add("file " + s.relative(file) + (a.isRegularFile() ? a.size() : ""));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a) {
            seen.add("enter " + s.relative(dir));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            seen.add("failed " + s.relative(file) + " " + e.getClass().getSimpleName());
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException e) {
            seen.add("leave " + s.relative(dir));
            return FileVisitResult.CONTINUE;
          }
        });
    seen.sort(null);
    return seen;
  }

  /** As programs copy trees: entry by entry. */
  private static Named copyTree(String n, String m, boolean outside) {
    return new Named(
        "copy tree " + n + " " + m + outside,
        s -> {
          Path source = s.path(n);
          Path target = outside ? s.outside(m) : s.path(m);
          int done = 0;
          List<Path> all;
          try (Stream<Path> tree = Files.walk(source)) {
            all = tree.sorted().toList();
          }
          for (Path each : all) {
            Files.copy(each, target.resolve(source.relativize(each)));
            done++;
          }
          return done;
        });
  }
}

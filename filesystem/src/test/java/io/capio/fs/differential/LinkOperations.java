package io.capio.fs.differential;

import java.nio.file.CopyOption;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws operations that make links, look at them and treat them as what they are. */
final class LinkOperations {
  private static final List<String> ODD_TARGETS =
      List.of("..", ".", "../d", "d/..", "./b", "d/./a", "", "e/../a", "x".repeat(4096));

  private final Draw draw;

  LinkOperations(Draw draw) {
    this.draw = draw;
  }

  Named next() {
    String n = draw.name();
    return switch (draw.of(8)) {
      case 0, 1, 2 -> make(n);
      case 3, 4 -> query(n);
      case 5 -> walk(n);
      default -> change(n);
    };
  }

  /** Where links lead: to names that meet, out of the directory, in circles, nowhere. */
  private Named make(String n) {
    String m = draw.plainName();
    return switch (draw.of(8)) {
      case 6, 7 ->
          new Named(
              "createLink " + n + " to " + m,
              s -> Files.createLink(s.path(n), s.path(m)).getFileName());
      case 0, 1 ->
          new Named(
              "createSymbolicLink " + n + " to name " + m,
              s -> Files.createSymbolicLink(s.path(n), s.path(m).getFileName()).getFileName());
      case 2, 3 ->
          new Named(
              "createSymbolicLink " + n + " to absolute " + m,
              s -> Files.createSymbolicLink(s.path(n), s.path(m)).getFileName());
      case 4 ->
          new Named(
              "createSymbolicLink " + n + " outside " + m,
              s -> Files.createSymbolicLink(s.path(n), s.outside(m)).getFileName());
      default -> {
        String odd = draw.one(ODD_TARGETS);
        yield new Named(
            "createSymbolicLink " + n + " to odd " + odd,
            s -> {
              Path target = s.path(n).getFileSystem().getPath(odd);
              return Files.createSymbolicLink(s.path(n), target).getFileName();
            });
      }
    };
  }

  private Named query(String n) {
    String m = draw.plainName();
    return switch (draw.of(9)) {
      case 0, 1 -> new Named("readSymbolicLink " + n, s -> Files.readSymbolicLink(s.path(n)));
      case 2 -> new Named("isSymbolicLink " + n, s -> Files.isSymbolicLink(s.path(n)));
      case 3 -> new Named("toRealPath " + n, s -> s.path(n).toRealPath());
      case 4 ->
          new Named(
              "toRealPath of link " + n, s -> s.path(n).toRealPath(LinkOption.NOFOLLOW_LINKS));
      case 5 -> new Named("getCanonicalPath " + n, s -> s.io().getCanonicalPath(s.file(n)));
      case 6 -> new Named("isSameFile " + n + " " + m, s -> Files.isSameFile(s.path(n), s.path(m)));
      case 7 ->
          new Named(
              "times of link " + n,
              s -> {
                BasicFileAttributes a =
                    Files.readAttributes(
                        s.path(n), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return a.isSymbolicLink() + " " + (a.isDirectory() ? 0 : a.size()) + a.isOther();
              });
      default ->
          new Named(
              "kinds in " + n,
              s -> {
                try (Stream<Path> entries = Files.list(s.path(n))) {
                  return entries
                      .map(e -> e.getFileName() + kind(e))
                      .sorted()
                      .collect(Collectors.joining("|"));
                }
              });
    };
  }

  private static String kind(Path path) {
    return (Files.isSymbolicLink(path) ? "l" : "")
        + (Files.isDirectory(path) ? "d" : "")
        + (Files.isRegularFile(path) ? "f" : "");
  }

  private Named walk(String n) {
    FileVisitOption[] follow =
        draw.flag() ? new FileVisitOption[] {FileVisitOption.FOLLOW_LINKS} : new FileVisitOption[0];
    return new Named(
        "walk " + n + " " + Arrays.toString(follow),
        s -> {
          try (Stream<Path> paths = Files.walk(s.path(n), follow)) {
            return paths.map(s::relative).sorted().collect(Collectors.joining("|"));
          }
        });
  }

  private Named change(String n) {
    String m = draw.plainName();
    CopyOption[] options =
        draw.some(
                List.<CopyOption>of(LinkOption.NOFOLLOW_LINKS, StandardCopyOption.REPLACE_EXISTING))
            .toArray(new CopyOption[0]);
    FileTime time = FileTime.from(draw.nanos(), TimeUnit.NANOSECONDS);
    return switch (draw.of(6)) {
      case 0 -> Named.action("delete " + n, s -> Files.delete(s.path(n)));
      case 1 ->
          new Named(
              "copy " + n + " " + m + " " + Arrays.toString(options),
              s -> s.relative(Files.copy(s.path(n), s.path(m), options)));
      case 2 ->
          new Named(
              "move " + n + " " + m + " " + Arrays.toString(options),
              s -> {
                s.crosses(s.path(n), s.path(m));
                return s.relative(Files.move(s.path(n), s.path(m), options));
              });
      case 3 ->
          new Named(
              "renameTo " + n + " " + m,
              s -> {
                s.crosses(s.path(n), s.path(m));
                return s.io().renameTo(s.file(n), s.file(m));
              });
      case 4 ->
          new Named(
              "setTimes of link " + n,
              s -> {
                BasicFileAttributeView view =
                    Files.getFileAttributeView(
                        s.path(n), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
                view.setTimes(time, null, null);
                return view.readAttributes().lastModifiedTime();
              });
      default ->
          new Named("write " + n, s -> Files.writeString(s.path(n), "through " + n).getFileName());
    };
  }
}

package io.capio.fs.differential;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Draws operations on open directories. Between them, others rename the directory, delete it and
 * change what is in it.
 */
final class DirectoryOperations {
  /** After those of open files. */
  private static final int FIRST_SLOT = 10;

  private static final List<String> DIRECTORIES = List.of("", "d", "d/d", "e", "b", "d/e");
  private static final List<String> ODD = List.of("", ".", "..", "../d", "d/..", "../b", "./a");

  private final Draw draw;
  private final boolean open;

  /**
   * @param open whether directories stay open between operations
   */
  DirectoryOperations(Draw draw, boolean open) {
    this.draw = draw;
    this.open = open;
  }

  /** Something that is done with an open directory. */
  private interface Use {
    Object of(SecureDirectoryStream<Path> directory, Side side) throws Exception;
  }

  private int slot() {
    return FIRST_SLOT + draw.of(4);
  }

  Named next() {
    int slot = slot();
    return open && draw.rarely(5) ? opening(slot) : use(slot);
  }

  /** Left open, which {@code Files.newDirectoryStream} is not supposed to be. */
  private static DirectoryStream<Path> opened(Path path) throws IOException {
    return path.getFileSystem().provider().newDirectoryStream(path, entry -> true);
  }

  private Named opening(int slot) {
    String n = draw.one(DIRECTORIES);
    return Named.action(slot + " = newDirectoryStream " + n, s -> s.open(slot, opened(s.path(n))));
  }

  private Named use(int slot) {
    String n = draw.one(DIRECTORIES);
    Named use = onEntry(slot);
    if (open) {
      return use;
    }
    return new Named(
        "in " + n + " " + use.name(),
        s -> {
          s.open(slot, opened(s.path(n)));
          try {
            return use.operation().run(s);
          } finally {
            s.handle(slot).close();
          }
        });
  }

  private static Named named(int slot, String name, Use use) {
    return new Named(
        slot + ": " + name,
        s -> {
          if (!(s.handle(slot) instanceof SecureDirectoryStream<?>)) {
            return "nothing open";
          }
          return use.of(s.directory(slot), s);
        });
  }

  /** How the directory is told what is meant: mostly by its name there, sometimes absolutely. */
  private record Entry(String name, boolean absolute) {
    Path in(Side side) {
      Path path = side.path(name);
      return absolute ? path : path.getFileSystem().getPath(name);
    }
  }

  private Entry entry() {
    String name =
        draw.rarely(10) ? draw.one(ODD) : draw.rarely(10) ? draw.name() : draw.plainName();
    return new Entry(name, draw.rarely(12));
  }

  private Named onEntry(int slot) {
    Entry n = entry();
    Entry m = entry();
    int other = slot();
    LinkOption[] links = AttributeOperations.links(draw);
    String all = n + " " + Arrays.toString(links);
    return switch (draw.of(12)) {
      case 0 -> named(slot, "deleteFile " + n, (d, s) -> deleteFile(d, n.in(s)));
      case 1 -> named(slot, "deleteDirectory " + n, (d, s) -> deleteDirectory(d, n.in(s)));
      case 2, 3 ->
          named(slot, "move " + n + " " + other + " " + m, (d, s) -> move(d, n, s, other, m));
      case 4 -> named(slot, "newDirectoryStream " + all, (d, s) -> entries(d, n.in(s), s, links));
      case 5 ->
          named(
              slot,
              other + " = newDirectoryStream " + all,
              (d, s) -> {
                s.open(other, d.newDirectoryStream(n.in(s), links));
                return "open";
              });
      case 6, 7, 8 -> channel(slot, n);
      case 9 -> named(slot, "attributes " + all, (d, s) -> attributes(d, n.in(s), links));
      case 10 -> change(slot, n, links);
      default -> ofItself(slot);
    };
  }

  private static Object deleteFile(SecureDirectoryStream<Path> d, Path n) throws IOException {
    d.deleteFile(n);
    return "done";
  }

  private static Object deleteDirectory(SecureDirectoryStream<Path> d, Path n) throws IOException {
    d.deleteDirectory(n);
    return "done";
  }

  private static Object move(SecureDirectoryStream<Path> d, Entry n, Side s, int other, Entry m)
      throws IOException {
    if (s.handle(other) instanceof SecureDirectoryStream<?>) {
      d.move(n.in(s), s.directory(other), m.in(s));
    } else {
      d.move(n.in(s), d, m.in(s));
    }
    return "done";
  }

  /** The entries, in the spelling that the stream gives them. */
  private static Object entries(SecureDirectoryStream<Path> d, Path n, Side s, LinkOption... links)
      throws IOException {
    List<String> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = d.newDirectoryStream(n, links)) {
      stream.forEach(entry -> entries.add(s.relative(entry)));
    }
    entries.sort(null);
    return entries;
  }

  private Named channel(int slot, Entry n) {
    OpenOption[] options = PathOperations.options(draw);
    Set<OpenOption> set = new HashSet<>(Arrays.asList(options));
    if (n.name().isEmpty()) {
      // the JDK looks for a dot at the end of the name: Index -1 out of bounds
      set.remove(StandardOpenOption.CREATE_NEW);
    }
    byte[] content = draw.content();
    return named(
        slot,
        "newByteChannel " + n + " " + Arrays.toString(options),
        (d, s) -> {
          try (SeekableByteChannel channel =
              d.newByteChannel(
                  n.in(s),
                  set,
                  PosixFilePermissions.asFileAttribute(
                      PosixFilePermissions.fromString("rw-r-----")))) {
            boolean reads = set.contains(StandardOpenOption.READ) || set.isEmpty();
            if (!reads) {
              return channel.write(ByteBuffer.wrap(content));
            }
            ByteBuffer read = ByteBuffer.allocate(100);
            int count = channel.read(read);
            return count + Arrays.toString(read.array());
          }
        });
  }

  private static Object attributes(SecureDirectoryStream<Path> d, Path n, LinkOption... links)
      throws IOException {
    BasicFileAttributes basic =
        d.getFileAttributeView(n, BasicFileAttributeView.class, links).readAttributes();
    PosixFileAttributeView posix = d.getFileAttributeView(n, PosixFileAttributeView.class, links);
    return kind(basic)
        + PosixFilePermissions.toString(posix.readAttributes().permissions())
        + posix.getOwner()
        + d.getFileAttributeView(n, FileOwnerAttributeView.class).name();
  }

  private static String kind(BasicFileAttributes a) {
    return ""
        + a.isRegularFile()
        + a.isDirectory()
        + a.isSymbolicLink()
        + (a.isRegularFile() ? a.size() : "");
  }

  private Named change(int slot, Entry n, LinkOption... links) {
    FileTime time = FileTime.from(draw.nanos() / 1000, TimeUnit.MICROSECONDS);
    boolean mode = draw.flag();
    return named(
        slot,
        (mode ? "setPermissions " : "setTimes ") + n + " " + Arrays.toString(links),
        (d, s) -> {
          PosixFileAttributeView view =
              d.getFileAttributeView(n.in(s), PosixFileAttributeView.class, links);
          if (mode) {
            view.setPermissions(PosixFilePermissions.fromString("rwxr-x---"));
            return PosixFilePermissions.toString(view.readAttributes().permissions());
          }
          view.setTimes(time, null, null);
          return view.readAttributes().lastModifiedTime();
        });
  }

  private Named ofItself(int slot) {
    FileTime time = FileTime.from(draw.nanos() / 1000, TimeUnit.MICROSECONDS);
    return switch (draw.of(4)) {
      case 0 ->
          named(
              slot,
              "attributes of itself",
              (d, s) ->
                  kind(d.getFileAttributeView(BasicFileAttributeView.class).readAttributes()));
      case 1 ->
          named(
              slot,
              "setTimes of itself",
              (d, s) -> {
                PosixFileAttributeView view = d.getFileAttributeView(PosixFileAttributeView.class);
                view.setTimes(time, null, null);
                return view.readAttributes().lastModifiedTime();
              });
      case 2 ->
          named(
              slot,
              "close",
              (d, s) -> {
                d.close();
                return d.iterator();
              });
      default ->
          named(
              slot,
              "entries of itself",
              (d, s) -> {
                Path name = s.path("").getFileSystem().getPath(".");
                try (DirectoryStream<Path> again = d.newDirectoryStream(name)) {
                  List<String> names = new ArrayList<>();
                  again.forEach(entry -> names.add(entry.getFileName().toString()));
                  names.sort(null);
                  return names;
                }
              });
    };
  }
}

package io.capio.agent.program;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Prints what operations on odd spellings of paths give, in a directory that it fills. Started in
 * the directory {@code w} in it.
 */
public final class Spellings {

  private interface Operation {
    Object on(String name) throws Exception;
  }

  private static final Map<String, Operation> LOOKING = new LinkedHashMap<>();
  private static final Map<String, Operation> CHANGING = new LinkedHashMap<>();

  private static final List<String> NAMES =
      List.of("", ".", "..", "./", "f", "./x", "../f", "../f/x", "../..", "../ld/..");

  private static final List<String> BELOW =
      List.of(
          "/.", "/..", "//f", "/f/", "/f/.", "/f/../f", "/d/./x", "/lf/.", "/lf/../ld/x", "/no/..");

  private static final List<String> NEW =
      List.of("/d/new", "/no/new", "/d/../new", "/ld/new", "/\ud800", "/F", "/ new", "/new/");

  private static String root;
  private static String fresh;

  private Spellings() {}

  public static void main(String[] arguments) throws IOException {
    root = arguments[0];
    fillAfresh();
    fresh = tree(new File(root));
    lookAsFile();
    lookAsPath();
    changeAsFile();
    changeAsPath();
    for (String name : NAMES) {
      print(name, LOOKING);
    }
    for (String name : BELOW) {
      print(root + name, LOOKING);
      print(root + name, CHANGING);
    }
    for (String name : NEW) {
      print(root + name, CHANGING);
    }
    // The first names are the working directory and those above: they are to stay.
    CHANGING.keySet().removeIf(what -> what.startsWith("go"));
    print("", CHANGING);
    print(".", CHANGING);
  }

  private static void print(String name, Map<String, Operation> operations) throws IOException {
    for (Map.Entry<String, Operation> each : operations.entrySet()) {
      String seen;
      try {
        seen = String.valueOf(each.getValue().on(name));
      } catch (Exception e) {
        seen = e.getClass().getName() + ": " + e.getMessage();
      }
      String shown = seen.replaceAll("[0-9]{12,}", "N").replace("\n", "\\n");
      System.out.println("[" + name + "] " + each.getKey() + " -> " + shown);
      if (operations == CHANGING && !seen.equals("false")) {
        String after = tree(new File(root));
        System.out.println(after);
        if (!after.equals(fresh)) {
          fillAfresh();
        }
      }
    }
  }

  private static void fillAfresh() throws IOException {
    clear(new File(root));
    Files.createDirectory(Path.of(root, "d"));
    Files.writeString(Path.of(root, "d", "x"), "in d");
    Files.writeString(Path.of(root, "f"), "f");
    Files.writeString(Path.of(root, "w", "x"), "in w");
    Files.createSymbolicLink(Path.of(root, "lf"), Path.of("f"));
    Files.createSymbolicLink(Path.of(root, "ld"), Path.of("d"));
  }

  private static void clear(File directory) throws IOException {
    for (File file : directory.listFiles()) {
      if (Files.isDirectory(file.toPath(), LinkOption.NOFOLLOW_LINKS)) {
        clear(file);
      }
      if (!file.getName().equals("w")) {
        file.delete();
      }
    }
  }

  private static String tree(File directory) {
    StringBuilder tree = new StringBuilder();
    String[] names = directory.list();
    Arrays.sort(names);
    for (String name : names) {
      File file = new File(directory, name);
      boolean link = Files.isSymbolicLink(Path.of(directory.getPath()).resolve(safe(name)));
      tree.append(name).append(link ? "@" : "=" + (file.isFile() ? file.length() : tree(file)));
      tree.append(' ');
    }
    return tree.toString();
  }

  /** A path cannot have the name that java.io has for it. */
  private static String safe(String name) {
    return name.replace('\ud800', '?');
  }

  private static Object sorted(Object[] found) {
    if (found != null) {
      Arrays.sort(found);
    }
    return Arrays.toString(found);
  }

  private static Object read(InputStream in) throws IOException {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @SuppressWarnings("deprecation")
  private static void lookAsFile() {
    LOOKING.put(
        "queries",
        p -> {
          File f = new File(p);
          return List.of(f.exists(), f.isFile(), f.isDirectory(), f.length() > 0, f.canWrite());
        });
    LOOKING.put("time", p -> new File(p).lastModified() > 0);
    LOOKING.put("space", p -> new File(p).getTotalSpace() > 0);
    LOOKING.put("list", p -> sorted(new File(p).list()));
    LOOKING.put("list filtered", p -> sorted(new File(p).list((d, n) -> n.length() + 1 > 2)));
    LOOKING.put("listFiles", p -> sorted(new File(p).listFiles()));
    LOOKING.put("listFiles filtered", p -> sorted(new File(p).listFiles(File::isDirectory)));
    LOOKING.put("getCanonicalPath", p -> new File(p).getCanonicalPath());
    LOOKING.put("toURI", p -> new File(p).toURI());
    LOOKING.put("toURL", p -> new File(p).toURL());
    LOOKING.put("below", p -> new File(p, "x") + " " + new File(p, "x").exists());
    LOOKING.put("below as file", p -> new File(new File(p), "x").length());
    LOOKING.put("stream by name", p -> read(new FileInputStream(p)));
    LOOKING.put("stream", p -> read(new FileInputStream(new File(p))));
    LOOKING.put(
        "random access",
        p -> {
          try (RandomAccessFile file = new RandomAccessFile(p, "r")) {
            return file.readLine();
          }
        });
    LOOKING.put(
        "zip",
        p -> {
          try (ZipFile zip = new ZipFile(p)) {
            return zip.size();
          }
        });
    LOOKING.put("uri", p -> new File(new URI("file:" + p)).exists());
  }

  private static void lookAsPath() {
    LOOKING.put("exists", p -> Files.exists(Path.of(p)));
    LOOKING.put("size", p -> Files.size(Path.of(p)) > 0);
    LOOKING.put(
        "attributes",
        p -> {
          var found = Files.readAttributes(Path.of(p), BasicFileAttributes.class);
          return found.isDirectory() + " " + found.isRegularFile() + found.isSymbolicLink();
        });
    LOOKING.put("readString", p -> Files.readString(Path.of(p)));
    LOOKING.put(
        "list of paths",
        p -> {
          try (Stream<Path> found = Files.list(Path.of(p))) {
            return found.sorted().toList();
          }
        });
    LOOKING.put(
        "walk",
        p -> {
          try (Stream<Path> found = Files.walk(Path.of(p))) {
            return found.sorted().toList();
          }
        });
    LOOKING.put(
        "find",
        p -> {
          try (Stream<Path> found = Files.find(Path.of(p), 9, (q, a) -> a.isRegularFile())) {
            return found.sorted().toList();
          }
        });
    LOOKING.put(
        "walkFileTree",
        p -> {
          TreeSet<String> seen = new TreeSet<>();
          Files.walkFileTree(
              Path.of(p),
              new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                  seen.add(file + " " + attributes.isRegularFile());
                  return FileVisitResult.CONTINUE;
                }
              });
          return seen;
        });
    LOOKING.put(
        "directory stream",
        p -> {
          TreeSet<Path> seen = new TreeSet<>();
          try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(p))) {
            found.forEach(seen::add);
          }
          return seen;
        });
    LOOKING.put("toRealPath", p -> Path.of(p).toRealPath());
    LOOKING.put("own form", p -> Path.of(p).toRealPath(LinkOption.NOFOLLOW_LINKS));
    LOOKING.put("toUri", p -> Path.of(p).toUri());
    LOOKING.put("isSameFile", p -> Files.isSameFile(Path.of(p), Path.of("")));
    LOOKING.put("file store", p -> Files.getFileStore(Path.of(p)).name());
    LOOKING.put(
        "watch",
        p -> {
          try (WatchService watcher = FileSystems.getDefault().newWatchService()) {
            return Path.of(p).register(watcher, StandardWatchEventKinds.ENTRY_CREATE).watchable();
          }
        });
  }

  private static void changeAsFile() {
    CHANGING.put("createNewFile", p -> new File(p).createNewFile());
    CHANGING.put("mkdir", p -> new File(p).mkdir());
    CHANGING.put("mkdirs", p -> new File(p).mkdirs());
    CHANGING.put("go: delete", p -> new File(p).delete());
    CHANGING.put("go: renameTo", p -> new File(p).renameTo(new File(root, "d/new")));
    CHANGING.put("renameTo", p -> new File(root, "f").renameTo(new File(p)));
    CHANGING.put("setLastModified", p -> new File(p).setLastModified(1_000_000));
    CHANGING.put("setWritable", p -> new File(p).setWritable(true));
    CHANGING.put(
        "stream",
        p -> {
          new FileOutputStream(p).close();
          return true;
        });
    CHANGING.put(
        "temporary",
        p -> {
          File file = File.createTempFile("edge", null, new File(p));
          return file.getParent() + " " + file.exists() + file.delete();
        });
  }

  private static void changeAsPath() {
    CHANGING.put("write", p -> Files.writeString(Path.of(p), "written"));
    CHANGING.put("createDirectory", p -> Files.createDirectory(Path.of(p)));
    CHANGING.put("createDirectories", p -> Files.createDirectories(Path.of(p)));
    CHANGING.put("link", p -> Files.createSymbolicLink(Path.of(p), Path.of("f")));
    CHANGING.put("go: delete path", p -> Files.deleteIfExists(Path.of(p)));
    CHANGING.put("go: move", p -> Files.move(Path.of(p), Path.of(root, "d", "new")));
    CHANGING.put("move", p -> Files.move(Path.of(root, "f"), Path.of(p)));
    CHANGING.put("copy", p -> Files.copy(Path.of(root, "f"), Path.of(p)));
    CHANGING.put("copy away", p -> Files.copy(Path.of(p), Path.of(root, "d", "new")));
    CHANGING.put(
        "replace",
        p ->
            Files.copy(
                new ByteArrayInputStream(new byte[7]),
                Path.of(p),
                StandardCopyOption.REPLACE_EXISTING));
    CHANGING.put(
        "temporary path",
        p -> {
          Path file = Files.createTempFile(Path.of(p), "edge", null);
          return file.getParent() + " " + Files.deleteIfExists(file);
        });
  }
}

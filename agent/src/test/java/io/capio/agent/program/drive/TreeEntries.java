package io.capio.agent.program.drive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.Watchable;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What lists, walks and watches directories. */
public final class TreeEntries {

  private static final long MINUTE = 60;

  private TreeEntries() {}

  @SuppressWarnings("StreamResourceLeak") // Who describes them closes them.
  public static Object lists(Path d) throws Exception {
    return List.of(Files.list(d), Files.walk(d), Files.walk(d, 1));
  }

  @SuppressWarnings("StreamResourceLeak") // Who describes them closes them.
  public static Object finds(Path d) throws Exception {
    return Files.find(d, 3, (path, attributes) -> path.endsWith("inner") && path.startsWith(d));
  }

  public static Object streams(Path d) throws Exception {
    List<Object> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(d);
        DirectoryStream<Path> some = Files.newDirectoryStream(d, "t*");
        DirectoryStream<Path> few = Files.newDirectoryStream(d, Files::isDirectory)) {
      all.forEach(found::add);
      found.sort(null);
      some.forEach(found::add);
      few.forEach(found::add);
    }
    return found;
  }

  public static Object worksInADirectoryThatIsRenamed(Path d) throws Exception {
    List<Object> seen = new ArrayList<>();
    Path sub = d.resolve("sub");
    Path renamed = d.resolve("renamed");
    Path name = Path.of("made");
    try (DirectoryStream<Path> opened = Files.newDirectoryStream(sub);
        DirectoryStream<Path> other = Files.newDirectoryStream(d)) {
      SecureDirectoryStream<Path> stream = (SecureDirectoryStream<Path>) opened;
      Files.move(sub, renamed);
      try (SeekableByteChannel channel =
          stream.newByteChannel(
              name, EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW))) {
        channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      }
      seen.add(Files.readAllBytes(renamed.resolve(name)).length);
      seen.add(
          stream.getFileAttributeView(name, BasicFileAttributeView.class).readAttributes().size());
      seen.add(
          stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes().isDirectory());
      seen.add(
          stream
              .getFileAttributeView(renamed.resolve(name), BasicFileAttributeView.class)
              .readAttributes()
              .isRegularFile());
      stream.move(name, (SecureDirectoryStream<Path>) other, Path.of("moved"));
      seen.add(Files.exists(d.resolve("moved")));
      Files.createDirectory(renamed.resolve(name));
      Files.createFile(renamed.resolve(name).resolve("in it"));
      try (SecureDirectoryStream<Path> below =
          stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
        Path entry = below.iterator().next();
        seen.add(entry.toString());
        below.deleteFile(entry.getFileName());
      }
      stream.deleteDirectory(name);
      seen.add(Files.exists(renamed.resolve(name)));
    }
    return seen;
  }

  public static Object trees(Path d) throws Exception {
    List<Object> visited = new ArrayList<>();
    SimpleFileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            visited.add(file);
            return FileVisitResult.CONTINUE;
          }
        };
    Files.walkFileTree(d.resolve("sub"), visitor);
    Files.walkFileTree(
        d.resolve("sub"), EnumSet.noneOf(java.nio.file.FileVisitOption.class), 1, visitor);
    return visited;
  }

  public static Object watchesACreation(Path d) throws Exception {
    try (WatchService watcher = FileSystems.getDefault().newWatchService()) {
      WatchKey key = d.register(watcher, StandardWatchEventKinds.ENTRY_CREATE);
      Files.writeString(d.resolve("new"), "x");
      return List.of(watcher.take() == key, events(key), key.reset(), key.watchable());
    }
  }

  public static Object watchesADeletion(Path d) throws Exception {
    FileSystem fileSystem = d.getFileSystem();
    try (WatchService watcher = fileSystem.newWatchService()) {
      WatchEvent.Kind<?>[] kinds = {StandardWatchEventKinds.ENTRY_DELETE};
      WatchKey key = d.register(watcher, kinds, new WatchEvent.Modifier[0]);
      Files.delete(d.resolve("text"));
      WatchKey signalled = watcher.poll(MINUTE, TimeUnit.SECONDS);
      return List.of(signalled == key, events(key), key.isValid());
    }
  }

  public static Object watchesThroughTheInterface(Path d) throws Exception {
    Watchable directory = d;
    Watchable other = d.resolve("sub");
    try (WatchService watcher = FileSystems.getDefault().newWatchService()) {
      WatchKey key = directory.register(watcher, StandardWatchEventKinds.ENTRY_CREATE);
      WatchEvent.Kind<?>[] kinds = {StandardWatchEventKinds.ENTRY_CREATE};
      WatchKey second = other.register(watcher, kinds, new WatchEvent.Modifier[0]);
      Files.writeString(d.resolve("sub").resolve("new"), "x");
      WatchKey signalled = watcher.take();
      key.cancel();
      return List.of(signalled == second, events(second), key.isValid());
    }
  }

  private static Object events(WatchKey key) {
    List<Object> events = new ArrayList<>();
    for (WatchEvent<?> event : key.pollEvents()) {
      events.add(event.kind() + " " + event.context());
    }
    return events;
  }
}

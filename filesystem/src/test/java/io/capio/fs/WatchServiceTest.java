package io.capio.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.capio.fs.watch.CapioWatchService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class WatchServiceTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  @TempDir Path disk;

  private static Path directory(String name) throws IOException {
    Path root = WORKFLOW.fileSystem().wrap(WORKFLOW.capioDirectory());
    return Files.createDirectory(root.resolve(name));
  }

  @Test
  void modificationIsSeen() throws Exception {
    Path directory = directory("modified");
    Path file = Files.writeString(directory.resolve("file"), "x");
    try (WatchService watcher = directory.getFileSystem().newWatchService()) {
      WatchKey key = directory.register(watcher, StandardWatchEventKinds.ENTRY_MODIFY);
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
      assertThat(watcher.take()).isSameAs(key);
      List<WatchEvent<?>> events = key.pollEvents();
      assertThat(events).hasSize(1);
      assertThat(events.get(0).kind()).isEqualTo(StandardWatchEventKinds.ENTRY_MODIFY);
      assertThat(events.get(0).context()).hasToString("file");
      assertThat(key.reset()).isTrue();
      assertThat(watcher.poll()).isNull();
    }
  }

  @Test
  void aDirectoryThatTwoThreadsRegisterHasOneKey() throws Exception {
    Path directory = directory("registered-twice");
    for (int i = 0; i < 50; i++) {
      try (WatchService watcher = directory.getFileSystem().newWatchService()) {
        CompletableFuture<WatchKey> other =
            CompletableFuture.supplyAsync(() -> registerForDeletions(directory, watcher));
        WatchKey key = registerForDeletions(directory, watcher);
        assertThat(other.get()).as("attempt %d", i).isSameAs(key);
      }
    }
  }

  private static WatchKey registerForDeletions(Path directory, WatchService watcher) {
    try {
      return directory.register(watcher, StandardWatchEventKinds.ENTRY_DELETE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void directoryThatGoesIsSignalledWithAnInvalidKey() throws Exception {
    Path directory = directory("gone");
    try (WatchService watcher = directory.getFileSystem().newWatchService()) {
      WatchKey key = directory.register(watcher, StandardWatchEventKinds.ENTRY_CREATE);
      Files.delete(directory);
      assertThat(watcher.take()).isSameAs(key);
      assertThat(key.reset()).isFalse();
    }
  }

  @Test
  void oneServiceWatchesCapioAndTheDisk() throws Exception {
    Path directory = directory("both");
    try (CapioWatchService watcher =
        new CapioWatchService(FileSystems.getDefault().newWatchService())) {
      WatchEvent.Kind<?>[] kinds = {StandardWatchEventKinds.ENTRY_CREATE};
      WatchKey inside = watcher.register(directory, directory, kinds);
      WatchKey outside = watcher.registerOnDisk(disk, kinds);
      Files.writeString(disk.resolve("file"), "x");
      assertThat(watcher.take()).isSameAs(outside);
      Files.writeString(directory.resolve("file"), "x");
      assertThat(watcher.take()).isSameAs(inside);
    }
  }

  @Test
  void closingEndsAWait() throws Exception {
    WatchService watcher = WORKFLOW.fileSystem().newWatchService();
    CompletableFuture<WatchKey> taken =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return watcher.take();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    watcher.close();
    assertThatThrownBy(() -> taken.get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ClosedWatchServiceException.class);
    assertThatThrownBy(watcher::poll).isInstanceOf(ClosedWatchServiceException.class);
  }

  @Test
  void onlyDirectoriesAndKnownEventsCanBeWatched() throws Exception {
    Path directory = directory("refused");
    Path file = Files.writeString(directory.resolve("file"), "x");
    try (WatchService watcher = directory.getFileSystem().newWatchService()) {
      assertThatThrownBy(() -> file.register(watcher, StandardWatchEventKinds.ENTRY_CREATE))
          .isInstanceOf(NotDirectoryException.class)
          .hasMessage(file.toString());
      assertThatThrownBy(() -> directory.register(watcher))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void linksThatLeadNowhereDoNotKeepADirectoryFromBeingWatched() throws Exception {
    Path directory = directory("links");
    Files.writeString(directory.resolve("file"), "x");
    for (String target : List.of("circle", "absent", "file/below")) {
      Files.createSymbolicLink(
          directory.resolve(target.equals("absent") ? "dangling" : target.replace("/below", "2")),
          WORKFLOW.fileSystem().getPath(target));
    }
    try (WatchService watcher = directory.getFileSystem().newWatchService()) {
      WatchKey key = directory.register(watcher, StandardWatchEventKinds.ENTRY_CREATE);
      Files.writeString(directory.resolve("new"), "x");
      assertThat(watcher.take()).isSameAs(key);
      assertThat(key.pollEvents()).extracting(WatchEvent::context).hasToString("[new]");
    }
  }

  @Test
  void whatThisProcessMakesAndRemovesAtOnceIsSeen() throws Exception {
    Path directory = directory("short");
    try (WatchService service = new CapioWatchService(null)) {
      WatchKey key =
          ((CapioWatchService) service)
              .register(
                  directory,
                  directory,
                  new WatchEvent.Kind<?>[] {
                    StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE
                  });
      Files.delete(Files.createFile(directory.resolve("file")));
      Files.delete(Files.createDirectory(directory.resolve("directory")));
      List<String> seen = new ArrayList<>();
      while (seen.size() < 4) {
        assertThat(service.take()).isSameAs(key);
        key.pollEvents().forEach(event -> seen.add(event.kind() + " " + event.context()));
        key.reset();
      }
      assertThat(seen)
          .containsSubsequence("ENTRY_CREATE file", "ENTRY_DELETE file")
          .containsSubsequence("ENTRY_CREATE directory", "ENTRY_DELETE directory");
    }
  }

  @Test
  void ofADirectoryThatGoesItIsToldWhatWentBefore() throws Exception {
    Path directory = directory("gone");
    Path file = Files.createFile(directory.resolve("file"));
    try (CapioWatchService service = new CapioWatchService(null)) {
      WatchKey key =
          service.register(
              directory,
              directory,
              new WatchEvent.Kind<?>[] {StandardWatchEventKinds.ENTRY_DELETE});
      Files.delete(file);
      Files.delete(directory);
      List<String> seen = new ArrayList<>();
      do {
        assertThat(service.take()).isSameAs(key);
        key.pollEvents().forEach(event -> seen.add(event.kind() + " " + event.context()));
      } while (key.reset());
      assertThat(seen).containsExactly("ENTRY_DELETE file");
    }
  }
}

package io.capio.fs.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedDirectoriesTest {
  @TempDir Path directory;

  private DirectoryKey key(CapioWatchService service) {
    DirectoryKey key = new DirectoryKey(service, directory, directory);
    key.watchFor(Set.of(StandardWatchEventKinds.ENTRY_CREATE));
    return key;
  }

  @Test
  void aDirectoryIsWatchedThoughAnotherKeyOfItEndsAtThatMoment() throws Exception {
    Path file = Files.createFile(directory.resolve("short-lived"));
    try (CapioWatchService service = new CapioWatchService(null)) {
      for (int i = 0; i < 3000; i++) {
        DirectoryKey ending = key(service);
        DirectoryKey begun = key(service);
        WatchedDirectories.add(directory.toString(), ending);
        CompletableFuture<Void> end =
            CompletableFuture.runAsync(() -> WatchedDirectories.remove(ending));
        WatchedDirectories.add(directory.toString(), begun);
        end.join();
        WatchedDirectories.removing(file.toString());
        assertThat(begun.pollEvents()).as("attempt %d", i).hasSize(1);
        WatchedDirectories.remove(begun);
      }
    }
  }
}

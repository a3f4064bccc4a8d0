package io.capio.fs;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WatchTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  @ParameterizedTest
  @EnumSource
  void aKeyThatIsRegisteredAgainTellsWhatHappensFromThenOn(World world) throws Exception {
    Path directory = WORKFLOW.directory(world);
    try (WatchService service = directory.getFileSystem().newWatchService()) {
      WatchKey key = directory.register(service, ENTRY_CREATE);
      Path file = Files.createFile(directory.resolve("f"));
      assertThat(directory.register(service, ENTRY_MODIFY)).isSameAs(key);
      Files.writeString(file, "modified");
      assertThat(modified(service, key)).isEqualTo("f");
    }
  }

  /** The first file that is told to be modified; the creation before may have been told, too. */
  private static String modified(WatchService service, WatchKey key) throws Exception {
    while (true) {
      assertThat(service.take()).isSameAs(key);
      for (var event : key.pollEvents()) {
        if (event.kind() == ENTRY_MODIFY) {
          return event.context().toString();
        }
      }
      assertThat(key.reset()).isTrue();
    }
  }
}

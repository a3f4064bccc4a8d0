package io.capio.server.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskWriterTest {
  @Test
  void aJobThatFailsWhateverWayIsOverAndKeepsNobodyWaiting() {
    List<PersistJob> over = new ArrayList<>();
    // a target without a folder is what nobody asks for
    PersistJob wrong = new PersistJob(Path.of("x"), null, 0644, 0, 0, false, over::add);
    DiskWriter writer = new DiskWriter("disk-writer-test");
    writer.submit(wrong);
    writer.close();
    assertThat(writer.isBusy()).isFalse();
    assertThat(over).containsExactly(wrong);
    assertThat(wrong.failure()).isNotNull();
    assertThat(wrong.isPublished()).isFalse();
  }
}

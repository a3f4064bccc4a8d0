package io.capio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapioFilesTest {
  @Test
  void withoutAnAgent_operationsAreTheJdks(@TempDir Path folder) throws IOException {
    Path directory = CapioFiles.createDirectories(folder.resolve("a/b"));
    Path file = directory.resolve("file");
    try (OutputStream out = CapioFiles.newOutputStream(file)) {
      out.write(42);
    }

    assertThat(CapioFiles.isActive()).isFalse();
    assertThat(file).exists();
    assertThat(CapioFiles.size(file)).isEqualTo(1);
    assertThat(CapioFiles.isRegularFile(file)).isTrue();
    assertThat(CapioFiles.isDirectory(directory)).isTrue();
    try (InputStream in = CapioFiles.newInputStream(file);
        Stream<Path> entries = CapioFiles.list(directory)) {
      assertThat(in.read()).isEqualTo(42);
      assertThat(entries).containsExactly(file);
    }
    CapioFiles.delete(file);
    assertThat(CapioFiles.exists(file)).isFalse();
    assertThatThrownBy(() -> CapioFiles.size(file)).isInstanceOf(NoSuchFileException.class);
  }
}

package io.capio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
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

  @Test
  void scan_givesNamesPathsAndKinds(@TempDir Path folder) throws IOException {
    Path file = CapioFiles.write(folder.resolve("file"), new byte[3]);
    CapioFiles.createDirectory(folder.resolve("directory"));
    Files.createSymbolicLink(folder.resolve("link"), file);
    Map<String, CapioEntry> found = new HashMap<>();
    try (DirectoryStream<CapioEntry> entries = CapioFiles.scan(folder)) {
      entries.forEach(entry -> found.put(entry.name(), entry));
    }

    assertThat(found).containsOnlyKeys("file", "directory", "link");
    assertThat(found.get("file").path()).isEqualTo(file);
    assertThat(found.get("file").isRegularFile()).isTrue();
    assertThat(found.get("file").isDirectory()).isFalse();
    assertThat(found.get("directory").isDirectory()).isTrue();
    assertThat(found.get("link").isSymbolicLink()).isTrue();
    assertThat(found.get("link").isRegularFile()).isFalse();
    assertThat(found.get("file").fileKey())
        .isEqualTo(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
  }

  @Test
  void entryThatHasGone_isNothing(@TempDir Path folder) throws IOException {
    Path file = CapioFiles.write(folder.resolve("file"), new byte[3]);
    CapioEntry entry;
    try (DirectoryStream<CapioEntry> entries = CapioFiles.scan(folder)) {
      entry = entries.iterator().next();
    }
    assertThat(CapioFiles.deleteIfExists(file)).isTrue();

    assertThat(entry.isRegularFile() || entry.isDirectory() || entry.isSymbolicLink()).isFalse();
    assertThatThrownBy(entry::fileKey).isInstanceOf(NoSuchFileException.class);
  }
}

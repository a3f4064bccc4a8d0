package io.capio.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapioFileSystemProviderTest {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "workflowName",
          "fsuri" + ProcessHandle.current().pid(),
          "awaitServerTimeoutSeconds",
          "120");

  @Test
  void aFileSystemIsFoundByItsUri(@TempDir Path directory) throws IOException {
    URI uri = URI.create("capio://" + directory.toUri().getRawPath());
    Path file;
    try (FileSystem opened = FileSystems.newFileSystem(uri, OPTIONS)) {
      assertThat(FileSystems.getFileSystem(uri)).isSameAs(opened);
      assertThatThrownBy(() -> FileSystems.newFileSystem(uri, OPTIONS))
          .isInstanceOf(FileSystemAlreadyExistsException.class);
      file = opened.getPath(directory.resolve("gr\u00fc\u00df dich").toString());
      Files.writeString(file, "x");
      assertThat(Path.of(file.toUri())).isEqualTo(file).hasContent("x");
      assertThat(file.toUri().getScheme()).isEqualTo("capio");
      assertThat(opened.provider().getScheme()).isEqualTo("capio");
      assertThat(opened.isOpen()).isTrue();
      assertThat(opened.isReadOnly()).isFalse();
    }
    assertThatThrownBy(() -> FileSystems.getFileSystem(uri))
        .isInstanceOf(FileSystemNotFoundException.class);
    assertThatThrownBy(() -> Path.of(uri)).isInstanceOf(FileSystemNotFoundException.class);
    assertThatThrownBy(() -> Files.exists(file)).isInstanceOf(ClosedFileSystemException.class);
  }

  @Test
  void wrongUrisAndOptionsAreNamed(@TempDir Path directory) {
    String path = directory.toString();
    assertThatThrownBy(() -> FileSystems.newFileSystem(URI.create("capio://host" + path), OPTIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("capio:///absolute/path");
    assertThatThrownBy(
            () ->
                FileSystems.newFileSystem(
                    URI.create("capio://" + path + "?workflowNam=x"), OPTIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("workflowName");
    assertThatThrownBy(
            () -> FileSystems.newFileSystem(URI.create("capio://" + path + "?x"), OPTIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no value");
  }
}

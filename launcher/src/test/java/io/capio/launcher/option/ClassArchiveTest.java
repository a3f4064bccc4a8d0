package io.capio.launcher.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  @TempDir Path folder;
  private Path jar;
  private Path maker;

  @BeforeEach
  void jarWithArchive() throws IOException {
    jar = folder.resolve("tool.jar");
    maker = folder.resolve("tool.jsa.jdk");
    Files.writeString(folder.resolve("tool.jsa"), "classes");
  }

  @Test
  void archiveOfThisJdk_isUsed() throws IOException {
    Files.copy(Path.of(System.getProperty("java.home"), "release"), maker);
    assertThat(ClassArchive.options(jar))
        .contains("-XX:SharedArchiveFile=" + folder.resolve("tool.jsa"));
  }

  @Test
  void archiveOfAnotherJdk_isNotMentioned() throws IOException {
    Files.writeString(maker, "JAVA_VERSION=\"1\"\n");
    assertThat(ClassArchive.options(jar)).isEmpty();
  }

  @Test
  void archiveOfUnknownOrigin_isNotMentioned() {
    assertThat(ClassArchive.options(jar)).isEmpty();
  }
}

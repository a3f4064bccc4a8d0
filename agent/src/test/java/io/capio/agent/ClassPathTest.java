package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JVM loads classes from stays on the disk, also below the CAPIO directory. */
class ClassPathTest {

  @TempDir Path directory;
  private Path inside;
  private Path shadow;

  @BeforeEach
  void connect() throws IOException {
    inside = Files.createDirectories(directory.resolve("inside"));
    shadow = Files.createDirectories(directory.resolve("shadow"));
    Files.createDirectory(inside.resolve("lib"));
    Files.createDirectory(shadow.resolve("lib"));
    new ShadowTarget(inside, shadow).connect();
    String lib = inside.resolve("lib").toString();
    CapioLoading.leaveOnDisk(new CapioDirectory[] {new CapioDirectory("/", lib, lib)});
  }

  @AfterEach
  void nothingIsLeftOnTheDisk() {
    CapioLoading.leaveOnDisk(new CapioDirectory[0]);
  }

  private static String text(Path file) throws IOException {
    try (FileInputStream in = CapioLoading.newFileInputStream(file.toFile())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void archivesOfTheClassPathAreReadFromTheDisk() throws IOException {
    Path file = Files.writeString(inside.resolve("lib").resolve("a"), "disk");
    Files.writeString(shadow.resolve("lib").resolve("a"), "CAPIO");
    assertThat(text(file)).isEqualTo("disk");
    assertThat(CapioLoading.length(file.toFile())).isEqualTo(4);
  }

  @Test
  void otherArchivesAreThoseOfCapio() throws IOException {
    Path file = inside.resolve("a");
    Files.writeString(shadow.resolve("a"), "CAPIO");
    assertThat(text(file)).isEqualTo("CAPIO");
    assertThat(CapioLoading.exists(file.toFile())).isTrue();
    assertThat(CapioLoading.delete(file.toFile())).isTrue();
    assertThat(shadow.resolve("a")).doesNotExist();
  }

  @Test
  void entriesInsideAreFound() {
    CapioDirectory capio = new CapioDirectory("/base", "/base/data", "/base/data");
    String before = System.getProperty("java.class.path");
    System.setProperty("java.class.path", "/lib/a.jar:data/b.jar::/base/data/classes");
    try {
      CapioDirectory[] found =
          ClassPathEntries.inside(capio, "/base", new File("/base/data/agent.jar"));
      assertThat(found).hasSize(3);
      assertThat(found[0].contains("/base/data/agent.jar")).isTrue();
      assertThat(found[1].contains("/base/data/b.jar")).isTrue();
      assertThat(found[2].contains("data/classes/x/Y.class")).isTrue();
    } finally {
      System.setProperty("java.class.path", before);
    }
  }
}

package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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
    CapioLoading.leaveOnDisk(
        new CapioDirectory[] {
          place(inside), place(inside.resolve("lib").resolve("a")), place(inside.resolve("classes"))
        },
        new CapioDirectory[] {place(inside.resolve("modules"))});
  }

  @AfterEach
  void nothingIsLeftOnTheDisk() {
    CapioLoading.leaveOnDisk(new CapioDirectory[0], new CapioDirectory[0]);
  }

  private static CapioDirectory place(Path path) {
    return new CapioDirectory("/", path.toString(), path.toString());
  }

  private static String text(Path file) throws IOException {
    try (RandomAccessFile in = CapioLoading.newRandomAccessFile(file.toFile(), "r")) {
      return in.readLine();
    }
  }

  @Test
  void archivesOfTheClassPathAreReadFromTheDisk() throws IOException {
    Path file = Files.writeString(inside.resolve("lib").resolve("a"), "disk");
    Files.writeString(shadow.resolve("lib").resolve("a"), "CAPIO");
    assertThat(text(file)).isEqualTo("disk");
  }

  /**
   * The JDK's loader is rewritten late, what it finds is read by a class that is rewritten then.
   */
  @Test
  void classesThatTheJdkFoundOnTheDiskAreReadFromTheDisk() throws IOException {
    File found = Files.writeString(inside.resolve("X.class"), "disk").toFile();
    Files.writeString(shadow.resolve("X.class"), "CAPIO");
    assertThat(CapioLoading.length(found)).isEqualTo(4);
    try (FileInputStream in = CapioLoading.newFileInputStream(found)) {
      assertThat(in.readAllBytes()).asString().isEqualTo("disk");
    }
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
  void classesOfAnotherLoaderBelowADirectoryOfTheClassPathAreThoseOfCapio() throws IOException {
    Files.createDirectory(shadow.resolve("out"));
    Files.writeString(shadow.resolve("out").resolve("X.class"), "CAPIO");
    File found = CapioLoading.newFile(inside.resolve("out").toFile(), "X.class");
    assertThat(CapioLoading.exists(found)).isTrue();
    try (FileInputStream in = CapioLoading.newFileInputStream(found)) {
      assertThat(in.readAllBytes()).asString().isEqualTo("CAPIO");
    }
    assertThat(found).isEqualTo(inside.resolve("out").resolve("X.class").toFile());
  }

  @Test
  void classesInADirectoryOfTheClassPathAreLookedForOnTheDisk() throws IOException {
    Files.createDirectory(shadow.resolve("classes"));
    Files.writeString(shadow.resolve("classes").resolve("X.class"), "CAPIO");
    File directory = inside.resolve("classes").toFile();
    assertThat(CapioLoading.exists(CapioLoading.newFile(directory, "X.class"))).isFalse();
    Files.createDirectory(directory.toPath());
    Files.writeString(directory.toPath().resolve("X.class"), "disk");
    File found = CapioLoading.newFile(directory, "X.class");
    assertThat(CapioLoading.length(found)).isEqualTo(4);
    assertThat(CapioLoading.length(CapioLoading.getCanonicalFile(found))).isEqualTo(4);
  }

  @Test
  void allBelowTheModulePathIsReadFromTheDisk() throws IOException {
    Path modules = Files.createDirectory(inside.resolve("modules"));
    Path file = Files.writeString(modules.resolve("m.jar"), "disk");
    assertThat(text(file)).isEqualTo("disk");
    assertThat(CapioLoading.readAllBytes(file)).asString().isEqualTo("disk");
    assertThat(CapioLoading.isDirectory(modules)).isTrue();
  }

  @Test
  void otherModulesAreThoseOfCapio() throws IOException {
    Path module = inside.resolve("plugins").resolve("m");
    Files.createDirectories(shadow.resolve("plugins").resolve("m"));
    Files.writeString(shadow.resolve("plugins").resolve("m").resolve("x"), "CAPIO");
    assertThat(CapioLoading.isDirectory(module)).isTrue();
    assertThat(CapioLoading.readAllBytes(module.resolve("x"))).asString().isEqualTo("CAPIO");
    try (InputStream in = CapioLoading.newInputStream(module.resolve("x"));
        Stream<Path> all = CapioLoading.walk(module, 1)) {
      assertThat(in.readAllBytes()).asString().isEqualTo("CAPIO");
      assertThat(all).hasSize(2);
    }
  }

  @Test
  void entriesInsideAreFound() {
    CapioDirectory capio = new CapioDirectory("/base", "/base/data", "/base/data");
    String before = System.getProperty("java.class.path");
    System.setProperty("java.class.path", "/lib/a.jar:data/b.jar::/base/data/classes");
    try {
      CapioDirectory[] found =
          ClassPathEntries.ofClasses(capio, "/base", new File("/base/data/agent.jar"));
      assertThat(found).hasSize(3);
      assertThat(found[0].contains("/base/data/agent.jar")).isTrue();
      assertThat(found[1].contains("/base/data/b.jar")).isTrue();
      assertThat(found[2].isNamedBy("data/classes")).isTrue();
      assertThat(found[2].isNamedBy("data/classes/x")).isFalse();
    } finally {
      System.setProperty("java.class.path", before);
    }
  }
}

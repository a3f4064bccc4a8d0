package io.capio.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CapioPathTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  private static CapioFileSystem fileSystem() {
    return WORKFLOW.fileSystem();
  }

  @Test
  void lexicalOperationsAreThoseOfTheDefaultFileSystem() {
    Path plain = Path.of("/a/../b/./c.txt");
    Path capio = fileSystem().wrap(plain);
    assertThat(capio.toString()).isEqualTo(plain.toString());
    assertThat(capio.normalize()).hasToString("/b/c.txt");
    assertThat(capio.getParent()).hasToString("/a/../b/.");
    assertThat(capio.getFileName()).hasToString("c.txt");
    assertThat(capio.getRoot()).hasToString("/");
    assertThat(capio.getNameCount()).isEqualTo(5);
    assertThat(capio.getName(1)).hasToString("..");
    assertThat(capio.subpath(2, 5)).hasToString("b/./c.txt");
    assertThat(capio.resolve("d")).hasToString("/a/../b/./c.txt/d");
    assertThat(capio.resolveSibling("d")).hasToString("/a/../b/./d");
    assertThat(capio.relativize(capio.resolve("x/y"))).hasToString("x/y");
    assertThat(capio.startsWith("/a")).isTrue();
    assertThat(capio.endsWith("c.txt")).isTrue();
    assertThat(capio.isAbsolute()).isTrue();
    List<String> names = new ArrayList<>();
    capio.forEach(name -> names.add(name.toString()));
    assertThat(names).containsExactly("a", "..", "b", ".", "c.txt");
    assertThat(fileSystem().wrap(Path.of("/")).getParent()).isNull();
    assertThat(fileSystem().getPath("x", "y").toAbsolutePath())
        .hasToString(Path.of("x", "y").toAbsolutePath().toString());
  }

  @Test
  void equalPathsAreOfOneFileSystem() throws IOException {
    Path capio = fileSystem().getPath("/a");
    assertThat(capio)
        .isEqualTo(fileSystem().wrap(Path.of("/a")))
        .hasSameHashCodeAs(fileSystem().getPath("/a"))
        .isNotEqualTo(Path.of("/a"))
        .isEqualByComparingTo(fileSystem().getPath("/a"));
    assertThat(capio.startsWith(Path.of("/"))).isFalse();
    assertThatThrownBy(() -> capio.resolve(Path.of("b")))
        .isInstanceOf(ProviderMismatchException.class);
    assertThatThrownBy(() -> capio.compareTo(Path.of("b"))).isInstanceOf(ClassCastException.class);
    try (FileSystem zip =
        FileSystems.newFileSystem(
            WORKFLOW.base().resolve("z.zip"), java.util.Map.of("create", "true"))) {
      assertThatThrownBy(() -> fileSystem().wrap(zip.getPath("/")))
          .isInstanceOf(IllegalArgumentException.class);
      Path foreign = zip.getPath("/");
      assertThat(fileSystem().unwrap(foreign)).isSameAs(foreign);
    }
    assertThat(fileSystem().unwrap(capio)).isEqualTo(Path.of("/a"));
    assertThat(fileSystem().wrap(capio)).isSameAs(capio);
  }

  @Test
  void containsMeansTheDirectoryAndWhatIsBelow() {
    Path directory = WORKFLOW.capioDirectory();
    assertThat(fileSystem().contains(directory)).isTrue();
    assertThat(fileSystem().contains(directory.resolve("a/b"))).isTrue();
    assertThat(fileSystem().contains(directory.resolve(".hidden"))).isTrue();
    assertThat(fileSystem().contains(directory.resolve("../capio/x"))).isTrue();
    assertThat(fileSystem().contains(directory.resolve(".."))).isFalse();
    assertThat(fileSystem().contains(directory.resolveSibling("capio2/x"))).isFalse();
    assertThat(fileSystem().contains(Path.of("x"))).isFalse();
    Path here = Path.of("").toAbsolutePath();
    assertThat(fileSystem().contains(here.relativize(directory.resolve("x")))).isTrue();
    assertThat(fileSystem().contains("")).isFalse();
    assertThat(fileSystem().contains(directory + "//x/")).isTrue();
  }

  @Test
  void aDirectoryGivenThroughALinkIsKnownInBothSpellings() throws IOException {
    Path link = WORKFLOW.base().resolve("link");
    Files.createSymbolicLink(link, WORKFLOW.capioDirectory());
    io.capio.client.settings.Settings settings =
        io.capio.client.settings.Settings.resolve(
            java.util.Map.of(
                "capioDir",
                link.toString(),
                "workflowName",
                fileSystem().client().settings().workflowName(),
                "appName",
                "linked"));
    try (CapioFileSystem linked = CapioFileSystem.open(settings)) {
      Path file = linked.wrap(link.resolve("through-link"));
      Files.writeString(file, "x");
      assertThat(linked.wrap(WORKFLOW.capioDirectory().resolve("through-link"))).hasContent("x");
      assertThat(file.toRealPath())
          .hasToString(WORKFLOW.capioDirectory().resolve("through-link").toString());
      assertThatThrownBy(() -> Files.newInputStream(file.resolveSibling("absent")))
          .hasMessage(link.resolve("absent").toString());
      Path open = file.resolveSibling("open");
      Files.createSymbolicLink(file.resolveSibling("to-open"), open);
      try (OutputStream out = Files.newOutputStream(open)) {
        out.write(1);
        assertThat(new JavaIo(linked).getCanonicalPath(link.resolve("to-open").toFile()))
            .isEqualTo(WORKFLOW.capioDirectory().resolve("open").toString());
      }
    }
  }

  @Test
  void whatOnlyADiskHasIsRefusedWithTheReason() throws IOException {
    Path capio = fileSystem().getPath("a");
    assertThatThrownBy(capio::toFile)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("unwrap");
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      assertThatThrownBy(() -> capio.register(watch, StandardWatchEventKinds.ENTRY_CREATE))
          .isInstanceOf(ProviderMismatchException.class)
          .hasMessageContaining("CAPIO");
    }
  }

  @Test
  void globsMatchWrappedPaths() {
    assertThat(fileSystem().getPathMatcher("glob:*.{txt,md}").matches(fileSystem().getPath("a.md")))
        .isTrue();
    assertThat(fileSystem().getPathMatcher("regex:a+").matches(fileSystem().getPath("b")))
        .isFalse();
  }
}

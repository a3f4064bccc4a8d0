package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capio.it.harness.Artifacts;
import io.capio.it.harness.NativeServer;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Samples;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows is what happens. */
@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class SamplesIT {
  static Stream<Samples> pages() throws IOException {
    Path root = Artifacts.ROOT;
    try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
      return Stream.concat(
          Stream.of(root.resolve("README.md"), root.resolve("examples/README.md")), docs)
          .filter(page -> page.toString().endsWith(".md"))
          .sorted()
          .map(SamplesIT::read)
          .toList()
          .stream();
    }
  }

  private static Samples read(Path page) {
    try {
      return Samples.of(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Samples> pagesWithCommands() throws IOException {
    return pages().filter(page -> page.hasCommands(null));
  }

  static Stream<Arguments> needs() throws IOException {
    return pages().flatMap(page -> page.needs().stream().map(need -> Arguments.of(page, need)));
  }

  @ParameterizedTest
  @MethodSource("pagesWithCommands")
  void commands_run(Samples page, Workflow workflow) throws IOException {
    Running commands = page.start(workflow, null);
    assertThat(commands.status())
        .as(() -> "status of the commands of " + page + ", " + commands)
        .isZero();
  }

  @ParameterizedTest
  @MethodSource("needs")
  void commandsThatNeedMore_runWhereItIs(Samples page, String need, Workflow workflow)
      throws IOException {
    switch (need) {
      case "capio_server" ->
          assumeTrue(NativeServer.find().isPresent(), "no native capio_server on the PATH");
      case "libcapio_posix" ->
          assumeTrue(
              System.getenv("CAPIO_POSIX") != null, "CAPIO_POSIX names no libcapio_posix.so");
      default -> throw new AssertionError("nobody knows what " + need + " is");
    }
    Running commands = page.start(workflow, need);
    assertThat(commands.status())
        .as(() -> "status of the commands of " + page + " that need " + need + ", " + commands)
        .isZero();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void samplesThatAreNotRunHere_haveATestOfTheirOwn(Samples page) {
    assertThat(page.runners())
        .allSatisfy(
            name ->
                assertThat(Artifacts.ROOT.resolve("src/test/java/io/capio/it/" + name + ".java"))
                    .exists());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void programsAndRules_areFilesThatACommandUses(Samples page) {
    String commands =
        String.join(
            "\n",
            page.blocks().stream()
                .filter(block -> block.language().equals("sh"))
                .map(Samples.Block::text)
                .toList());
    assertThat(page.blocks())
        .filteredOn(block -> List.of("java", "json", "python").contains(block.language()))
        .allSatisfy(
            block -> {
              assertThat(block.marker()).as(block.text()).isEqualTo("file");
              assertThat(commands).contains(block.marked());
            });
  }
}

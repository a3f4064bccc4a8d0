package io.capio.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What shells and man make of the documents. */
class DocumentsTest {
  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Documents.main(new String[] {folder.toString(), "1.2"});
  }

  private static boolean isInstalled(String command) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(path -> Files.isExecutable(Path.of(path, command)));
  }

  private String output(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @ParameterizedTest
  @CsvSource({
    "workfl, workflow",
    "workflow r, run report",
    "workflow run --seq, --sequential",
    "server st, start status stop",
    "--miss, --missing",
    "--missing w, wait",
    "--size '', final current",
    "--capio-dir com, completion"
  })
  void bash_completesTheLine(String words, String expected)
      throws IOException, InterruptedException {
    String script =
        "compopt() { :; }; . completion/capio-run; COMP_WORDS=(capio-run "
            + words.replaceAll(" $", " ''")
            + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=\"${COMP_WORDS[*]}\";"
            + " COMP_POINT=${#COMP_LINE}; completer=$(complete -p capio-run);"
            + " completer=${completer##*-F }; ${completer%% *} capio-run"
            + " \"${COMP_WORDS[COMP_CWORD]}\"; echo ${COMPREPLY[*]}";
    assertThat(output("bash", "-c", script).strip()).isEqualTo(expected);
  }

  @Test
  void zsh_takesTheSameScript() throws IOException, InterruptedException {
    assumeTrue(isInstalled("zsh"), "no zsh on the PATH: completion was not tried there");
    String script =
        "autoload -U compinit; compinit -u -d dump; . completion/capio-run;"
            + " print $_comps[capio-run]";
    assertThat(output("zsh", "-fc", script)).contains("_complete_capio-run");
  }

  @Test
  void everyManPage_isFreeOfWarnings_andSaysWhatTheHelpSays()
      throws IOException, InterruptedException {
    Path run = folder.resolve("man/man1/capio-run-workflow-run.1");
    assertThat(Files.readString(run))
        .contains(
            ".SH SYNOPSIS", "\\-\\-sequential", "capio-run 1.2", ".BR capio\\-run\\-workflow (1)");
    List<Path> pages;
    try (Stream<Path> all = Files.list(run.getParent())) {
      pages = all.sorted().toList();
    }
    assertThat(pages).hasSizeGreaterThan(15);
    assumeTrue(isInstalled("groff"), "no groff on the PATH: man pages were not rendered");
    for (Path page : pages) {
      assertThat(output("sh", "-c", "groff -Tutf8 -man -ww -z " + page))
          .as(page.toString())
          .isEmpty();
    }
    assertThat(output("groff", "-Tascii", "-P-cbou", "-man", run.toString()))
        .contains("NAME", "capio-run workflow run", "--log-dir DIR", "SEE ALSO");
  }
}

package io.capio.launcher.cl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.capio.cl.CapioClException;
import io.capio.launcher.option.SettingOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RuleCommandsTest {
  private static final String DOCUMENT =
      """
      {"name": "wf", "IO_Graph": [
        {"name": "maker", "input_stream": [], "output_stream": ["out/*.csv", "parts"],
         "streaming": [
           {"name": ["out/*.csv"], "committed": "on_close:2", "mode": "MODE"},
           {"dirname": ["parts"], "committed": "on_n_files", "n_files": 3}]},
        {"name": "user", "input_stream": ["out/*.csv", "parts"], "output_stream": ["result"]}],
       "permanent": ["result"], "exclude": ["*.tmp"]}
      """;

  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private PrintStream standardOutput;
  private Throwable failure;

  @BeforeEach
  void listen() {
    standardOutput = System.out;
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(standardOutput);
  }

  private String run(String mode, String... words) throws Exception {
    Path file = Files.writeString(folder.resolve("wf.json"), DOCUMENT.replace("MODE", mode));
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].replace("FILE", file.toString()).replace("DIR", folder.toString());
    }
    CommandLine command = ClCommand.commandLine(new SettingOptions());
    command.setExecutionExceptionHandler(
        (problem, line, parsed) -> {
          failure = problem;
          return 65;
        });
    command.execute(words);
    return said.toString(StandardCharsets.UTF_8).replace(folder.toRealPath().toString(), "DIR");
  }

  @Test
  void check_showsTheResolvedRules() throws Exception {
    String text = run("no_update", "check", "FILE", "--capio-dir", "DIR");
    assertThat(text.lines().map(line -> line.replaceAll(" +", " ").strip()))
        .containsExactly(
            "workflow wf, directory DIR",
            "PATH WRITTEN BY READ BY COMMITTED MODE ALSO",
            "DIR/out/*.csv maker user on_close:2 no_update",
            "DIR/parts maker user on_n_files 3 no_update directory",
            "DIR/result user - on_termination update permanent",
            "*.tmp - - on_termination update excluded");
  }

  @Test
  void rejectedFile_isOneSentenceWithTheJsonPath() throws Exception {
    run("sometimes", "check", "FILE", "--capio-dir", "DIR");
    assertThat(failure)
        .isInstanceOf(CapioClException.class)
        .hasMessageContaining("$.IO_Graph[0].streaming[0].mode expected update or no_update");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no_update | out/a.csv | user | decided by  DIR/out/*.csv | open        waits until it exists",
        "no_update | out/a.csv | user | close number 2 | read        waits until there is at least one",
        "update | DIR/out/a.csv | user | written by  maker | read        waits until the file is",
        "update | out/a.csv | maker | read by     user | read        never waits: maker writes it",
        "update | x.tmp | user | also        excluded | read        never waits: CAPIO leaves it",
        "update | x | user | no entry: the default rule | open        fails if it does not exist",
        "update | parts | user | when it has 3 entries | list        gives entries as they appear",
        "update | /else/where | user | /else/where | not CAPIO's"
      })
  void explain_namesTheEntryAndTheWaits(
      String mode, String path, String application, String entry, String wait) throws Exception {
    String text = run(mode, "explain", "FILE", path, "--app", application, "--capio-dir", "DIR");
    assertThat(text).contains(entry).contains(wait);
  }

  @Test
  void ruleOnTheCommandLine_becomesTheMessage() throws Exception {
    RuleOptions options = new RuleOptions();
    new CommandLine(options)
        .parseArgs("out/*", "--committed", "on_close:2", "--producer", "p", "--directory");
    assertThat(new ObjectMapper().readTree(options.message("wf", "set")))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"operation": "set", "path": "out/*", "workflow_name": "wf",
                     "CapioClEntry": {"producers": ["p"], "commit_rule": "on_close",
                       "commit_on_close_count": 2, "is_file": false}}
                    """));
  }
}

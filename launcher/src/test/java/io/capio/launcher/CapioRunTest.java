package io.capio.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.launcher.option.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CapioRunTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private PrintStream standardError;

  @BeforeEach
  void listen() {
    standardError = System.err;
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(standardError);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--capoi-dir x a.jar | did you mean --capio-dir?",
        "--capio-dir | missing required parameter",
        "serve | did you mean the command server?",
        "server stat | did you mean status?",
        "workflow rn x.yaml | unknown command: 'rn', the commands are report, run; ",
        "--workflow-name  --exec true | --workflow-name has an empty value",
        "server | server needs a command",
        "cl | cl needs a command",
        "cl add | missing required parameter",
        "cl explain f p | missing required option",
        "explain | missing required parameter",
        "no.jar | the target no.jar does not exist",
        "--missing never no.jar | the target no.jar",
        "-m | -m needs the name of a module",
        "--exec | --exec needs a command",
        "--exec -- no-such-command x | the command no-such-command is not on the PATH",
        "--exec /no/such/command | the command /no/such/command does not exist",
        "--exec / | the command / is a directory",
        "--exec /proc/self/status | the command /proc/self/status is not executable",
        "--java x --exec true | do not go with it",
        "demo --input /no/such | is not a readable file"
      })
  void wrongCommandLine_isOneLineAndStatus64(String line, String message) {
    int status = CapioRun.commandLine().execute(line.split(" ", -1));
    assertThat(status).isEqualTo(ExitStatus.USAGE);
    assertThat(said()).startsWith("capio-run: ").containsIgnoringCase(message).hasLineCount(1);
  }

  @Test
  void optionValueThatDoesNotFit_isNamedAsTheOption() throws Exception {
    String source = java.nio.file.Files.createTempFile("Step", ".java").toString();
    int status = CapioRun.commandLine().execute("--missing", "never", source, "--missing");
    assertThat(status).isEqualTo(ExitStatus.USAGE);
    assertThat(said()).contains("--missing is \"never\"; it must be one of auto, wait, fail");
    java.nio.file.Files.delete(java.nio.file.Path.of(source));
  }

  @Test
  void wordsBehindTheTarget_areTheProgramsAlone() {
    CommandLine.ParseResult words =
        CapioRun.commandLine().parseArgs("--stream", "a.jar", "--stream", "@file", "--", "-m", "x");
    assertThat(words.matchedPositionalValue(0, java.util.List.<String>of()))
        .containsExactly("a.jar", "--stream", "@file", "--", "-m", "x");
  }

  @Test
  void wordsBehindTheModule_areTheProgramsAlone() {
    CommandLine.ParseResult words =
        CapioRun.commandLine().parseArgs("-p", "mods", "-m", "m/c", "--stream", "-h");
    assertThat(words.hasMatchedOption("--stream")).isFalse();
    assertThat(words.isUsageHelpRequested()).isFalse();
  }
}

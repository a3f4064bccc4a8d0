package io.capio.cl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapioClExceptionTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'name':'w'}|at $.IO_Graph expected an array of applications, found nothing",
        "{'name':7,'IO_Graph':[]}|at $.name expected the name of the workflow in a string, found 7",
        "{'name':'w','IO_Graph':[],'permanent':[null]}|at $.permanent[0] expected a path or pattern in"
            + " a string, found null",
        "{'name':'w','IO_Graph':[],'storage':{'disk':[]}}|at $.storage expected no members but memory,"
            + " fs, found the member 'disk'",
        "{'name':'w','IO_Graph':[],'version':'x'}|at $.version expected the number 1.1, or no version"
            + " for version 1, found 'x'",
        "[]|at $ expected a JSON object, found an array",
        "{'name':'w',|at line 1, column 13 expected JSON, found a syntax error: Unexpected end-of-input"
            + " within/between Object entries",
        "{'name':[ }|at line 1, column 11 expected JSON, found a syntax error: Unexpected close marker",
        "{} {}|at line 1, column 4 expected JSON, found a syntax error"
      })
  void message_isOneSentenceWithFilePlaceExpectationAndFinding(String json, String sentence)
      throws IOException {
    Path file = directory.resolve("graph.json");
    Files.writeString(file, json.replace('\'', '"'));

    CapioClException rejection =
        catchThrowableOfType(
            CapioClException.class, () -> CapioClFile.parse(file, ParseOptions.defaults()));

    assertThat(rejection.source()).isEqualTo(file.toString());
    assertThat(rejection.getMessage())
        .startsWith(file + ": " + sentence.replace('\'', '"'))
        .doesNotContain("\n")
        .doesNotContain("Source:");
  }

  @Test
  void longFinding_isCut() {
    assertThat(Documents.rejection("{'name':'w','IO_Graph':'" + "x".repeat(5000) + "'}"))
        .hasMessageEndingWith("xxx...\"");
  }

  @Test
  void directoryInPlaceOfAFile_isNamed() {
    assertThat(
            catchThrowableOfType(
                CapioClException.class,
                () -> CapioClFile.parse(directory, ParseOptions.defaults())))
        .hasMessage(directory + ": expected a readable file, found a directory");
  }
}

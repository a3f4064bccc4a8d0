package io.capio.cl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformanceTableTest {
  private static final Path DOCUMENTS = Path.of("src/test/resources/io/capio/cl/conformance");
  private static final String APPLICATION = "$.IO_Graph[0]";
  private static final String RULE = APPLICATION + ".streaming[0]";

  /** Where each document is wrong; the same in both versions. */
  private static final Map<String, String> WRONG_AT =
      Map.ofEntries(
          Map.entry("01-no-members", "$.name"),
          Map.entry("02-name-array-no-graph", "$.name"),
          Map.entry("03-no-graph", "$.IO_Graph"),
          Map.entry("04-graph-string", "$.IO_Graph"),
          Map.entry("05-empty-application", APPLICATION + ".name"),
          Map.entry("06-application-name-array", APPLICATION + ".name"),
          Map.entry("07-no-streams", APPLICATION + ".input_stream"),
          Map.entry("08-input-stream-string", APPLICATION + ".input_stream"),
          Map.entry("09-no-output-stream", APPLICATION + ".output_stream"),
          Map.entry("10-output-stream-string", APPLICATION + ".output_stream"),
          Map.entry("11-empty-rule", RULE + ".name"),
          Map.entry("12-rule-name-string", RULE + ".name"),
          Map.entry("13-committed-array", RULE + ".committed"),
          Map.entry("14-committed-with-colon", RULE + ".committed"),
          Map.entry("15-committed-unknown", RULE + ".committed"),
          Map.entry("16-on-file-without-deps", RULE + ".file_deps"),
          Map.entry("17-mode-array", RULE + ".mode"),
          Map.entry("18-mode-unknown", RULE + ".mode"),
          Map.entry("19-storage-string", "$.storage"),
          Map.entry("20-storage-memory-string", "$.storage.memory"),
          Map.entry("21-storage-fs-string", "$.storage.fs"),
          Map.entry("22-n-files-string", RULE + ".n_files"),
          Map.entry("23-committed-n-files", RULE + ".committed"),
          Map.entry("25-version-string", "$.version"));

  @ParameterizedTest
  @CsvSource({
    "v1, 00-full-graph",
    "v1, 24-no-streaming-no-storage",
    "v1.1, 00-full-graph",
    "v1.1, 24-no-streaming-no-storage"
  })
  void validDocument_isAccepted(String version, String name) throws IOException {
    assertThat(parse(version, name).workflowName()).isEqualTo("weather");
  }

  @ParameterizedTest
  @CsvSource({"v1", "v1.1"})
  void wrongDocument_isRejectedAtItsPlace(String version) {
    WRONG_AT.forEach(
        (name, place) -> {
          CapioClException rejection =
              catchThrowableOfType(CapioClException.class, () -> parse(version, name));
          assertThat(rejection).as(name).isNotNull();
          assertThat(rejection.jsonPath()).as(name).isEqualTo(place);
        });
  }

  @ParameterizedTest
  @CsvSource({"26-missing-toml, $.configuration", "27-malformed-toml, 'line 1, column 15'"})
  void missingOrMalformedToml_isRejected(String name, String place) {
    CapioClException rejection =
        catchThrowableOfType(CapioClException.class, () -> parse("v1.1", name));

    assertThat(rejection.jsonPath()).isEqualTo(place);
  }

  @ParameterizedTest
  @CsvSource({"''", "src/test/resources/absent.json"})
  void emptyNameAndMissingFile_areRejected(String name) {
    assertThat(
            catchThrowableOfType(
                CapioClException.class,
                () -> CapioClFile.parse(Path.of(name), ParseOptions.defaults())))
        .hasMessageContaining("expected a readable file");
  }

  private static RuleEngine parse(String version, String name) throws IOException {
    return CapioClFile.parse(
        DOCUMENTS.resolve(version).resolve(name + ".json"), ParseOptions.defaults());
  }
}

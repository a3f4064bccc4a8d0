package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.it.harness.Artifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who looks for the text of a message finds it: the headings are texts of the sources. */
class TroubleshootingTest {
  private static final Pattern HEADING = Pattern.compile("(?m)^### `(.+)`$");

  /** A string literal goes on in the next one. */
  private static final Pattern SEAM =
      Pattern.compile("\"\\s*(?:\\+\\s*\"|\\)\\s*\\.concat\\(\\s*\")");

  static List<String> headings() throws IOException {
    String page = Files.readString(Artifacts.ROOT.resolve("docs/troubleshooting.md"));
    return HEADING.matcher(page).results().map(found -> found.group(1)).toList();
  }

  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Artifacts.ROOT)) {
      for (Path file :
          files
              .filter(f -> f.toString().endsWith(".java"))
              .filter(f -> f.toString().contains("/src/main/") || f.toString().contains("/bridge/"))
              .toList()) {
        sources.add(SEAM.matcher(Files.readString(file)).replaceAll("").replace("\\\"", "\""));
      }
    }
    return sources;
  }

  @ParameterizedTest
  @MethodSource("headings")
  void heading_isAMessageOfTheSources(String heading) throws IOException {
    List<String> parts = List.of(heading.split("\\.\\.\\.", -1));
    assertThat(sources().stream().filter(source -> containsAll(source, parts)))
        .as("sources that say \"%s\"", heading)
        .isNotEmpty();
  }

  private static boolean containsAll(String source, List<String> parts) {
    return parts.stream().allMatch(part -> source.contains(part.strip()));
  }
}

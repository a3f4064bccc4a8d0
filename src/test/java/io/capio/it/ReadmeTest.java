package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.it.harness.Artifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README names is there. */
class ReadmeTest {
  private static String read(String page) throws IOException {
    return Files.readString(Artifacts.ROOT.resolve(page));
  }

  @Test
  void scriptsAndLinks_exist() throws IOException {
    Pattern local = Pattern.compile("\\]\\(([^:)]+)\\)|(bin/[\\w-]+)");
    assertThat(local.matcher(read("README.md")).results().map(ReadmeTest::target))
        .contains("bin/capio-run", "LICENSE")
        .allSatisfy(path -> assertThat(Artifacts.ROOT.resolve(path)).exists());
  }

  private static String target(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }
}

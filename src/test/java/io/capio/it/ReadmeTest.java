package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.client.Setting;
import io.capio.it.harness.Artifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The README says what the code does. */
class ReadmeTest {
  private String readme;

  @BeforeEach
  void read() throws IOException {
    readme = Files.readString(Artifacts.ROOT.resolve("README.md"));
  }

  private static String code(String text) {
    return text == null || text.isEmpty() ? "" : "`" + text + "`";
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void optionsTable_hasARowForEverySetting(Setting setting) {
    boolean negatable = "true".equals(setting.defaultValue());
    String option = (negatable ? "--[no-]" : "--") + setting.option().substring(2);
    assertThat(readme)
        .contains(
            String.join(
                " | ",
                "| " + code(option),
                code(setting.key()),
                code(setting.environment()),
                code(setting.defaultValue()),
                setting.help().replaceAll(" \\[default:.*", "") + " |"));
  }

  @Test
  void optionsTable_hasNoRowBeside() {
    assertThat(readme.lines().filter(line -> line.startsWith("| `--")))
        .hasSize(Setting.values().length);
  }

  @Test
  void scriptsAndLinks_exist() {
    Pattern local = Pattern.compile("\\]\\(([^:)]+)\\)|(bin/[\\w-]+)");
    assertThat(local.matcher(readme).results().map(ReadmeTest::target))
        .contains("bin/capio-run", "LICENSE")
        .allSatisfy(path -> assertThat(Artifacts.ROOT.resolve(path)).exists());
  }

  private static String target(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }
}

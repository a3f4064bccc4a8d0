package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.client.Setting;
import io.capio.it.harness.Artifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The README and the page of the options say what the code does. */
class ReadmeTest {
  private static String read(String page) throws IOException {
    return Files.readString(Artifacts.ROOT.resolve(page));
  }

  private static String code(String text) {
    return text == null || text.isEmpty() ? "" : "`" + text + "`";
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void optionsTables_haveARowForEverySetting(Setting setting) throws IOException {
    boolean negatable = "true".equals(setting.defaultValue());
    String option = (negatable ? "--[no-]" : "--") + setting.option().substring(2);
    String row =
        String.join(
            " | ",
            "| " + code(option),
            code(setting.key()),
            code(setting.environment()),
            code(setting.defaultValue()),
            setting.help().replaceAll(" \\[default:.*", "") + " |");
    assertThat(read("README.md")).contains(row);
    assertThat(read("docs/options.md")).contains(row);
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/options.md"})
  void optionsTable_hasNoRowBeside(String page) throws IOException {
    assertThat(read(page).lines().filter(line -> line.startsWith("| `--")))
        .hasSize(Setting.values().length);
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

package io.capio.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.launcher.document.ManPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@link Setting} declares the options: parser, help, man page, completion, agent arguments and the
 * tables of the documentation have all of them, with the same words, and no others.
 */
class OneDeclarationTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** What only the launcher has, because only it starts programs. */
  private static final Set<String> LAUNCHERS_OWN =
      Set.of(
          "--class-path",
          "--exec",
          "--help",
          "--java",
          "--java-option",
          "--module",
          "--module-path",
          "--quiet",
          "--version");

  private static CommandLine launcher() {
    return CapioRun.commandLine();
  }

  private static OptionSpec option(Setting setting) {
    return launcher().getCommandSpec().findOption(setting.option());
  }

  private static boolean isOnByDefault(Setting setting) {
    return "true".equals(setting.defaultValue());
  }

  private static String plain(String text) {
    return text.replace("\\-", "-").replace("\\&", "").replaceAll("\\s+", " ");
  }

  private static String meaning(Setting setting) {
    return setting.help().replaceAll(" \\[default:.*", "");
  }

  /** A value that is not the default. */
  private static String another(Setting setting) {
    return switch (setting) {
      case MISSING -> "wait";
      case SIZE -> "current";
      case SCOPE -> "annotated";
      case AWAIT_SERVER_TIMEOUT_SECONDS, TIMEOUT_SECONDS -> "7";
      case CAPIO_DIR -> "/somewhere";
      default -> setting.isFlag() ? Boolean.toString(!isOnByDefault(setting)) : "word";
    };
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void theParser_hasIt(Setting setting) {
    OptionSpec option = option(setting);
    assertThat(option).as(setting.option()).isNotNull();
    assertThat(String.join(" ", option.description())).contains(setting.help());
    assertThat(option.negatable()).isEqualTo(isOnByDefault(setting));
    assertThat(option.arity().max()).isEqualTo(setting.isFlag() ? 0 : 1);
  }

  @Test
  void theParser_hasNothingBeside() {
    Set<String> names =
        launcher().getCommandSpec().options().stream()
            .map(OptionSpec::longestName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> declared = new TreeSet<>(LAUNCHERS_OWN);
    Arrays.stream(Setting.values()).map(Setting::option).forEach(declared::add);
    assertThat(names).isEqualTo(declared);
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void theListOfOptions_theManPage_andTheCompletion_sayIt(Setting setting) {
    CommandLine command = launcher();
    String list =
        plain(HelpScreen.list(command.getCommandSpec(), command.getCommandSpec().options()));
    String manual = plain(ManPage.all(command, "1").get("capio-run"));
    String shown = isOnByDefault(setting) ? setting.option().substring(2) : setting.option();
    for (String document : new String[] {list, manual}) {
      assertThat(document).contains(shown).contains(plain(meaning(setting)));
    }
    assertThat(Documents.completion(command)).contains(setting.option());
  }

  @ParameterizedTest
  @EnumSource(value = Setting.class, names = "CONFIG", mode = EnumSource.Mode.EXCLUDE)
  void argumentsOfTheAgent_takeItByItsKey(Setting setting) {
    Settings settings = Settings.resolve(Map.of(setting.key(), another(setting)));
    assertThat(settings.get(setting)).isEqualTo(another(setting));
    assertThat(settings.isGiven(setting)).isTrue();
    assertThat(settings.nonDefault()).containsEntry(setting.key(), another(setting));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/options.md"})
  void theTable_isTheDeclaration(String page) throws IOException {
    assertThat(
            Files.readString(ROOT.resolve(page)).lines().filter(line -> line.startsWith("| `--")))
        .containsExactlyElementsOf(Arrays.stream(Setting.values()).map(this::row).toList());
  }

  private String row(Setting setting) {
    return "| "
        + String.join(
            " | ",
            code((isOnByDefault(setting) ? "--[no-]" : "--") + setting.option().substring(2)),
            code(setting.key()),
            code(setting.environment()),
            code(setting.defaultValue()),
            meaning(setting))
        + " |";
  }

  private static String code(String text) {
    return text == null || text.isEmpty() ? "" : "`" + text + "`";
  }
}

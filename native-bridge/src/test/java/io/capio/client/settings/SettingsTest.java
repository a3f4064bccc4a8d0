package io.capio.client.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private static Settings resolve(
      Map<String, String> explicit, Map<String, String> properties, Map<String, String> env) {
    return Settings.resolve(explicit, properties::get, env);
  }

  @Test
  void explicitValues_winOverProperties_overEnvironment_overDefaults() {
    Map<String, String> env = Map.of("CAPIO_WORKFLOW_NAME", "env", "CAPIO_APP_NAME", "app-env");
    Map<String, String> properties = Map.of("capio.workflowName", "property");

    assertThat(resolve(Map.of("workflowName", "mine"), properties, env).workflowName())
        .isEqualTo("mine");
    assertThat(resolve(Map.of(), properties, env).workflowName()).isEqualTo("property");
    assertThat(resolve(Map.of(), Map.of(), env).workflowName()).isEqualTo("env");
    assertThat(resolve(Map.of(), Map.of(), env).appName()).isEqualTo("app-env");
    assertThat(resolve(Map.of(), Map.of(), Map.of()).workflowName()).isEqualTo("CAPIO");
    assertThat(resolve(Map.of(), Map.of(), Map.of()).appName()).isEqualTo("default_app");
  }

  @Test
  void aFileOfOptions_countsAfterTheArgumentsAndBeforeAllElse(@TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("capio.properties"), "workflowName = file\nappName=step, one\n");
    Map<String, String> properties = Map.of("capio.workflowName", "property");
    Map<String, String> config = Map.of("config", file.toString());

    Settings settings = resolve(config, properties, Map.of());
    assertThat(settings.workflowName()).isEqualTo("file");
    assertThat(settings.get(Setting.APP_NAME)).isEqualTo("step, one");
    assertThat(settings.nonDefault())
        .containsEntry("workflowName", "file")
        .doesNotContainKey("config");
    Map<String, String> both = Map.of("config", file.toString(), "workflowName", "mine");
    assertThat(resolve(both, properties, Map.of()).workflowName()).isEqualTo("mine");
    assertThat(resolve(Map.of(), Map.of("capio.config", file.toString()), Map.of()).workflowName())
        .isEqualTo("file");
  }

  @Test
  void aFileOfOptionsThatIsWrong_isNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("x.properties"), "workflowname=x\n");
    assertThatThrownBy(() -> resolve(Map.of("config", file.toString()), Map.of(), Map.of()))
        .hasMessageContaining(file + ": unknown option \"workflowname\"")
        .hasMessageContaining("\"workflowName\"");
    assertThatThrownBy(() -> resolve(Map.of("config", "/no/such"), Map.of(), Map.of()))
        .hasMessage("config names /no/such, which does not exist");
    Path nested = Files.writeString(folder.resolve("y.properties"), "config=" + file);
    assertThatThrownBy(() -> resolve(Map.of("config", nested.toString()), Map.of(), Map.of()))
        .hasMessageContaining("one is enough");
  }

  @Test
  void anUnknownKey_namesTheNearestKnownOne() {
    assertThatThrownBy(() -> resolve(Map.of("capiodir", "x"), Map.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown option \"capiodir\"; the nearest known one is \"capioDir\"");
  }

  @Test
  void valuesThatDoNotFit_areRefusedByName() {
    assertThatThrownBy(() -> resolve(Map.of("missing", "perhaps"), Map.of(), Map.of()))
        .hasMessageContaining("missing")
        .hasMessageContaining("auto, wait, fail");
    assertThatThrownBy(() -> resolve(Map.of("required", "yes"), Map.of(), Map.of()))
        .hasMessageContaining("required");
    assertThatThrownBy(() -> resolve(Map.of("timeoutSeconds", "soon"), Map.of(), Map.of()))
        .hasMessageContaining("timeoutSeconds");
    assertThatThrownBy(() -> resolve(Map.of("workflowName", "a/b"), Map.of(), Map.of()))
        .hasMessageContaining("a/b");
    assertThatThrownBy(
            () -> resolve(Map.of("stream", "true", "capioCl", "x.json"), Map.of(), Map.of()))
        .hasMessageContaining("exclude");
    assertThatThrownBy(() -> resolve(Map.of(), Map.of(), Map.of("CAPIO_CACHE_LINE_SIZE", "big")))
        .hasMessageContaining("CAPIO_CACHE_LINE_SIZE");
  }

  @Test
  void stream_impliesWaitingForMissingFiles_unlessTheUserSaysOtherwise() {
    assertThat(resolve(Map.of("stream", "true"), Map.of(), Map.of()).waitsForMissing()).isTrue();
    assertThat(
            resolve(Map.of("stream", "true", "missing", "fail"), Map.of(), Map.of())
                .waitsForMissing())
        .isFalse();
    assertThat(resolve(Map.of(), Map.of(), Map.of()).waitsForMissing()).isFalse();
  }

  @Test
  void seconds_mayHaveFractions() {
    assertThat(resolve(Map.of("timeoutSeconds", "0.25"), Map.of(), Map.of()).timeout())
        .isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void theServersCommand_isTakenApartAsByAShell() {
    assertThat(command("")).isEmpty();
    assertThat(command("  mpiexec -n\t1 ")).containsExactly("mpiexec", "-n", "1");
    assertThat(command("'a b'\"c d\"e \"\" \\\"x\\ y")).containsExactly("a bc de", "", "\"x y");
    assertThat(command("\"a\\\"\\\\\\n\" 'a\\' $HOME *"))
        .containsExactly("a\"\\\\n", "a\\", "$HOME", "*");
  }

  @Test
  void theServersCommand_withAnOpenQuote_isRefused() {
    for (String line :
        new String[] {"mpiexec '-n 1", "mpiexec \"-n 1", "mpiexec \"1\\\"", "mpiexec\\"}) {
      assertThatThrownBy(() -> command(line))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("serverCommand is <" + line + ">; it ");
    }
  }

  private static java.util.List<String> command(String line) {
    return resolve(Map.of("serverCommand", line), Map.of(), Map.of()).serverCommand();
  }

  @Test
  void optionsOfTheCommandLine_areTheKeysInKebabCase() {
    assertThat(Setting.AWAIT_SERVER_TIMEOUT_SECONDS.option())
        .isEqualTo("--await-server-timeout-seconds");
  }
}

package io.capio.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.SettingOptions;
import io.capio.launcher.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramCommandTest {
  private static final Path AGENT = Path.of("/a/capio-agent.jar");

  private static Settings settings(Map<Setting, String> values) {
    SettingOptions options = new SettingOptions();
    options.override(Setting.CAPIO_DIR, "/data");
    options.override(Setting.APP_NAME, "step");
    values.forEach(options::override);
    return options.settings();
  }

  @Test
  void program_getsAgentThenItsJvmOptionsThenTheTargetVerbatim() {
    JavaCommand java = new JavaCommand(Path.of("/jdk/bin/java"), List.of("-Xmx1g"));
    Target target = new Target(List.of("-jar", "x.jar"), "x", List.of("-h", "a b"));
    ProcessBuilder program = ProgramCommand.underCapio(java, AGENT, settings(Map.of()), target);
    assertThat(program.command())
        .startsWith("/jdk/bin/java")
        .endsWith("-Xmx1g", "-jar", "x.jar", "-h", "a b");
    assertThat(program.command().get(1)).startsWith("-javaagent:/a/capio-agent.jar=capioDir=/data");
    assertThat(program.environment())
        .containsEntry("CAPIO_DIR", "/data")
        .containsEntry("CAPIO_WORKFLOW_NAME", "CAPIO")
        .containsEntry("CAPIO_APP_NAME", "step");
    assertThat(ProgramCommand.plain(java, target).command())
        .containsExactly("/jdk/bin/java", "-Xmx1g", "-jar", "x.jar", "-h", "a b");
  }

  @Test
  void agentArguments_holdWhatDiffersFromTheDefaults() {
    String option =
        ProgramCommand.agentOption(
            AGENT, settings(Map.of(Setting.STREAM, "true", Setting.WORKFLOW_NAME, "wf")));
    assertThat(option)
        .contains("workflowName=wf", "appName=step", "stream=true")
        .doesNotContain("memOnly");
  }

  @Test
  void valuesWithCommas_areQuoted() {
    String option =
        ProgramCommand.agentOption(AGENT, settings(Map.of(Setting.CAPIO_DIR, "/da,ta\"x")));
    assertThat(option).contains("capioDir=\"/da,ta\"\"x\",");
  }

  @Test
  void commasAreThereForTheJvmToTake() {
    String eyes = "\ud83d\udc40";
    assertThat(ProgramCommand.agentOption(AGENT, settings(Map.of(Setting.CAPIO_DIR, "/" + eyes))))
        .endsWith("=,,,,");
  }

  @Test
  void agentBehindAnEqualsSign_isRefused() {
    assertThatThrownBy(
            () -> ProgramCommand.agentOption(Path.of("/a=b/agent.jar"), settings(Map.of())))
        .isInstanceOf(LauncherException.class)
        .hasMessageContaining("equals sign");
  }
}

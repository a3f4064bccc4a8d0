package io.capio.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.client.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

class HelpTest {
  private static final int SCREEN_LINES = 30;
  private static final int SCREEN_COLUMNS = 96;

  static Stream<CommandLine> commands() {
    List<CommandLine> all = new ArrayList<>();
    collect(CapioRun.commandLine(), all);
    return all.stream();
  }

  private static void collect(CommandLine command, List<CommandLine> all) {
    all.add(command);
    command.getSubcommands().values().stream()
        .filter(child -> !(child.getCommandSpec().userObject() instanceof HelpCommand))
        .forEach(child -> collect(child, all));
  }

  private static String help(CommandLine command) {
    return command.getUsageMessage(CommandLine.Help.Ansi.OFF);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theHelpOfEveryCommand_fitsAScreen_andHasAnExample(CommandLine command) {
    String help = help(command);
    assertThat(help.lines()).as(help).hasSizeLessThanOrEqualTo(SCREEN_LINES);
    assertThat(help.lines()).allMatch(line -> line.length() <= SCREEN_COLUMNS);
    assertThat(help).contains("Example", command.getCommandName(), "--help");
    assertThat(help).as("paragraphs").doesNotContain("\n\n\n");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theLineAboutACommand_isNotCutOff(CommandLine command) {
    String[] description = command.getCommandSpec().usageMessage().description();
    assertThat(description[0]).doesNotEndWith(",");
  }

  @Test
  void theHelp_namesEveryCommand_andEveryExitStatus() {
    CommandLine command = CapioRun.commandLine();
    String help = help(command);
    command.getSubcommands().keySet().stream()
        .filter(name -> !name.equals("help"))
        .forEach(name -> assertThat(help).containsPattern("\\n  (\\w+, )*" + name + "\\b"));
    assertThat(help).contains(" 64 ", " 65 ", " 69 ", " 70 ", " 77 ");
  }

  @Test
  void everySetting_isAnOptionThatTheListShows() {
    CommandLine command = CapioRun.commandLine();
    String list = HelpScreen.list(command.getCommandSpec(), command.getCommandSpec().options());
    for (Setting setting : Setting.values()) {
      assertThat(list).contains(setting.option().substring(2));
    }
  }

  @Test
  void theVersion_isThatOfAllParts() {
    assertThat(String.join("\n", new Versions().getVersion()))
        .contains("capio-run ", "agent ", "wire format ", "CAPIO-CL ", "JNA 5", "Byte Buddy ")
        .contains("Java " + Runtime.version());
  }
}

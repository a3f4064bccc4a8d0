package io.capio.launcher.workflow.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.capio.launcher.option.ExitStatus;
import io.capio.launcher.option.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowFileTest {
  private static final String STEP = "steps:\n  - {name: a, command: 'true'}\n";

  @TempDir private Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("wf.yaml"), text);
  }

  private WorkflowFile read(String text) throws IOException {
    return WorkflowFile.read(write(text), false);
  }

  private LauncherException refusal(String text) throws IOException {
    Path file = write(text);
    return catchThrowableOfType(LauncherException.class, () -> WorkflowFile.read(file, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | : the file is empty",
        "'a: [' | :1: this is no YAML: while parsing a flow node",
        "'a: 1~a: 2' | :2: a is given twice",
        "'nam: x' | :1: nam is no key of a workflow; known are name, capio-dir",
        "'just a text' | :1: the file must be a mapping of keys to values, it is a text",
        "'name: wf' | :1: the file has no steps",
        "'name: wf~steps: []' | :2: steps is an empty list",
        "'name: wf~steps:' | :2: steps must be a list, it is empty",
        "'name: a/b~steps: []' | :1: name cannot be a workflow's: ",
        "'steps:~- command: x' | :2: steps[0] has no name",
        "'steps:~- name: a b~  command: x' | :2: steps[0].name is \"a b\"; a name has letters",
        "'steps:~- name: a' | :2: steps[0] has nothing to run: give a target, a module or a command",
        "'steps:~- name: a~  comand: x' | :3: steps[0].comand is no key of a step; known are name,",
        "'steps:~- name: a~  command: x~  target: y' | :2: steps[0] has target and command, of which",
        "'steps:~- name: a~  command: no-such-command-here' | :3: steps[0].command is wrong: the command",
        "'steps:~- name: a~  target: no.jar' | :3: steps[0].target is wrong: the target ",
        "'steps:~- name: a~  command: [true]~  arguments: x' | :4: steps[0].arguments must be a list",
        "'steps:~- name: a~  command: [true]~  environment: [x]' | :4: steps[0].environment must be",
        "'steps:~- name: a~  command: [true]~  java: x' | :4: steps[0].java does not go with a command",
        "'steps:~- {name: a, command: [true]}~- {name: a, command: [true]}' | :3: steps[1] has the name",
        "'steps:~- {name: a, command: [true], working-directory: no}' | working-directory names ",
        "'capio-dir: no/such~steps: []' | :1: capio-dir names ",
        "'missing: never~steps: []' | :1: missing is wrong: missing is \"never\"; it must be one of",
        "'stream: perhaps~steps: []' | :1: stream is wrong: ",
        "'capio-cl: no.json~steps: []' | :1: capio-cl names ",
        "'stream: true~rules: {}~steps: []' | :1: stream and rules exclude each other",
        "'name:~steps: []' | :1: name has no value",
        "'rules:~  IO_Graph:~  - name: [x]~steps: []' | :3: rules.IO_Graph[0]",
        "'rules:~  name: x~steps: []' | :2: rules.name is not needed",
      })
  void whatIsWrong_isOneSentenceWithLineAndKey(String text, String expected) throws IOException {
    LauncherException refusal = refusal(text.replace('~', '\n'));
    assertThat(refusal.status()).isEqualTo(ExitStatus.DATA);
    assertThat(refusal).hasMessageStartingWith(folder + "/wf.yaml:").hasMessageContaining(expected);
    assertThat(refusal.getMessage()).hasLineCount(1);
  }

  @Test
  void aFileThatIsNoText_isNamedWithoutWordsOfJava() throws IOException {
    Path binary =
        Files.write(folder.resolve("wf.yaml"), new byte[] {'a', (byte) 0xff, (byte) 0xfe});
    for (Path file : new Path[] {binary, folder}) {
      LauncherException refusal =
          catchThrowableOfType(LauncherException.class, () -> WorkflowFile.read(file, false));
      assertThat(refusal.status()).isEqualTo(ExitStatus.DATA);
      assertThat(refusal).hasMessageStartingWith(file + ": the file ");
      assertThat(refusal.getMessage()).doesNotContain("Exception");
    }
  }

  @Test
  void aFileThatDoesNotExist_isAWrongCommandLine() {
    LauncherException refusal =
        catchThrowableOfType(
            LauncherException.class, () -> WorkflowFile.read(folder.resolve("none.yaml"), false));
    assertThat(refusal.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(refusal).hasMessageContaining("does not exist");
  }

  @Test
  void names_haveDefaults() throws IOException {
    WorkflowFile workflow = read(STEP);
    assertThat(workflow.name()).isEqualTo("wf");
    assertThat(workflow.settings().capioDir()).isEqualTo(folder);
    assertThat(workflow.steps().get(0).appName()).isEqualTo("a");
  }

  @Test
  void relativePaths_areRelativeToTheFileAndSoIsTheStep() throws IOException {
    Files.createDirectory(folder.resolve("bin"));
    Path script = Files.writeString(folder.resolve("bin/step.sh"), "#!/bin/sh\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    WorkflowFile workflow =
        read(
            "capio-dir: data\nsteps:\n  - {name: a, command: bin/step.sh, arguments: [data/x, 1.0]}");
    assertThat(workflow.settings().capioDir()).isEqualTo(folder.resolve("data"));
    assertThat(workflow.steps()).hasSize(1);
    assertThat(
            Rules.document(new Yaml(script, "", Yaml.read(write("a: [1, x, true]")).node()), "w"))
        .isEqualTo("{\"name\":\"w\",\"a\":[1,\"x\",true]}");
  }
}

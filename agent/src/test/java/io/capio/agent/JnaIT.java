package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.agent.program.OwnHome;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent's copy of JNA leaves nothing to see, and the program's own copy alone. */
class JnaIT extends AgentRuns {

  @ParameterizedTest
  @MethodSource("jvms")
  void homeOfTheUserHoldsWhatTheProgramPutsThere(Path jvm) throws Exception {
    JavaRun.Outcome outcome =
        java(jvm)
            .environment("XDG_CACHE_HOME", "")
            .with("-Duser.home=" + data, "-Djava.io.tmpdir=" + data)
            .agent(arguments(""))
            .program(OwnHome.class, "data");
    assertThat(outcome).isEqualTo(new JavaRun.Outcome(0, "[file]\n[]\n[]\n", ""));
    assertThat(data.toFile().list()).containsExactly("file");
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void settingsOfJnaAreForTheCopyOfTheProgram(Path jvm) throws Exception {
    JavaRun.Outcome outcome =
        java(jvm)
            .with("-Djna.nounpack=true", "-Djna.boot.library.path=nowhere")
            .with("-Djna.tmpdir=" + data.resolve("absent"))
            .agent(arguments(""))
            .program(OwnHome.class, "data");
    assertThat(outcome)
        .isEqualTo(
            new JavaRun.Outcome(
                0,
                "[file]\n[jna.boot.library.path, jna.nounpack, jna.tmpdir]\n"
                    + "[-Djna.tmpdir=%s]\n".formatted(data.resolve("absent")),
                ""));
    assertThat(data.toFile().list()).containsExactly("file");
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void libraryThatCannotBeUnpacked_failsTheOperationWithARemedy(Path jvm) throws Exception {
    JavaRun.Outcome outcome =
        java(jvm).with("-Djna.tmpdir=/proc/no").agent(arguments("")).program(OwnHome.class, "data");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains("cannot be loaded from /proc/no;", "-Djna.tmpdir=FOLDER");
  }
}

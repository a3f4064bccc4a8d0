package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.agent.program.Spellings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Odd spellings of paths lead in CAPIO where they lead on the disk, with every JDK. */
class SpellingsIT extends AgentRuns {

  @ParameterizedTest
  @MethodSource("jvms")
  void spellingsLeadWhereTheyLeadOnTheDisk(Path jvm) throws Exception {
    JavaRun.Outcome plain = inWorkingDirectory(jvm).program(Spellings.class, data.toString());
    JavaRun.Outcome capio =
        inWorkingDirectory(jvm)
            .agent("capioDir=" + data + ",workflowName=" + workflow)
            .program(Spellings.class, data.toString());
    assertThat(plain.err()).isEmpty();
    assertThat(capio.out().lines()).containsExactlyElementsOf(plain.out().lines().toList());
    assertThat(capio).isEqualTo(plain);
  }

  private JavaRun inWorkingDirectory(Path jvm) throws Exception {
    Path working = Files.createDirectories(data.resolve("w"));
    return new JavaRun(jvm, working).with("-Dfile.encoding=UTF-8", "-Dsun.jnu.encoding=UTF-8");
  }
}

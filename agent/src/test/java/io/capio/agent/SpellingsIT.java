package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.agent.program.OtherDirectory;
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

  /** The system resolves the names of java.io, and the JDK those of paths. */
  @ParameterizedTest
  @MethodSource("jvms")
  void relativeNamesMayHaveTwoDirectories(Path jvm) throws Exception {
    Path other = Files.createDirectory(directory.resolve("other"));
    JavaRun.Outcome plain = fromOtherDirectory(jvm, other);
    Files.delete(data.resolve("by-path"));
    Files.delete(other.resolve("by-name"));
    JavaRun.Outcome inside = fromOtherDirectory(jvm, other, data);
    Files.delete(data.resolve("by-path"));
    Files.delete(other.resolve("by-name"));
    JavaRun.Outcome outside = fromOtherDirectory(jvm, other, other);
    assertThat(plain.err()).isEmpty();
    assertThat(inside).isEqualTo(plain);
    assertThat(outside).isEqualTo(plain);
  }

  private JavaRun.Outcome fromOtherDirectory(Path jvm, Path other, Path... capio) throws Exception {
    JavaRun run = new JavaRun(jvm, other).with("-Duser.dir=" + data);
    for (Path inside : capio) {
      run.agent("capioDir=" + inside + ",workflowName=" + workflow);
    }
    return run.program(OtherDirectory.class, data.toString(), other.toString());
  }

  private JavaRun inWorkingDirectory(Path jvm) throws Exception {
    Path working = Files.createDirectories(data.resolve("w"));
    return new JavaRun(jvm, working).with("-Dfile.encoding=UTF-8", "-Dsun.jnu.encoding=UTF-8");
  }
}

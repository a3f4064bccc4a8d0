package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.agent.program.EveryForm;
import io.capio.agent.second.EveryFormCounted;
import io.capio.agent.second.SecondAgent;
import io.capio.agent.weave.forms.OwnReading;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.jar.asm.ClassReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agents that rewrite the same classes, started before CAPIO's and after it. */
class OtherAgentsIT extends AgentRuns {

  /** An argument and the output of {@link EveryForm}. */
  private static final String[] DIRECTORIES = {"data", "/proc/self/cwd/data"};

  private static final String RIGHT = "0 failures\n";

  private String capio() {
    return "-javaagent:" + JavaRun.agentJar() + "=" + arguments(",memOnly=true");
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void coverageIsMeasuredBeforeAndAfter(Path jvm) throws Exception {
    Path first = directory.resolve("first.exec");
    Path second = directory.resolve("second.exec");
    String jacoco = "-javaagent:" + System.getProperty("capio.jacoco.jar") + "=destfile=";
    JavaRun.Outcome right = new JavaRun.Outcome(0, RIGHT, "");
    JavaRun before = java(jvm).with(jacoco + first, capio());
    assertThat(before.program(EveryForm.class, DIRECTORIES)).isEqualTo(right);
    nothingIsLeftInSharedMemory();
    JavaRun after = java(jvm).with(capio(), jacoco + second);
    assertThat(after.program(EveryForm.class, DIRECTORIES)).isEqualTo(right);
    assertThat(covered(first)).isTrue();
    assertThat(covered(second)).isTrue();
  }

  /** What was executed is listed with the names of the classes. */
  private static boolean covered(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1)
        .contains(OwnReading.class.getName().replace('.', '/'));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void secondTransformerSeesTheProgramBeforeAndAfter(Path jvm) throws Exception {
    String second = "-javaagent:" + jar() + "=";
    assertThat(counted(jvm, second + "retransforms", capio())).isEqualTo(counted());
    nothingIsLeftInSharedMemory();
    assertThat(counted(jvm, capio(), second + "retransforms")).isEqualTo(counted());
    nothingIsLeftInSharedMemory();
    assertThat(counted(jvm, capio(), second + "loads")).isEqualTo(counted());
  }

  private static JavaRun.Outcome counted() {
    return new JavaRun.Outcome(0, RIGHT + "counted\n", "");
  }

  private JavaRun.Outcome counted(Path jvm, String... agents) throws Exception {
    return java(jvm)
        .with(agents)
        .with("-cp", JavaRun.testClasses() + ":" + library(), EveryFormCounted.class.getName())
        .with(DIRECTORIES)
        .run();
  }

  private static Path library() throws URISyntaxException {
    return Path.of(ClassReader.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Its classes are on the program's class path. */
  private Path jar() throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", SecondAgent.class.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    Path jar = directory.resolve("second.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }
}

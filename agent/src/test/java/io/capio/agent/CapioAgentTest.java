package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapioAgentTest {

  private static boolean isTool(String module, String mainClass, String command, String classPath) {
    Properties properties = new Properties();
    set(properties, "jdk.module.main", module);
    set(properties, "jdk.module.main.class", mainClass);
    set(properties, "sun.java.command", command);
    set(properties, "java.class.path", classPath);
    return CapioAgent.isTool(properties);
  }

  private static void set(Properties properties, String key, String value) {
    if (value != null) {
      properties.setProperty(key, value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "jdk.compiler, com.sun.tools.javac.Main, jdk.compiler/com.sun.tools.javac.Main,",
    "java.base, sun.security.tools.keytool.Main, java.base/sun.security.tools.keytool.Main,",
    "jdk.jcmd, sun.tools.jps.Jps, jdk.jcmd/sun.tools.jps.Jps,",
    ",, /a b/capio-run.jar --exec -- x, /a b/capio-run.jar",
    ",, io.capio.launcher.Main x, /a/classes",
    ",, io.capio.server.Main, /a/classes",
    ",, io.capio.agent.CapioAgent server, /a/capio-agent.jar",
  })
  void toolsOfTheJdkAndCapiosOwnProgramsAreTools(
      String module, String mainClass, String command, String classPath) {
    assertThat(isTool(module, mainClass, command, classPath)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "jdk.compiler, com.sun.tools.javac.launcher.Main, x, ",
    "org.example, org.example.Writer, org.example/org.example.Writer,",
    ",, writer.jar /a/capio-run.jar, writer.jar",
    ",,,",
  })
  void programsAreNoTools(String module, String mainClass, String command, String classPath) {
    assertThat(isTool(module, mainClass, command, classPath)).isFalse();
  }
}

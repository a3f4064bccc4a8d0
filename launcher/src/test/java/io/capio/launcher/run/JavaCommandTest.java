package io.capio.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.capio.launcher.option.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaCommandTest {
  @TempDir private Path folder;

  private Path jdk(String version) throws IOException {
    Path home = Files.createDirectory(folder.resolve("jdk" + version));
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.createFile(java);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  @Test
  void jdksThatWarnOfNativeAccess_areToldThatItIsWanted() throws IOException {
    assertThat(JavaCommand.of(jdk("17.0.15").toString(), List.of("-ea")).options())
        .containsExactly("-ea");
    assertThat(JavaCommand.of(jdk("25.0.3").toString(), List.of("-ea")).options())
        .containsExactly("--enable-native-access=ALL-UNNAMED", "-ea");
  }

  @Test
  void executable_isTheRunningOneUnlessAnotherIsNamed() throws IOException {
    Path running = Path.of(System.getProperty("java.home"), "bin", "java");
    assertThat(JavaCommand.of(null, List.of()).executable()).isEqualTo(running);
    Path java = jdk("21").resolve("bin/java");
    assertThat(JavaCommand.of(java.toString(), List.of()).executable()).isEqualTo(java);
  }

  @Test
  void whatIsNoJdk_isRefused() {
    assertThatThrownBy(() -> JavaCommand.of(folder.toString(), List.of()))
        .isInstanceOf(LauncherException.class)
        .hasMessageContaining("neither a JDK nor a java executable");
  }
}

package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What the program's class path gets to see of the jar. */
class AgentJarIT {

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(JavaRun.agentJar().toFile())) {
      return jar.stream().filter(e -> !e.isDirectory()).map(ZipEntry::getName).toList();
    }
  }

  @Test
  void onlyTheEntryClassIsVisible() throws IOException {
    assertThat(entries())
        .filteredOn(name -> !name.startsWith("isolated/") && !name.startsWith("META-INF/"))
        .contains("io/capio/agent/CapioAgent.class")
        .allMatch(name -> name.matches("io/capio/agent/CapioAgent(\\$.*)?\\.class"));
  }

  @Test
  void signaturesAndModulesOfDependenciesAreDropped() throws IOException {
    assertThat(entries())
        .noneMatch(name -> name.endsWith(".SF") || name.endsWith(".RSA"))
        .noneMatch(name -> name.endsWith("module-info.class"));
  }

  @Test
  void licencesOfDependenciesAreKept() throws IOException {
    assertThat(entries())
        .contains("META-INF/LICENSE")
        .contains("META-INF/licenses/jna-CHANGES")
        .anyMatch(name -> name.matches("META-INF/licenses/jna-.*/LICENSE"))
        .anyMatch(name -> name.matches("META-INF/licenses/byte-buddy-.*/NOTICE"));
  }
}

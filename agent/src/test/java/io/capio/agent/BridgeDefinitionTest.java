package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BridgeDefinitionTest {

  @Test
  void everyClassOfTheBridgeIsDefined() throws IOException {
    assertThat(compiled("lang")).containsExactlyInAnyOrder(BridgeDefinition.CLASSES);
    assertThat(compiled("lang/reflect"))
        .containsExactlyInAnyOrder(BridgeDefinition.REFLECTION_CLASSES);
    assertThat(compiled("io")).containsExactlyInAnyOrder(BridgeDefinition.STREAM_CLASSES);
  }

  private static List<String> compiled(String directory) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target/bridge/java", directory))) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".class"))
          .map(f -> f.replace(".class", ""))
          .toList();
    }
  }

  @Test
  void entryClassIsNamedCorrectly() {
    assertThat(AgentStart.ENTRY_CLASS).isEqualTo(CapioAgent.class.getName());
  }
}

package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BridgeDefinitionTest {

  @Test
  void everyClassOfTheBridgeIsDefined() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target/bridge/java/lang"))) {
      assertThat(files.map(f -> f.getFileName().toString().replace(".class", "")))
          .containsExactlyInAnyOrder(BridgeDefinition.CLASSES);
    }
  }

  @Test
  void entryClassIsNamedCorrectly() {
    assertThat(AgentStart.ENTRY_CLASS).isEqualTo(CapioAgent.class.getName());
  }
}

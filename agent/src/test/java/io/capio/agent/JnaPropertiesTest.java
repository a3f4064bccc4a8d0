package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JnaPropertiesTest {

  @Test
  void jnaHasNoFoldersToAskOtherProgramsFor_andTellsNobody() {
    String key = "jna.platform.library.path";
    assertThat(JnaProperties.getProperty(key)).isEmpty();
    JnaProperties.setProperty(key, "/lib");
    assertThat(JnaProperties.getProperty(key)).isEmpty();
    assertThat(System.getProperty(key)).isNull();
  }
}

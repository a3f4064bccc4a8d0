package io.capio.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignalRelayTest {
  @Test
  void aSignalThatComesBeforeTheProgramIsNotLost() throws Exception {
    SignalRelay relay = new SignalRelay();
    relay.passOn("TERM");
    Process program = new ProcessBuilder("sleep", "300").start();
    try {
      relay.to(program);
      assertThat(program.waitFor()).isEqualTo(128 + 15);
    } finally {
      program.destroyForcibly();
    }
  }
}

package io.capio.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of which of its mistakes a program is told depends on the JDK, not on where its files are. */
class WrongTransferTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  @ParameterizedTest
  @CsvSource({"WRITE,READ,-1", "WRITE,READ,0", "READ,READ,-1", "WRITE,WRITE,-1", "WRITE,WRITE,0"})
  void firstMistakeIsTheSame(StandardOpenOption source, StandardOpenOption target, long position)
      throws IOException {
    assertThat(refusal(World.CAPIO, source, target, position))
        .isEqualTo(refusal(World.PLAIN, source, target, position));
  }

  private static Class<?> refusal(
      World world, StandardOpenOption source, StandardOpenOption target, long position)
      throws IOException {
    Path file = Files.writeString(WORKFLOW.directory(world).resolve("f"), "content");
    try (FileChannel from = FileChannel.open(file, source);
        FileChannel to = FileChannel.open(file, target)) {
      return catchThrowable(() -> to.transferFrom(from, position, 1)).getClass();
    }
  }
}

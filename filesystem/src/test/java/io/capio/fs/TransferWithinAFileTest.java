package io.capio.fs;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Copying a file's bytes within the file: where they overlap, the JDK's versions differ. */
class TransferWithinAFileTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  private static List<String> transfers(World world, boolean overlapping) throws IOException {
    Path file = WORKFLOW.directory(world).resolve("file");
    List<String> results = new ArrayList<>();
    for (int from : new int[] {0, 3}) {
      for (int to : new int[] {0, 3, 5, 9}) {
        boolean overlaps = Math.abs(to - from) < 9 - from;
        if (overlaps && !overlapping) {
          continue;
        }
        Files.writeString(file, "123456789");
        try (FileChannel target = FileChannel.open(file, READ, WRITE);
            FileChannel source = FileChannel.open(file, READ)) {
          source.position(from);
          long n = target.transferFrom(source, to, 34);
          results.add(from + " " + to + " " + n + " " + source.position());
        }
        results.add(Files.readString(file));
      }
    }
    Files.writeString(file, "123456789");
    try (FileChannel target = FileChannel.open(file, APPEND);
        FileChannel source = FileChannel.open(file, READ)) {
      results.add("" + target.transferFrom(source, 0, 20));
    }
    return results;
  }

  @Test
  void piecesApart() throws IOException {
    assertThat(transfers(World.CAPIO, false)).isEqualTo(transfers(World.PLAIN, false));
  }

  @Test
  void overlappingPieces_onJdksThatReadWhatTheyWrote() throws IOException {
    assumeThat(Runtime.version().feature()).isGreaterThan(21);
    assertThat(transfers(World.CAPIO, true)).isEqualTo(transfers(World.PLAIN, true));
  }
}

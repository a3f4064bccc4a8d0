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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Copying a file's bytes within the file: where they overlap, the kernel decides, and newer JDKs
 * read what they have just written.
 */
class TransferWithinAFileTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  /** So many the JDK maps, rather than reading them into a buffer. */
  private static final int MANY = 1 << 20;

  /**
   * Whether the kernel copies one byte after the other, however many there are, from a file and
   * from a mapping of it: that depends on the processor.
   */
  private static boolean copiesByteByByte() throws IOException {
    for (int length : new int[] {9, 100, 5_000, 300_000}) {
      for (int distance : new int[] {1, 2, 3, 8}) {
        byte[] expected = Arrays.copyOf(random(length), length + distance);
        for (int i = 0; i < length; i++) {
          expected[distance + i] = expected[i];
        }
        for (boolean one : new boolean[] {true, false}) {
          for (boolean push : new boolean[] {true, false}) {
            if (!Arrays.equals(shifted(random(length), distance, one, push), expected)) {
              return false;
            }
          }
        }
      }
    }
    return true;
  }

  /** What becomes of a file whose bytes are transferred a little further. */
  private static byte[] shifted(byte[] content, int distance, boolean one, boolean push)
      throws IOException {
    Path file = WORKFLOW.directory(World.PLAIN).resolve("file");
    Files.write(file, content);
    try (FileChannel target = FileChannel.open(file, READ, WRITE);
        FileChannel source = one ? target : FileChannel.open(file, READ)) {
      if (push) {
        source.transferTo(0, MANY, target.position(distance));
      } else {
        target.transferFrom(source, distance, MANY);
      }
    }
    return Files.readAllBytes(file);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static List<String> transfers(World world, int length, boolean one) throws IOException {
    Path file = WORKFLOW.directory(world).resolve("file");
    List<String> results = new ArrayList<>();
    int third = length / 3;
    for (int from : new int[] {0, third}) {
      for (int to : new int[] {0, 1, third, third + 2, length - 4, length}) {
        for (boolean push : new boolean[] {true, false}) {
          for (int count : new int[] {third * 2, length * 4}) {
            Files.write(file, random(length));
            try (FileChannel target = FileChannel.open(file, READ, WRITE);
                FileChannel source = one ? target : FileChannel.open(file, READ)) {
              (push ? target : source).position(push ? to : from);
              long n =
                  push
                      ? source.transferTo(from, count, target)
                      : target.transferFrom(source, to, count);
              String what = (push ? "to " : "from ") + from + " " + to + " " + count + ": " + n;
              byte[] content = Files.readAllBytes(file);
              results.add(what + " " + source.position() + " " + target.position());
              results.add(content.length + " " + Arrays.hashCode(content));
            }
          }
        }
      }
    }
    return results;
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 5_000, 300_000})
  void piecesThatMayOverlap(int length) throws IOException {
    assumeThat(copiesByteByByte()).as("whether the kernel copies byte by byte").isTrue();
    for (boolean one : new boolean[] {true, false}) {
      assertThat(transfers(World.CAPIO, length, one))
          .isEqualTo(transfers(World.PLAIN, length, one));
    }
  }

  private static long appended(World world) throws IOException {
    Path file = WORKFLOW.directory(world).resolve("file");
    Files.writeString(file, "123456789");
    try (FileChannel target = FileChannel.open(file, APPEND);
        FileChannel source = FileChannel.open(file, READ)) {
      return target.transferFrom(source, 0, 20);
    }
  }

  @Test
  void toTheEnd() throws IOException {
    assertThat(appended(World.CAPIO)).isEqualTo(appended(World.PLAIN));
  }
}

package io.capio.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenOptionsTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  /** What the path is when it is opened. */
  enum Before {
    ABSENT,
    FILE,
    DIRECTORY
  }

  private static void prepare(Path path, Before before) throws IOException {
    if (before == Before.FILE) {
      Files.writeString(path, "0123456789");
    } else if (before == Before.DIRECTORY) {
      Files.createDirectory(path);
    }
  }

  /** All that can be seen of an open with these options and some use of the channel. */
  private static List<String> use(Path path, Set<OpenOption> options) {
    List<String> seen = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(path, options)) {
      seen.add("open, exists " + Files.exists(path));
      note(seen, () -> "size " + (Files.isDirectory(path) ? "-" : channel.size()));
      note(seen, () -> "read " + channel.read(ByteBuffer.allocate(3)));
      note(seen, () -> "write " + channel.write(ByteBuffer.wrap(new byte[] {'a', 'b'})));
      note(seen, () -> "position " + channel.position());
    } catch (IOException | RuntimeException e) {
      seen.add(e.toString().replace(path.toString(), "PATH"));
    }
    try {
      seen.add(Files.isRegularFile(path) ? Files.readString(path) : "" + Files.exists(path));
    } catch (IOException e) {
      seen.add(e.toString());
    }
    return seen;
  }

  private interface Step {
    String run() throws IOException;
  }

  private static void note(List<String> seen, Step step) {
    try {
      seen.add(step.run());
    } catch (IOException | RuntimeException e) {
      seen.add(e.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyCombinationActsAsOnTheDisk(Before before) throws IOException {
    List<OpenOption> all =
        List.of(
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.CREATE,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.DELETE_ON_CLOSE);
    List<OpenOption> harmless =
        List.of(
            StandardOpenOption.SPARSE,
            StandardOpenOption.SYNC,
            StandardOpenOption.DSYNC,
            LinkOption.NOFOLLOW_LINKS);
    Path plain = WORKFLOW.directory(World.PLAIN);
    Path capio = WORKFLOW.directory(World.CAPIO);
    for (int bits = 0; bits < 1 << all.size(); bits++) {
      Set<OpenOption> options = new HashSet<>();
      for (int i = 0; i < all.size(); i++) {
        if ((bits >> i & 1) != 0) {
          options.add(all.get(i));
        }
      }
      options.add(harmless.get(bits % harmless.size()));
      Path one = plain.resolve("f" + bits);
      Path two = capio.resolve("f" + bits);
      prepare(one, before);
      prepare(two, before);
      assertThat(use(two, options)).as("%s, %s", before, options).isEqualTo(use(one, options));
    }
  }

  @Test
  void transfersPastTheCacheAreTransfers() throws Exception {
    // by name: compilers warn of what is no part of Java SE
    OpenOption direct =
        (OpenOption)
            Class.forName("com.sun.nio.file.ExtendedOpenOption").getField("DIRECT").get(null);
    Path file = WORKFLOW.directory(World.CAPIO).resolve("direct");
    byte[] block = new byte[4096];
    block[7] = 7;
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            direct)) {
      assertThat(channel.write(ByteBuffer.wrap(block))).isEqualTo(block.length);
      ByteBuffer aligned = ByteBuffer.allocateDirect(3 * 4096).alignedSlice(4096);
      assertThat(channel.read(aligned, 0)).isEqualTo(block.length);
      assertThatThrownBy(() -> channel.read(aligned.clear(), 1))
          .isInstanceOf(IOException.class)
          .hasMessage("Channel position (1) is not a multiple of the block size (4096)");
      assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(5)))
          .isInstanceOf(IOException.class)
          .hasMessage("Number of remaining bytes (5) is not a multiple of the block size (4096)");
      assertThatThrownBy(() -> channel.write(aligned.clear().position(1)))
          .isInstanceOf(IOException.class)
          .hasMessageMatching("Current (location|position) of the bytebuffer \\(1\\) .*");
      channel.position(7);
      assertThatThrownBy(() -> channel.read(new ByteBuffer[] {aligned.clear()}))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Channel position (7)");
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(block);
  }
}

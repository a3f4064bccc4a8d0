package io.capio.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

  private static Process start(String... command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @Test
  void isNotThatOfAnotherProcess_norOfOneThatHasEnded() throws Exception {
    ProcessIdentity self = ProcessIdentity.self();
    assertThat(self.isAlive()).isTrue();
    assertThat(new ProcessIdentity(self.pid(), self.start() + 1).isAlive()).isFalse();
    Process ended = start("/bin/sh", "-c", "read line");
    ProcessIdentity other = ProcessIdentity.of(ended.pid());
    assertThat(other.isAlive()).isTrue();
    ended.getOutputStream().close();
    ended.waitFor();
    assertThat(other.isAlive()).isFalse();
  }

  /** The server would be taken for dead by whoever waits for it then. */
  @Test
  void livesAlsoWhileThisProcessCanOpenNoFile() throws Exception {
    Process program =
        start(
            "/bin/sh",
            "-c",
            "ulimit -n 64 && exec \"$0\" \"$@\"",
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            System.getProperty("java.class.path"),
            WithoutDescriptors.class.getName());
    String said =
        new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(said).isEqualTo("before true false, then true false, after true false");
  }

  /** Asks for a process that lives and for one that does not, before and after all are used up. */
  static final class WithoutDescriptors {

    private WithoutDescriptors() {}

    public static void main(String[] arguments) throws IOException {
      ProcessIdentity self = ProcessIdentity.self();
      // no pid is as large
      ProcessIdentity none = new ProcessIdentity(1L << 30, 1);
      StringBuilder said = new StringBuilder("before ");
      said.append(self.isAlive()).append(' ').append(none.isAlive());
      List<Closeable> open = new ArrayList<>();
      try {
        while (true) {
          open.add(new FileInputStream("/dev/null"));
        }
      } catch (IOException full) {
        said.append(", then ").append(self.isAlive()).append(' ').append(none.isAlive());
      }
      for (Closeable each : open) {
        each.close();
      }
      said.append(", after ").append(self.isAlive()).append(' ').append(none.isAlive());
      System.out.println(said);
    }
  }
}

package io.capio.fs.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.fs.Workflow;
import io.capio.fs.World;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random operations of java.io and java.nio on a plain directory and on a CAPIO one: results, bytes
 * and exceptions must agree. {@code -Dcapio.seed=N} gives other operations, {@code
 * -Dcapio.operations=N} their number.
 */
class TwoWorldsTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  /**
   * Files become ordinary ones of the disk when they are closed, a moment later. Who has one open
   * for reading then keeps what it was, whatever is written later: that differs from a disk.
   */
  @RegisterExtension
  static final Workflow STREAMING = new Workflow(Map.of("stream", "true", "missing", "fail"));

  private static final int ROUND = 250;

  /** A build repeats the same operations; whoever looks for new differences gives another seed. */
  private static final long SEED = 20261123;

  private static final int OPERATIONS = 100_000;

  private static int operations() {
    return Integer.getInteger("capio.operations", OPERATIONS);
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void operationsActAlikeWhileFilesAreInMemory() throws IOException {
    rounds(WORKFLOW, operations() - operations() / 5);
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void operationsActAlikeWhileFilesGoToTheDisk() throws IOException {
    rounds(STREAMING, Math.max(1, operations() / 5));
  }

  private static void rounds(Workflow workflow, int operations) throws IOException {
    rounds(workflow, Long.getLong("capio.seed", SEED), operations);
  }

  static void rounds(Workflow workflow, long seed, int operations) throws IOException {
    for (int done = 0; done < operations; done += ROUND) {
      round(workflow, seed + done);
    }
  }

  private static void round(Workflow workflow, long seed) throws IOException {
    Side plain = new Side(workflow, World.PLAIN);
    Side capio = new Side(workflow, World.CAPIO);
    Operations random = new Operations(seed, workflow != STREAMING);
    Deque<String> history = new ArrayDeque<>();
    for (int i = 0; i < ROUND; i++) {
      Named next = random.next();
      String expected = plain.outcome(next.operation());
      history.add(next.name() + " -> " + expected);
      String seen = capio.outcome(next.operation());
      if (!seen.equals(expected)) {
        assertThat(seen).as("%s", report(seed, history)).isEqualTo(expected);
      }
    }
    plain.closeAll();
    capio.closeAll();
    assertThat(capio.tree()).as("%s", report(seed, history)).isEqualTo(plain.tree());
  }

  private static String report(long seed, Deque<String> history) {
    return "-Dcapio.seed=" + seed + " -Dcapio.operations=1\n" + String.join("\n", history);
  }
}

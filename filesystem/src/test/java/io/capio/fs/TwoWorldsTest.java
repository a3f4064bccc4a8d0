package io.capio.fs;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.fs.RandomOperations.Named;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random operations of java.io and java.nio on a plain directory and on a CAPIO one: results, bytes
 * and exceptions must agree. {@code -Dcapio.seed=N} repeats a run, {@code -Dcapio.operations=N}
 * sets its length.
 */
class TwoWorldsTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  private static final int ROUND = 250;

  /** A build repeats the same operations; whoever looks for new differences gives another seed. */
  private static final long SEED = 20261123;

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void randomOperationsActAlike() throws IOException {
    long seed = Long.getLong("capio.seed", SEED);
    int operations = Integer.getInteger("capio.operations", 4000);
    for (int done = 0; done < operations; done += ROUND) {
      round(seed + done);
    }
  }

  private static void round(long seed) throws IOException {
    Side plain = new Side(WORKFLOW, World.PLAIN);
    Side capio = new Side(WORKFLOW, World.CAPIO);
    RandomOperations random = new RandomOperations(seed);
    Deque<String> history = new ArrayDeque<>();
    for (int i = 0; i < ROUND; i++) {
      Named next = random.next();
      String expected = plain.outcome(next.operation());
      history.add(next.name() + " -> " + expected);
      assertThat(capio.outcome(next.operation()))
          .as("-Dcapio.seed=%d -Dcapio.operations=1\n%s", seed, String.join("\n", history))
          .isEqualTo(expected);
    }
    plain.closeAll();
    capio.closeAll();
    assertThat(capio.tree())
        .as("seed %d\n%s", seed, String.join("\n", history))
        .isEqualTo(plain.tree());
  }
}

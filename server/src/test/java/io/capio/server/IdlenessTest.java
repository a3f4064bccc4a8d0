package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Times are those that the test makes up. */
class IdlenessTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aServerThatNobodyHasUsed_isGivenTime() {
    Idleness idleness = new Idleness(0);
    assertThat(idleness.left(false, 0, 2 * SECOND)).isEqualTo(58 * SECOND);
    assertThat(idleness.left(false, 0, 60 * SECOND)).isZero();
  }

  @Test
  void theTimeBeginsWhenTheLastClientHasBeenSeenToBeGone() {
    Idleness idleness = new Idleness(0);
    assertThat(idleness.left(true, 1, 2 * SECOND)).isEqualTo(Long.MAX_VALUE);
    // nobody looks while a client does nothing
    assertThat(idleness.left(false, 1, 500 * SECOND)).isEqualTo(SECOND);
    assertThat(idleness.left(false, 1, 501 * SECOND)).isZero();
  }

  @Test
  void aClientThatCameAndWentUnseen_counts() {
    Idleness idleness = new Idleness(0);
    assertThat(idleness.left(false, 1, 30 * SECOND)).isEqualTo(SECOND);
    assertThat(idleness.left(false, 2, 31 * SECOND)).isEqualTo(SECOND);
  }
}

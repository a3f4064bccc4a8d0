package io.capio.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Times are those that the test makes up. */
class LooksTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void whenNothingHappens_thereAreNone() {
    Looks looks = new Looks(0);
    assertThat(looks.areDue(0)).isTrue();
    looks.next(Long.MAX_VALUE, false, 6 * SECOND);
    assertThat(looks.untilNext(7 * SECOND)).isEqualTo(Long.MAX_VALUE);
    assertThat(looks.areDue(1000 * SECOND)).isFalse();
  }

  @Test
  void whileRequestsCome_andForAWhileAfterwards_theyAreOften() {
    Looks looks = new Looks(0);
    looks.next(Long.MAX_VALUE, false, 100 * SECOND);
    looks.somethingHappened(false, 200 * SECOND);
    assertThat(looks.untilNext(200 * SECOND)).isEqualTo(SECOND / 2);
    looks.next(Long.MAX_VALUE, false, 201 * SECOND);
    assertThat(looks.untilNext(201 * SECOND)).isEqualTo(SECOND / 2);
    looks.next(Long.MAX_VALUE, false, 206 * SECOND);
    assertThat(looks.untilNext(206 * SECOND)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void newsAreLookedAtAtOnce_butAfterTheRequestsThatCameBefore() {
    Looks looks = new Looks(0);
    looks.next(Long.MAX_VALUE, false, 100 * SECOND);
    looks.somethingHappened(true, 200 * SECOND);
    assertThat(looks.areDue(200 * SECOND)).isTrue();
    assertThat(looks.mayBegin(true)).isFalse();
    assertThat(looks.mayBegin(false)).isTrue();
  }

  @Test
  void aQueueThatIsNeverEmpty_doesNotPutThemOffForEver() {
    Looks looks = new Looks(0);
    int delays = 0;
    while (!looks.mayBegin(true)) {
      delays++;
    }
    assertThat(delays * 64).as("requests taken meanwhile").isGreaterThanOrEqualTo(512);
  }

  @Test
  void wishesAndSuspicionsAreMet() {
    Looks looks = new Looks(0);
    looks.next(60 * SECOND, false, 100 * SECOND);
    assertThat(looks.untilNext(100 * SECOND)).isEqualTo(60 * SECOND);
    looks.next(Long.MAX_VALUE, true, 100 * SECOND);
    assertThat(looks.untilNext(100 * SECOND)).isEqualTo(SECOND / 2);
  }
}

package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Slots that no client should send: noise, truncated text, fields that are none. */
class MalformedRequestsTest {
  private static final int REQUESTS = 100_000;
  private static final int SLOT = 256;
  private static final String[] FIELDS = {
    "",
    " ",
    "-",
    "x",
    "0x10",
    "1e9",
    "99999999999999999999",
    "-2147483649",
    "%s",
    "\t",
    "\n",
    "é",
    "/",
    "..",
    "//",
    "-0",
    "+1",
    "NaN"
  };

  /** A build repeats the same; {@code -Dcapio.seed=N} looks for something new. */
  private final long seed = Long.getLong("capio.seed", 20261123);

  private final Random random = new Random(seed);

  @Test
  void hundredThousandMalformedRequests_neitherEndTheServerNorDisturbAGoodClient()
      throws Exception {
    try (ServerFixture server = ServerFixture.streaming()) {
      RawClient victim = server.client("victim");
      RawClient good = server.client("good");
      good.openFile(3, 1 | 2 | 4, server.path("good"));
      for (int i = 0; i < REQUESTS; i++) {
        victim.sendBytes(slot(victim.tid));
        if (i % 64 == 0) {
          victim.discard();
        }
        if (i % 10_000 == 0) {
          good.writeAt(3, i, "still here");
          assertThat(good.readAt(3, i, 10)).as("seed %d", seed).isEqualTo("still here");
        }
      }
      assertThat(good.closeFile(3)).as("seed %d", seed).isZero();
      RawClient later = server.upstream("later");
      assertThat(later.create(3, server.path("later"))).as("seed %d", seed).isZero();
    }
  }

  private byte[] slot(int tid) {
    return switch (random.nextInt(4)) {
      case 0 -> noise();
      case 1 -> truncated(tid);
      case 2 -> fields(tid).getBytes(StandardCharsets.UTF_8);
      default -> withoutEnd(tid);
    };
  }

  private byte[] noise() {
    byte[] slot = new byte[SLOT];
    random.nextBytes(slot);
    if (random.nextBoolean()) {
      // a code of four digits, so that more than the code is looked at
      byte[] code = String.format("%04d ", random.nextInt(60)).getBytes(StandardCharsets.UTF_8);
      System.arraycopy(code, 0, slot, 0, code.length);
    }
    return slot;
  }

  private byte[] truncated(int tid) {
    String text = String.format("%04d %d 3 5 420 /nowhere", code(), tid);
    return text.substring(0, random.nextInt(text.length())).getBytes(StandardCharsets.UTF_8);
  }

  private String fields(int tid) {
    StringBuilder text = new StringBuilder(String.format("%04d", code()));
    if (random.nextBoolean()) {
      text.append(' ').append(tid);
    }
    int count = random.nextInt(7);
    for (int i = 0; i < count; i++) {
      text.append(' ').append(FIELDS[random.nextInt(FIELDS.length)]);
    }
    return text.toString();
  }

  /** Text that fills the slot to its last byte, where a NUL should be. */
  private byte[] withoutEnd(int tid) {
    String text = String.format("%04d %d 3 ", code(), tid);
    return (text + "p".repeat(SLOT - text.length())).getBytes(StandardCharsets.UTF_8);
  }

  /** Any code but those that end the sender's own session. */
  private int code() {
    int code = random.nextInt(100);
    return code == 6 || code == 50 ? 99 : code;
  }
}

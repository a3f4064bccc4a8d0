package io.capio.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangesTest {
  @Test
  void randomRanges_behaveLikeASetOfBytes() {
    long seed = Long.getLong("capio.seed", 20261123);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Ranges ranges = new Ranges();
      BitSet model = new BitSet();
      for (int i = 0; i < 60; i++) {
        int start = random.nextInt(1000);
        if (random.nextInt(10) == 0) {
          ranges.cut(start);
          model.clear(start, 2000);
        } else {
          int end = start + random.nextInt(60);
          ranges.add(start, end);
          model.set(start, end);
        }
      }
      for (int at = 0; at < 1100; at++) {
        int available = model.get(at) ? model.nextClearBit(at) - at : 0;
        assertThat(ranges.available(at)).as("seed %d at %d", seed, at).isEqualTo(available);
        int next = model.nextSetBit(at);
        assertThat(ranges.nextWritten(at)).isEqualTo(next < 0 ? Long.MAX_VALUE : next);
      }
      assertThat(ranges.bytes()).isEqualTo(model.cardinality());
      assertThat(ranges.end()).isEqualTo(model.length());
    }
  }
}

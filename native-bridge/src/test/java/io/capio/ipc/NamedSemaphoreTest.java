package io.capio.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class NamedSemaphoreTest {

  private static long directBuffers() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getCount)
        .sum();
  }

  /** A program may count its own, or have used up what it may have of them. */
  @Test
  void itIsNoneOfTheProgramsDirectBuffers() throws IOException {
    String name = "semaphore-test-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    long before = directBuffers();
    try (NamedSemaphore semaphore = NamedSemaphore.createExclusive(name, 1)) {
      assertThat(semaphore.value()).isEqualTo(1);
      assertThat(semaphore.acquire(1)).isTrue();
      assertThat(semaphore.acquire(1)).isFalse();
      assertThat(directBuffers()).isEqualTo(before);
    } finally {
      NamedSemaphore.unlink(name);
    }
  }
}

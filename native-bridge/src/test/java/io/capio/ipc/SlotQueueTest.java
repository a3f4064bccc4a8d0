package io.capio.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlotQueueTest {
  private static final SlotQueue.Shape DATA = SlotQueue.Shape.data(new Geometry(3, 4096));

  private final ObjectNames names = new ObjectNames("queue-test-" + System.nanoTime());

  @AfterEach
  void nothingIsLeft() throws IOException {
    for (String base : new String[] {"request_buffer", "data_1"}) {
      SlotQueue.unlink(names, base);
    }
    try (Stream<Path> files = Files.list(SharedMemory.DIRECTORY)) {
      assertThat(files.filter(f -> f.toString().contains(names.workflow()))).isEmpty();
    }
  }

  @Test
  void bytesOfOneEnd_arriveAtTheOther_inOrderAndAcrossTheWrap() throws Exception {
    try (SlotQueue producer = SlotQueue.create(names, "data_1", DATA);
        SlotQueue consumer = SlotQueue.open(names, "data_1", DATA)) {
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread writer =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 1000; i++) {
                    ByteBuffer slot = producer.reserve(WaitWatch.NONE);
                    slot.putInt(0, i).putInt(4092, ~i);
                    producer.publish();
                  }
                } catch (IOException e) {
                  failure.set(e);
                }
              });
      writer.start();
      for (int i = 0; i < 1000; i++) {
        ByteBuffer slot = consumer.peek(WaitWatch.NONE);
        assertThat(slot.getInt(0)).isEqualTo(i);
        assertThat(slot.getInt(4092)).isEqualTo(~i);
        consumer.release();
      }
      writer.join();
      assertThat(failure.get()).isNull();
      assertThat(producer.freeSlots()).isEqualTo(3);
    }
  }

  @Test
  void severalProducers_doNotTearRequests() throws Exception {
    try (SlotQueue consumer =
        SlotQueue.createOrOpen(names, "request_buffer", SlotQueue.Shape.REQUESTS)) {
      Thread[] producers = new Thread[4];
      for (int p = 0; p < producers.length; p++) {
        byte fill = (byte) ('a' + p);
        producers[p] =
            new Thread(
                () -> {
                  try (SlotQueue own =
                      SlotQueue.open(names, "request_buffer", SlotQueue.Shape.REQUESTS)) {
                    byte[] text = new byte[200];
                    java.util.Arrays.fill(text, fill);
                    for (int i = 0; i < 2000; i++) {
                      own.put(text, WaitWatch.NONE);
                    }
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                });
        producers[p].start();
      }
      int[] counts = new int[4];
      for (int i = 0; i < 8000; i++) {
        ByteBuffer slot = consumer.peek(WaitWatch.NONE);
        byte first = slot.get(0);
        for (int at = 0; at < 200; at++) {
          assertThat(slot.get(at)).isEqualTo(first);
        }
        assertThat(slot.get(200)).isZero();
        counts[first - 'a']++;
        consumer.release();
      }
      assertThat(counts).containsExactly(2000, 2000, 2000, 2000);
      for (Thread producer : producers) {
        producer.join();
      }
    }
  }

  @Test
  void create_ofAnExistingQueue_isRefusedAndLeavesItAlone() throws IOException {
    try (SlotQueue first = SlotQueue.create(names, "data_1", DATA)) {
      first.reserve(WaitWatch.NONE).putInt(0, 42);
      first.publish();

      assertThatThrownBy(() -> SlotQueue.create(names, "data_1", DATA))
          .isInstanceOf(FileAlreadyExistsException.class);

      try (SlotQueue again = SlotQueue.createOrOpen(names, "data_1", DATA)) {
        assertThat(again.tryPeek().getInt(0)).isEqualTo(42);
      }
    }
  }

  @Test
  void open_withAnotherGeometry_namesTheVariables() throws IOException {
    try (SlotQueue queue = SlotQueue.create(names, "data_1", DATA)) {
      assertThat(queue.slotBytes()).isEqualTo(4096);
      assertThatThrownBy(
              () -> SlotQueue.open(names, "data_1", SlotQueue.Shape.data(new Geometry(4, 4096))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("CAPIO_CACHE_LINES");
    }
  }

  @Test
  void open_ofNothing_saysSo() {
    assertThatThrownBy(() -> SlotQueue.open(names, "data_1", DATA))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aWaitForASlot_endsWhenTheWatchSaysSo() throws IOException {
    try (SlotQueue queue = SlotQueue.create(names, "data_1", DATA)) {
      assertThatThrownBy(
              () ->
                  queue.peek(
                      waited -> {
                        throw new IOException("the other side has gone");
                      }))
          .isInstanceOf(IOException.class)
          .hasMessage("the other side has gone");
      assertThat(queue.filledSlots()).isZero();
    }
  }

  @Test
  void reservedMemory_thatIsNotThere_isAnErrorAndLeavesNothing() {
    String name = names.segment(1);
    assertThatThrownBy(() -> SharedMemory.createReserved(name, Integer.MAX_VALUE * 1000L))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(name);
    assertThat(SharedMemory.path(name)).doesNotExist();
  }

  @Test
  void objectsAreForTheirOwnerOnly() throws IOException {
    try (SlotQueue queue = SlotQueue.create(names, "data_1", DATA);
        Stream<Path> files = Files.list(SharedMemory.DIRECTORY)) {
      assertThat(queue.freeSlots()).isEqualTo(3);
      for (Path file : files.filter(f -> f.toString().contains(names.workflow())).toList()) {
        assertThat(Files.getPosixFilePermissions(file))
            .as(file.toString())
            .containsExactlyInAnyOrder(
                java.nio.file.attribute.PosixFilePermission.OWNER_READ,
                java.nio.file.attribute.PosixFilePermission.OWNER_WRITE);
      }
    }
  }
}

package io.capio.ipc;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** The objects of a queue while they are being opened: a failure half way closes what is there. */
final class QueueParts {
  private final List<Closeable> parts = new ArrayList<>();
  NamedSemaphore mutex;
  NamedSemaphore filled;
  NamedSemaphore free;
  SharedMemory first;
  SharedMemory last;
  SharedMemory ring;

  private QueueParts() {}

  /** How the objects come into being. */
  enum Creation {
    EXCLUSIVE,
    OPEN_OR_CREATE,
    OPEN
  }

  private <T extends Closeable> T add(T part) {
    parts.add(part);
    return part;
  }

  private void close() throws IOException {
    for (Closeable part : parts) {
      part.close();
    }
  }

  static QueueParts open(ObjectNames names, String base, SlotQueue.Shape shape, Creation creation)
      throws IOException {
    QueueParts opened = new QueueParts();
    List<String> created = new ArrayList<>();
    try {
      if (creation == Creation.EXCLUSIVE) {
        // nobody looks for this queue before its maker says so: the ring, made first, is the claim
        opened.ring = opened.add(claim(names.ring(base), shape, created));
      }
      if (shape.mutex()) {
        opened.mutex = opened.add(semaphore(names.mutex(base), 1, creation, created));
      }
      opened.filled = opened.add(semaphore(names.filled(base), 0, creation, created));
      opened.free = opened.add(semaphore(names.free(base), shape.slots(), creation, created));
      opened.first = opened.add(index(names.first(base), Long.BYTES, creation, created));
      long lastBytes = shape.mutex() ? Long.BYTES : OpenLine.END;
      opened.last = opened.add(index(names.last(base), lastBytes, creation, created));
      if (creation == Creation.EXCLUSIVE) {
        return opened;
      }
      opened.ring = opened.add(ring(names, base, shape, creation, opened));
      if (opened.ring.size() != shape.ringBytes()) {
        throw new IOException(
            "queue "
                + names.ring(base)
                + " has "
                + opened.ring.size()
                + " bytes instead of "
                + shape.ringBytes()
                + "; CAPIO_CACHE_LINES and CAPIO_CACHE_LINE_SIZE must be equal on both sides");
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      for (String file : created) {
        SharedMemory.unlink(file);
      }
      throw e;
    }
  }

  private static SharedMemory claim(String name, SlotQueue.Shape shape, List<String> created)
      throws IOException {
    SharedMemory ring = SharedMemory.createExclusive(name, shape.ringBytes());
    created.add(name);
    return ring;
  }

  private static SharedMemory ring(
      ObjectNames names, String base, SlotQueue.Shape shape, Creation creation, QueueParts opened)
      throws IOException {
    String name = names.ring(base);
    try {
      return SharedMemory.open(name);
    } catch (NoSuchFileException e) {
      if (creation == Creation.OPEN) {
        throw e;
      }
    }
    opened.first.bytes().putLong(0, 0);
    opened.last.bytes().putLong(0, 0);
    return SharedMemory.createOrOpen(name, shape.ringBytes());
  }

  private static NamedSemaphore semaphore(
      String name, int value, Creation creation, List<String> created) throws IOException {
    return switch (creation) {
      case EXCLUSIVE -> {
        NamedSemaphore semaphore = NamedSemaphore.createExclusive(name, value);
        created.add("sem." + name);
        yield semaphore;
      }
      case OPEN_OR_CREATE -> NamedSemaphore.createOrOpen(name, value);
      case OPEN -> NamedSemaphore.open(name);
    };
  }

  private static SharedMemory index(
      String name, long bytes, Creation creation, List<String> created) throws IOException {
    return switch (creation) {
      case EXCLUSIVE -> {
        SharedMemory index = SharedMemory.createExclusive(name, bytes);
        created.add(name);
        yield index;
      }
      case OPEN_OR_CREATE -> SharedMemory.createOrOpen(name, bytes);
      case OPEN -> SharedMemory.open(name);
    };
  }
}

package io.capio.fs.view;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.channels.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of the disk that this process reads with the JDK's own objects: such a reader must see
 * what the process writes, and asks nobody. Nothing tells when one is closed, so that each is asked
 * when it matters. Thread-safe.
 */
final class DiskReaders {
  private static final int SMALLEST_SWEEP = 64;

  private final Map<Object, List<WeakReference<Object>>> byFile = new HashMap<>();
  private int sweepAt = SMALLEST_SWEEP;
  private int added;

  void add(Path file, Channel channel) {
    addObject(file, channel);
  }

  void add(Path file, InputStream stream) {
    addObject(file, stream);
  }

  void add(Path file, FileDescriptor descriptor) {
    addObject(file, descriptor);
  }

  private void addObject(Path file, Object reader) {
    Object key = key(file);
    if (key == null) {
      return;
    }
    synchronized (this) {
      if (++added >= sweepAt) {
        byFile.values().removeIf(readers -> !isAnyOpen(readers));
        added = byFile.size();
        sweepAt = Math.max(SMALLEST_SWEEP, 2 * added);
      }
      byFile.computeIfAbsent(key, k -> new ArrayList<>(1)).add(new WeakReference<>(reader));
    }
  }

  /** Whether a file that the disk may have is being read so. */
  boolean has(Path file) {
    synchronized (this) {
      if (byFile.isEmpty()) {
        return false;
      }
    }
    Object key = key(file);
    synchronized (this) {
      List<WeakReference<Object>> readers = byFile.get(key);
      if (readers == null || isAnyOpen(readers)) {
        return readers != null;
      }
      byFile.remove(key);
      return false;
    }
  }

  private static Object key(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException gone) {
      return null;
    }
  }

  private static boolean isAnyOpen(List<WeakReference<Object>> readers) {
    readers.removeIf(reader -> !isOpen(reader.get()));
    return !readers.isEmpty();
  }

  /** A closed stream of a file does not. */
  private static boolean tellsWhatIsLeft(InputStream stream) {
    try {
      return stream.available() >= 0;
    } catch (IOException closed) {
      return false;
    }
  }

  private static boolean isOpen(Object reader) {
    if (reader instanceof InputStream stream) {
      return tellsWhatIsLeft(stream);
    }
    return reader instanceof Channel channel
        ? channel.isOpen()
        : reader instanceof FileDescriptor descriptor && descriptor.valid();
  }
}

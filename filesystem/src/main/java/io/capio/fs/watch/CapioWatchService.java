package io.capio.fs.watch;

import io.capio.ipc.Disk;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/**
 * Tells of changes in directories of CAPIO, seen by looking at them several times a second, and of
 * those in directories of the disk, seen by the JDK. Thread-safe.
 */
public final class CapioWatchService implements WatchService {
  /** Accepted and without meaning here, as in the JDK's service for Linux. */
  private static final String SENSITIVITY = "com.sun.nio.file.SensitivityWatchEventModifier";

  private final WatchService disk;
  private final LinkedBlockingDeque<WatchKey> signalled = new LinkedBlockingDeque<>();
  private final Map<Path, DirectoryKey> keys = new HashMap<>();
  private final DirectoryKey closing = new DirectoryKey(this, Disk.path(""), Disk.path(""));
  private Thread forwarder;
  private volatile boolean closed;

  /**
   * @param disk the JDK's service, closed with this one; null if only CAPIO's directories will be
   *     watched
   */
  public CapioWatchService(WatchService disk) {
    this.disk = disk;
  }

  /**
   * Watches a directory of CAPIO. What is there now is listed before this returns, so it waits
   * where listing the directory waits.
   *
   * @param watchable the directory as the program named it
   * @param directory the path that leads to it through CAPIO
   * @throws NotDirectoryException if it is none
   * @throws UnsupportedOperationException for an event or modifier that the JDK does not know
   */
  public WatchKey register(
      Path watchable, Path directory, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
      throws IOException {
    Set<WatchEvent.Kind<?>> kinds = kinds(events);
    for (WatchEvent.Modifier modifier : modifiers) {
      if (!modifier.getClass().getName().equals(SENSITIVITY)) {
        throw new UnsupportedOperationException("Modifier not supported");
      }
    }
    requireOpen();
    Path real = directory(watchable, directory);
    DirectoryKey known;
    synchronized (keys) {
      known = keys.get(real);
    }
    if (known != null && known.isValid()) {
      known.watchFromNowOnFor(kinds);
      return known;
    }
    DirectoryKey key = new DirectoryKey(this, watchable, directory);
    key.watchFor(kinds);
    WatchedDirectories.add(real.toString(), key);
    boolean begun = false;
    try {
      key.begin();
      known = putUnlessKnown(real, key);
      begun = known == key;
    } finally {
      if (!begun) {
        key.cancel();
      }
    }
    if (begun) {
      key.start();
    } else {
      known.watchFromNowOnFor(kinds);
    }
    return known;
  }

  /** A directory has one key, also if two threads register it at the same time. */
  private DirectoryKey putUnlessKnown(Path real, DirectoryKey key) {
    synchronized (keys) {
      requireOpen();
      DirectoryKey known = keys.get(real);
      if (known != null && known.isValid()) {
        return known;
      }
      keys.put(real, key);
      return key;
    }
  }

  private static Path directory(Path watchable, Path directory) throws IOException {
    try {
      if (!Files.readAttributes(directory, BasicFileAttributes.class).isDirectory()) {
        throw new NotDirectoryException(watchable.toString());
      }
    } catch (NoSuchFileException e) {
      // the real path tells a file in the way from nothing, as attributes of newer JDKs do not
    }
    return directory.toRealPath();
  }

  /** Watches a directory of the disk; the JDK does. */
  public WatchKey registerOnDisk(
      Path directory, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
      throws IOException {
    requireOpen();
    WatchKey key = directory.register(disk, events, modifiers);
    synchronized (keys) {
      if (forwarder == null) {
        forwarder = new Thread(null, this::forward, "capio-watch-disk", 0, false);
        forwarder.setDaemon(true);
        forwarder.start();
      }
    }
    return key;
  }

  private static Set<WatchEvent.Kind<?>> kinds(WatchEvent.Kind<?>[] events) {
    Set<WatchEvent.Kind<?>> kinds = new HashSet<>();
    for (WatchEvent.Kind<?> kind : events) {
      if (kind == StandardWatchEventKinds.ENTRY_CREATE
          || kind == StandardWatchEventKinds.ENTRY_DELETE
          || kind == StandardWatchEventKinds.ENTRY_MODIFY) {
        kinds.add(kind);
      } else if (Objects.requireNonNull(kind, "An element in event set is 'null'")
          != StandardWatchEventKinds.OVERFLOW) {
        throw new UnsupportedOperationException(kind.name());
      }
    }
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("No events to register");
    }
    return kinds;
  }

  /** Ends when the JDK's service is closed. */
  private void forward() {
    try {
      while (!closed) {
        signalled.add(disk.take());
      }
    } catch (ClosedWatchServiceException | InterruptedException closing) {
      return;
    }
  }

  void signal(WatchKey key) {
    signalled.add(key);
  }

  private void requireOpen() {
    if (closed) {
      throw new ClosedWatchServiceException();
    }
  }

  /** Who finds the sign of the end leaves it for the next one. */
  private WatchKey checked(WatchKey key) {
    if (key == closing) {
      signalled.add(closing);
    }
    requireOpen();
    return key;
  }

  @Override
  public WatchKey poll() {
    requireOpen();
    return checked(signalled.poll());
  }

  @Override
  public WatchKey poll(long timeout, TimeUnit unit) throws InterruptedException {
    requireOpen();
    return checked(signalled.poll(timeout, unit));
  }

  @Override
  public WatchKey take() throws InterruptedException {
    requireOpen();
    return checked(signalled.take());
  }

  @Override
  public void close() throws IOException {
    List<DirectoryKey> open;
    synchronized (keys) {
      if (closed) {
        return;
      }
      closed = true;
      open = List.copyOf(keys.values());
      keys.clear();
    }
    open.forEach(DirectoryKey::cancel);
    signalled.clear();
    signalled.add(closing);
    if (disk != null) {
      disk.close();
    }
  }
}

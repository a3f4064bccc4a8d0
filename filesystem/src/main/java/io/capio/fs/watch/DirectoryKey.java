package io.capio.fs.watch;

import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One watched directory: what it held when last looked at, and the events that nobody has taken
 * yet. Its thread looks; everything else may come from any thread.
 */
final class DirectoryKey implements WatchKey {
  private static final long PAUSE_MILLIS = 250;

  /** Of a large directory, at most this share of the time goes into looking at it. */
  private static final int PAUSES_PER_LOOK = 4;

  private static final int MOST_EVENTS =
      EventLimit.of(Runtime.version().feature(), System.getProperty(EventLimit.PROPERTY));

  private final CapioWatchService service;
  private final Path watchable;
  private final Path directory;

  /** A remover waits this long for one who looks: listing may wait for another step. */
  private static final long MOST_WAIT_MILLIS = 1000;

  /** Held while somebody looks. */
  private final ReentrantLock sight = new ReentrantLock();

  /** By name; under the lock of whoever looks. */
  private final Map<String, FileTime> seen = new HashMap<>();

  private volatile Set<WatchEvent.Kind<?>> kinds = Set.of();
  private volatile boolean valid = true;

  /** Open while the thread looks: listing may wait for another step. */
  private volatile DirectoryStream<Path> looking;

  private boolean signalled;
  private List<Event> events = new ArrayList<>();

  /** What the JDK calls an event; counts what happened again before it was taken. */
  private static final class Event implements WatchEvent<Path> {
    private final Kind<Path> kind;
    private final Path context;
    private int count = 1;

    Event(Kind<Path> kind, Path context) {
      this.kind = kind;
      this.context = context;
    }

    @Override
    public Kind<Path> kind() {
      return kind;
    }

    @Override
    public int count() {
      return count;
    }

    @Override
    public Path context() {
      return context;
    }
  }

  DirectoryKey(CapioWatchService service, Path watchable, Path directory) {
    this.service = service;
    this.watchable = watchable;
    this.directory = directory;
  }

  void watchFor(Set<WatchEvent.Kind<?>> wanted) {
    kinds = wanted;
  }

  /** Watches for other kinds: what happened before is told of the former ones only. */
  void watchFromNowOnFor(Set<WatchEvent.Kind<?>> wanted) throws IOException {
    look(true);
    kinds = wanted;
  }

  /** Notes what is there before the first event. */
  void begin() throws IOException {
    look(false);
  }

  void start() {
    Thread thread = new Thread(null, this::watch, "capio-watch", 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try {
      long pause = PAUSE_MILLIS;
      while (pause(pause)) {
        long start = System.nanoTime();
        look(true);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        pause = Math.max(PAUSE_MILLIS, took * PAUSES_PER_LOOK);
      }
    } catch (IOException
        | DirectoryIteratorException
        | ClosedFileSystemException
        | InterruptedException gone) {
      // As the JDK does when the directory has gone: an invalid key is signalled.
      if (valid && gone instanceof NoSuchFileException) {
        tellThatAllHasGone();
      }
      cancel();
      synchronized (this) {
        signal();
      }
    }
  }

  private void tellThatAllHasGone() {
    sight.lock();
    try {
      seen.keySet().forEach(name -> add(StandardWatchEventKinds.ENTRY_DELETE, name));
    } finally {
      sight.unlock();
    }
  }

  /** Returns false if the key has been cancelled. */
  private synchronized boolean pause(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    while (valid && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    return valid;
  }

  private void look(boolean tell) throws IOException {
    sight.lock();
    try {
      compare(tell);
    } finally {
      sight.unlock();
    }
  }

  /** Tells of an entry that nobody has seen yet and that is about to go. */
  void noteBeforeRemoval(String name) {
    boolean interrupted = Thread.interrupted();
    try {
      if (valid && sight.tryLock(MOST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        try {
          FileTime modified = modified(directory.resolve(name));
          if (modified != null && seen.putIfAbsent(name, modified) == null) {
            add(StandardWatchEventKinds.ENTRY_CREATE, name);
          }
        } finally {
          sight.unlock();
        }
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (IOException gone) {
      // the next look tells what can be told
      return;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void compare(boolean tell) throws IOException {
    Set<String> gone = new HashSet<>(seen.keySet());
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      looking = entries;
      if (!valid) {
        // cancelled before there was anything to close, and an entry may be long in coming
        return;
      }
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        FileTime modified = modified(entry);
        if (modified != null) {
          gone.remove(name);
          FileTime before = seen.put(name, modified);
          if (tell && before == null) {
            add(StandardWatchEventKinds.ENTRY_CREATE, name);
          } else if (tell && !modified.equals(before)) {
            add(StandardWatchEventKinds.ENTRY_MODIFY, name);
          }
        }
      }
    }
    looking = null;
    if (!valid) {
      return;
    }
    for (String name : gone) {
      seen.remove(name);
      add(StandardWatchEventKinds.ENTRY_DELETE, name);
    }
  }

  private static FileTime modified(Path entry) throws IOException {
    try {
      return Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .lastModifiedTime();
    } catch (NoSuchFileException deletedMeanwhile) {
      return null;
    }
  }

  private void add(WatchEvent.Kind<Path> kind, String name) {
    if (kinds.contains(kind)) {
      Path context = watchable.getFileSystem().getPath(name);
      synchronized (this) {
        add(kind, context);
      }
    }
  }

  private void add(WatchEvent.Kind<Path> kind, Path context) {
    Event last = last(context);
    if (last != null && (last.kind == kind || last.context == null)) {
      last.count++;
    } else if (events.size() < MOST_EVENTS) {
      events.add(new Event(kind, context));
    } else {
      overflow();
    }
    signal();
  }

  /** The JDK too forgets the others then. */
  private void overflow() {
    events.clear();
    @SuppressWarnings({"unchecked", "rawtypes"}) // Its context is null, whatever its type.
    WatchEvent.Kind<Path> overflow = (WatchEvent.Kind) StandardWatchEventKinds.OVERFLOW;
    events.add(new Event(overflow, null));
  }

  private Event last(Path context) {
    for (int i = events.size() - 1; i >= 0; i--) {
      Event event = events.get(i);
      if (event.context == null || event.context.equals(context)) {
        return event;
      }
    }
    return null;
  }

  private void signal() {
    if (!signalled) {
      signalled = true;
      service.signal(this);
    }
  }

  @Override
  public boolean isValid() {
    return valid;
  }

  @Override
  public synchronized List<WatchEvent<?>> pollEvents() {
    List<WatchEvent<?>> taken = new ArrayList<>(events);
    events = new ArrayList<>();
    return taken;
  }

  @Override
  public synchronized boolean reset() {
    if (valid && signalled) {
      if (events.isEmpty()) {
        signalled = false;
      } else {
        service.signal(this);
      }
    }
    return valid;
  }

  @Override
  public void cancel() {
    WatchedDirectories.remove(this);
    synchronized (this) {
      valid = false;
      notifyAll();
    }
    DirectoryStream<Path> open = looking;
    if (open != null) {
      try {
        open.close();
      } catch (IOException alreadyGone) {
        return;
      }
    }
  }

  @Override
  public Path watchable() {
    return watchable;
  }
}

package io.capio.server.watch;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.ProcessIdentity;
import io.capio.ipc.SharedMemory;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A thread that the kernel wakes when a client dies or somebody makes shared objects of the
 * workflow, as every client does before its first request. It sleeps otherwise. Where the kernel
 * cannot, {@link #isComplete} says so, and whoever wants to know has to look from time to time.
 * Thread-safe.
 */
public final class ClientWatch implements Closeable {
  private static final int NO_FD = -1;
  private static final int POLLFD_BYTES = 8;
  private static final int EVENT_HEADER_BYTES = 16;

  /** How long other workflows' objects are of no interest once one has been seen. */
  private static final int PAUSE_MILLIS = 2000;

  private final String prefix;
  private final Runnable event;
  private final Thread thread;
  private final Map<ProcessIdentity, Integer> watched = new HashMap<>();
  private final List<Integer> forgotten = new ArrayList<>();
  private final ByteBuffer buffer = direct(1 << 14);
  private final ByteBuffer one = direct(Long.BYTES).putLong(0, 1);
  private final ByteBuffer asked = direct(POLLFD_BYTES);
  private int wakeFd = NO_FD;
  private int objectsFd = NO_FD;
  private boolean closed;
  private boolean pausing;
  private volatile boolean complete;

  /**
   * Starts watching.
   *
   * @param event called, on the watching thread, whenever there may be news
   */
  public ClientWatch(ObjectNames names, Runnable event) {
    this.prefix = names.workflow() + "_";
    this.event = event;
    thread = new Thread(this::run, "capio-srv-watch");
    thread.setDaemon(true);
  }

  /** Begins; called once. */
  public void start() {
    thread.start();
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  private static long address(ByteBuffer memory) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(memory));
  }

  /** Whether nothing can happen to those who are to be watched that is not reported. */
  public boolean isComplete() {
    return complete;
  }

  /** Reports the death of that process. */
  public synchronized void add(ProcessIdentity process) {
    if (watched.putIfAbsent(process, NO_FD) == null) {
      complete = false;
      wake();
    }
  }

  /**
   * Whether a process still runs, to be asked often: cheaper than {@link ProcessIdentity#isAlive}
   * for one that is watched, and as sure.
   */
  public synchronized boolean isAlive(ProcessIdentity process) {
    int fd = watched.getOrDefault(process, NO_FD);
    if (fd < 0) {
      return process.isAlive();
    }
    asked.putInt(0, fd).putShort(4, Kernel.POLLIN).putShort(6, (short) 0);
    return Kernel.poll(address(asked), 1, 0) == 0;
  }

  /** Its death is of no interest any more. */
  public synchronized void remove(ProcessIdentity process) {
    Integer fd = watched.remove(process);
    if (fd != null && fd != NO_FD) {
      // not closed here: the thread may be waiting for it
      forgotten.add(fd);
      wake();
    }
  }

  private void wake() {
    if (wakeFd != NO_FD) {
      Kernel.write(wakeFd, address(one), Long.BYTES);
    }
  }

  private void run() {
    try {
      open();
      ByteBuffer descriptors = arrange();
      while (descriptors != null) {
        int ready =
            Kernel.poll(
                address(descriptors),
                descriptors.capacity() / POLLFD_BYTES,
                pausing ? PAUSE_MILLIS : -1);
        if (ready < 0 && Native.getLastError() != Kernel.EINTR) {
          throw new IllegalStateException("poll fails: " + Native.getLastError());
        }
        pausing &= ready != 0;
        if (ready > 0 && isNews(descriptors)) {
          event.run();
        }
        descriptors = arrange();
      }
    } catch (RuntimeException | LinkageError e) {
      // nothing is lost: the request loop looks from time to time then
      complete = false;
    } finally {
      closeAll();
    }
  }

  private synchronized void open() {
    wakeFd = Kernel.eventfd(0, Kernel.O_CLOEXEC | Kernel.O_NONBLOCK);
    objectsFd = Kernel.inotify_init1(Kernel.O_CLOEXEC | Kernel.O_NONBLOCK);
    if (objectsFd != NO_FD
        && Kernel.inotify_add_watch(
                objectsFd, SharedMemory.DIRECTORY.toString(), Kernel.IN_CREATE | Kernel.IN_MOVED_TO)
            < 0) {
      Kernel.close(objectsFd);
      objectsFd = NO_FD;
    }
  }

  /** The descriptors to wait for, or null at the end. */
  private synchronized ByteBuffer arrange() {
    for (int fd : forgotten) {
      Kernel.close(fd);
    }
    forgotten.clear();
    if (closed || wakeFd == NO_FD) {
      return null;
    }
    boolean all = objectsFd != NO_FD;
    List<Integer> descriptors = new ArrayList<>(List.of(wakeFd, pausing ? NO_FD : objectsFd));
    for (Map.Entry<ProcessIdentity, Integer> entry : watched.entrySet()) {
      if (entry.getValue() == NO_FD) {
        entry.setValue((int) Kernel.syscall(Kernel.PIDFD_OPEN, entry.getKey().pid(), 0));
        // it may have died before, and the pid may be another's already
        event.run();
      }
      all &= entry.getValue() >= 0;
      descriptors.add(entry.getValue());
    }
    complete = all;
    ByteBuffer polled = direct(descriptors.size() * POLLFD_BYTES);
    for (int fd : descriptors) {
      // a negative one is skipped by the kernel
      polled.putInt(fd).putShort(Kernel.POLLIN).putShort((short) 0);
    }
    return polled;
  }

  private synchronized boolean isNews(ByteBuffer descriptors) {
    boolean news = false;
    if (isReady(descriptors, 0)) {
      Kernel.read(wakeFd, address(buffer), Long.BYTES);
    }
    if (isReady(descriptors, 1)) {
      news = hasOurs();
      pausing = !news;
    }
    for (int i = 2; i < descriptors.capacity() / POLLFD_BYTES; i++) {
      if (isReady(descriptors, i)) {
        news = true;
        forget(descriptors.getInt(i * POLLFD_BYTES));
      }
    }
    return news;
  }

  private static boolean isReady(ByteBuffer descriptors, int index) {
    return descriptors.getShort(index * POLLFD_BYTES + 6) != 0;
  }

  /** The descriptor of a dead process is ready for ever. */
  private void forget(int fd) {
    if (watched.values().removeIf(each -> each == fd)) {
      Kernel.close(fd);
    }
  }

  /** Whether one of the events so far is about an object of this workflow. */
  private boolean hasOurs() {
    boolean ours = false;
    int bytes = readEvents();
    while (bytes > 0) {
      for (int at = 0; at + EVENT_HEADER_BYTES <= bytes; ) {
        byte[] name = new byte[buffer.getInt(at + 12)];
        buffer.get(at + EVENT_HEADER_BYTES, name);
        String text = new String(name, StandardCharsets.UTF_8);
        // without a name, there were more events than the kernel could keep
        ours |= name.length == 0 || text.startsWith(prefix) || text.startsWith("sem." + prefix);
        at += EVENT_HEADER_BYTES + name.length;
      }
      bytes = readEvents();
    }
    return ours;
  }

  private int readEvents() {
    return (int) Kernel.read(objectsFd, address(buffer), buffer.capacity());
  }

  private synchronized void closeAll() {
    watched.values().forEach(ClientWatch::close);
    watched.clear();
    forgotten.forEach(ClientWatch::close);
    forgotten.clear();
    close(wakeFd);
    close(objectsFd);
    wakeFd = NO_FD;
    objectsFd = NO_FD;
  }

  private static void close(int fd) {
    if (fd >= 0) {
      Kernel.close(fd);
    }
  }

  /** Lets the thread end; does not wait for it. */
  @Override
  public synchronized void close() {
    closed = true;
    wake();
  }
}

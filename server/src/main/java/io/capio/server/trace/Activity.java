package io.capio.server.trace;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Is told what happens to files, and keeps account: a count of bytes always, events only if a file
 * for them is wanted. Confined to the request loop.
 */
public final class Activity {
  private final Map<String, Traffic> traffic = new TreeMap<>();
  private final TraceFile file;

  /**
   * An account.
   *
   * @param file gets the events, or null
   */
  public Activity(TraceFile file) {
    this.file = file;
  }

  /** Bytes by application, also of those that have ended. */
  public Map<String, Traffic> traffic() {
    return Collections.unmodifiableMap(traffic);
  }

  private Traffic of(Actor actor) {
    return traffic.computeIfAbsent(actor.application(), name -> new Traffic());
  }

  /** A file has been opened. */
  public void opened(Actor actor, String path, boolean writing) {
    if (file != null) {
      file.event(writing ? "open-write" : "open-read", actor, path);
    }
  }

  /** A file of the disk has been opened: its bytes do not come through the server. */
  public void openedOnDisk(Actor actor, String path) {
    if (file != null) {
      file.event("open-disk", actor, path);
    }
  }

  /** An open file has been closed. */
  public void closed(Actor actor, String path) {
    if (file != null) {
      file.event("close", actor, path);
    }
  }

  /** Bytes have been written. */
  public void wrote(Actor actor, String path, long bytes) {
    of(actor).wrote(bytes);
    if (file != null && bytes > 0) {
      file.moved("write", actor, path, bytes);
    }
  }

  /** Bytes have been read. */
  public void read(Actor actor, String path, long bytes) {
    of(actor).read(bytes);
    if (file != null && bytes > 0) {
      file.moved("read", actor, path, bytes);
    }
  }

  /**
   * A request has been delayed from some moment until now.
   *
   * @param what it waited for, in words that end before the path
   * @param nanos how long
   */
  public void waited(Actor actor, String what, String path, long nanos) {
    if (file != null) {
      file.waited(actor, what, path, nanos);
    }
  }

  /** A file is complete. */
  public void committed(String path) {
    if (file != null) {
      file.event("commit", null, path);
    }
  }

  /** A file will never be complete. */
  public void failed(String path) {
    if (file != null) {
      file.event("fail", null, path);
    }
  }

  /** A name is gone, because the file was deleted, replaced or renamed. */
  public void removed(String path) {
    if (file != null) {
      file.event("remove", null, path);
    }
  }

  /** Writes what has been kept back; called now and then. */
  public void flush() {
    if (file != null) {
      file.flush();
    }
  }

  /** Writes the rest. */
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}

package io.capio.server.session;

import java.util.HashMap;
import java.util.Map;

/**
 * The descriptors that a process or thread has from the one that cloned it. The parent's CLONE and
 * the child's handshake may come in either order.
 */
public final class Clones {
  private final Map<Integer, Session> sessions;
  private final Map<Integer, Map<Integer, Descriptor>> early = new HashMap<>();

  /**
   * @param sessions all that are open, by tid
   */
  Clones(Map<Integer, Session> sessions) {
    this.sessions = sessions;
  }

  /** Whether a CLONE for that tid came before its handshake. */
  public boolean isCloned(int tid) {
    return early.containsKey(tid);
  }

  /** A session has been opened. */
  void opened(Session session) {
    Map<Integer, Descriptor> inherited = early.remove(session.tid());
    if (inherited != null) {
      inherit(session, inherited);
      session.awaitsClone(false);
    }
  }

  /**
   * Handles HANDSHAKE with wait: the reply comes when the parent's CLONE has been seen, which may
   * have been before.
   *
   * @param wasCloned whether it has been
   */
  public void await(Session session, boolean wasCloned) {
    if (wasCloned) {
      session.reply(1);
    } else {
      session.awaitsClone(true);
    }
  }

  /** Handles CLONE: the child has the parent's descriptors with offsets of its own. */
  public void copy(Session parent, int childTid) {
    Session child = sessions.get(childTid);
    if (child == null) {
      early.put(childTid, Map.copyOf(parent.descriptors()));
      return;
    }
    inherit(child, parent.descriptors());
    release(child);
  }

  /** Handles CLONE of a parent that is not known: the child must not wait for ever. */
  void copyNothing(int childTid) {
    Session child = sessions.get(childTid);
    if (child == null) {
      early.putIfAbsent(childTid, Map.of());
    } else {
      release(child);
    }
  }

  private static void release(Session child) {
    if (child.awaitsClone()) {
      child.awaitsClone(false);
      child.reply(1);
    }
  }

  private static void inherit(Session child, Map<Integer, Descriptor> descriptors) {
    descriptors.forEach(
        (fd, descriptor) -> {
          if (descriptor.handle().isOpen() && child.handle(fd) == null) {
            child.put(
                fd, new Descriptor(descriptor.handle(), new Cursor(descriptor.cursor().offset())));
          }
        });
  }
}

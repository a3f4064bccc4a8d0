package io.capio.server.session;

import io.capio.ipc.Geometry;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.ProcessIdentity;
import io.capio.ipc.SharedMemory;
import io.capio.server.files.Handle;
import io.capio.server.files.Lifecycle;
import io.capio.server.files.RefusedException;
import io.capio.server.files.Step;
import io.capio.server.trace.Activity;
import io.capio.server.watch.ClientWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/** All sessions, and the processes behind them. */
public final class Sessions {
  private final ObjectNames names;
  private final Geometry geometry;
  private final Lifecycle lifecycle;
  private final Activity activity;
  private final Consumer<String> notes;
  private final Map<Integer, Session> byTid = new HashMap<>();
  private final ClientProcesses processes;
  private final Clones clones = new Clones(byTid);
  private final Queue<Session> ready = new ArrayDeque<>();
  private Consumer<Session> beforeRelease = session -> {};
  private boolean deathSeen;
  private long everOpened;

  /**
   * @param watch reports the deaths of clients
   * @param notes gets a sentence for each death that was noticed
   */
  public Sessions(
      ObjectNames names,
      Geometry geometry,
      Lifecycle lifecycle,
      Activity activity,
      ClientWatch watch,
      Consumer<String> notes) {
    this.processes = new ClientProcesses(watch);
    this.names = names;
    this.geometry = geometry;
    this.lifecycle = lifecycle;
    this.activity = activity;
    this.notes = notes;
  }

  /** The session of a tid, or null. */
  public Session get(int tid) {
    return byTid.get(tid);
  }

  /** All sessions. */
  public Collection<Session> all() {
    return List.copyOf(byTid.values());
  }

  /** The file of the ring of the request queue. */
  Path requestRing() {
    return SharedMemory.path(names.ring(names.requests()));
  }

  /** Whether a session's request is to be tried again now. */
  boolean hasReady() {
    return !ready.isEmpty();
  }

  Session nextReady() {
    return ready.poll();
  }

  /** How many sessions there have ever been. */
  public long everOpened() {
    return everOpened;
  }

  /** How many processes were found dead. */
  long deaths() {
    return processes.deaths();
  }

  /** Whether some client is still there. */
  public boolean hasClients(long nowNanos) {
    return processes.isAnyPresent(nowNanos);
  }

  /**
   * Whether a process has died whose sessions are still here, its death reported or not; they will
   * be released when all has been done that it asked for.
   */
  public boolean isGoing(ProcessIdentity identity) {
    boolean going = processes.isGoing(identity);
    deathSeen |= going;
    return going;
  }

  /** Whether somebody has come upon a death since this was asked last. */
  boolean takeDeathSeen() {
    boolean seen = deathSeen;
    deathSeen = false;
    return seen;
  }

  /** Whether a process other than that one has sessions. */
  public boolean hasOthers(ProcessIdentity identity) {
    return processes.isAnyOther(identity);
  }

  /**
   * Opens a session, or finds the one that this client already has.
   *
   * @param extended whether the client uses the extensions
   * @throws IOException if its queues cannot be used; the message says why
   */
  public Session open(
      int tid, ProcessIdentity identity, String application, boolean extended, long nowNanos)
      throws IOException {
    Session known = byTid.get(tid);
    if (known != null) {
      if (known.process().identity().equals(identity)) {
        return known;
      }
      if (known.process().isWatched() && known.process().identity().isAlive()) {
        if (extended) {
          throw new IOException("tid " + tid + " is that of " + known);
        }
        return known;
      }
      // the tid of a dead client has been given out again, and its queues with it
      release(known, true, false);
    }
    SessionQueues queues = SessionQueues.open(names, tid, geometry);
    ClientProcess process = processes.of(identity, extended, nowNanos);
    Step step = process.step(application);
    Session session = new Session(tid, step, process, names, queues, ready, activity);
    process.enter();
    step.enter();
    byTid.put(tid, session);
    everOpened++;
    clones.opened(session);
    return session;
  }

  /** Where the descriptors of cloned processes and threads come from. */
  public Clones clones() {
    return clones;
  }

  /**
   * Ends the delay of a session's request with an error, if there is one and it waits for an event.
   *
   * @return whether there was
   */
  public boolean cancel(Session victim, RefusedException refusal) {
    if (victim.pending() == null || victim.waitingFor().isEmpty()) {
      return false;
    }
    victim.stopWaiting();
    victim.pending(null, 0);
    victim.refuse(refusal);
    ready.add(victim);
    return true;
  }

  // ---- descriptors

  /** Gives a session a descriptor; one of that number that it has is closed before. */
  public void open(Session session, int fd, Handle handle) {
    close(session, fd);
    session.put(fd, new Descriptor(handle, new Cursor(0)));
  }

  /** Handles DUP: both descriptors share file and offset. */
  public void duplicate(Session session, int oldFd, int newFd) {
    Descriptor descriptor = session.descriptors().get(oldFd);
    if (descriptor != null && oldFd != newFd) {
      close(session, newFd);
      session.put(newFd, descriptor);
    }
  }

  /**
   * Closes a descriptor, if it is open. Threads of one process share their descriptors: what one of
   * them closes is closed for all.
   */
  public void close(Session session, int fd) {
    Descriptor closed = session.descriptors().get(fd);
    if (closed == null) {
      return;
    }
    boolean last = remove(session, fd);
    if (!last) {
      for (Session sibling : byTid.values()) {
        if (sibling.process() == session.process() && sibling.handle(fd) == closed.handle()) {
          last |= remove(sibling, fd);
        }
      }
    }
    if (last) {
      lifecycle.close(closed.handle());
    }
  }

  private static boolean remove(Session session, int fd) {
    return session.descriptors().remove(fd).handle().release();
  }

  // ---- the end

  /**
   * The client said that this session ends.
   *
   * @param succeeded whether the same thread has come back already, perhaps because this server was
   *     started after it had gone: it has found the queues of before and uses them
   */
  void exit(Session session, boolean succeeded, long nowNanos) {
    session.process().exited(session.tid(), nowNanos);
    release(session, false, !succeeded);
  }

  private void release(Session session, boolean died, boolean unlink) {
    session.dropRequests();
    byTid.remove(session.tid(), session);
    for (Integer fd : List.copyOf(session.descriptors().keySet())) {
      Handle handle = session.handle(fd);
      if (remove(session, fd)) {
        if (died) {
          lifecycle.drop(handle);
        } else {
          lifecycle.close(handle);
        }
      }
    }
    session.close(unlink);
    Step step = session.step();
    if (step.leave()) {
      session.process().forget(step);
      if (died) {
        lifecycle.stepDied(step);
      } else {
        lifecycle.stepEnded(step);
      }
    }
    processes.leave(session.process());
  }

  /** Forgets a session whose queues turned out to be unusable, as if its process had died. */
  void expel(Session session) {
    release(session, true, true);
  }

  /** Gets every session of a process that has died, before any of them is released. */
  public void beforeRelease(Consumer<Session> taker) {
    beforeRelease = taker;
  }

  /** Releases the sessions of processes that are gone. */
  public void checkProcesses(long nowNanos) {
    for (ClientProcess process : processes.findGone(this::isAtWork, nowNanos)) {
      boolean died = !process.endedOrderly(nowNanos);
      if (died) {
        notes.accept(
            "process " + process.identity().pid() + " is gone without having closed its sessions");
      }
      List<Session> left = all().stream().filter(each -> each.process() == process).toList();
      left.forEach(beforeRelease);
      for (Session session : left) {
        release(session, died, true);
      }
    }
  }

  private boolean isAtWork(ClientProcess process) {
    return byTid.values().stream()
        .anyMatch(session -> session.process() == process && session.isAtWork());
  }

  /** Whether deaths have to be looked for from time to time. */
  boolean needLooks() {
    return processes.needLooks();
  }

  /** Closes all queues at the end of the server and removes them. */
  public void closeAll() {
    for (Session session : all()) {
      session.stopWaiting();
      session.close(true);
    }
    byTid.clear();
  }
}

package io.capio.server.session;

import io.capio.ipc.MalformedRequestException;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCode;
import io.capio.ipc.SlotQueue;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The one thread that takes requests and owns all state. It waits for nothing but the next request:
 * whatever a client has to do first is a session that is tried again.
 */
public final class RequestLoop {
  /** Requests taken before others get a turn. */
  private static final int BATCH = 64;

  /** A reply is usually followed by the client's next request within microseconds. */
  private static final int SPINS = 40;

  private static final long SHORTEST_POLL_NANOS = 50_000L;
  private static final long LONGEST_POLL_NANOS = 5_000_000L;

  /** What else the loop's thread does. */
  public interface Chores {
    /** Called after every round; cheap. Returns whether it should be called again soon. */
    boolean afterRound(long nowNanos);

    /**
     * Called twice a second while requests come, then once more when it has wished.
     *
     * @return in how many nanoseconds to call it again although nothing has happened, {@code
     *     Long.MAX_VALUE} for not at all
     */
    long check(long nowNanos);
  }

  private final RequestIntake intake;
  private final QueueRepair repair;
  private final Sessions sessions;
  private final RequestHandler handler;
  private final Chores chores;
  private final Consumer<String> notes;
  private final Set<Session> busy = new LinkedHashSet<>();
  private final Looks looks = new Looks(System.nanoTime());
  private volatile boolean ended;
  private volatile boolean news;
  private long orphans;
  private long heard;
  private long pollNanos = SHORTEST_POLL_NANOS;

  /**
   * @param notes gets a sentence for whatever is wrong with a request
   */
  public RequestLoop(
      SlotQueue requests,
      Sessions sessions,
      RequestHandler handler,
      Chores chores,
      Consumer<String> notes) {
    this.intake = new RequestIntake(requests, notes, this::refuse);
    this.repair = new QueueRepair(requests, sessions.requestRing(), notes);
    this.sessions = sessions;
    this.handler = handler;
    this.chores = chores;
    this.notes = notes;
  }

  /** Lets {@link #run} return soon; from any thread. */
  public void end() {
    ended = true;
    intake.wake();
  }

  /** Has it look around soon, although there is no request; from any thread. */
  public void wake() {
    news = true;
    intake.wake();
  }

  /** Lets {@link #run} go on after an {@link #end}. */
  public void restart() {
    ended = false;
  }

  /** How many requests were taken. */
  public long requests() {
    return intake.taken();
  }

  /** How many requests were dropped because they were none or of no session. */
  public long dropped() {
    return intake.malformed() + orphans;
  }

  /** Serves until {@link #end}, or fails because the request queue itself does not work. */
  public void run() throws IOException {
    while (!ended) {
      // what a client sent before its death was reported is taken before it is looked at
      boolean reported = sessions.takeDeathSeen() || news;
      news = false;
      boolean progress = takeBatch();
      progress |= resumeReady();
      progress |= pollBusy();
      long now = System.nanoTime();
      if (progress || reported || intake.taken() != heard) {
        heard = intake.taken();
        looks.somethingHappened(reported, now);
      }
      if (looks.areDue(now) && looks.mayBegin(intake.hasMore())) {
        look(now);
      }
      boolean soon = chores.afterRound(now);
      // looks and chores bring about what sessions wait for, and nothing else wakes this loop then
      if (!ended && !sessions.hasReady()) {
        sleep(progress, soon || !busy.isEmpty(), looks.untilNext(now));
      }
    }
  }

  private void look(long now) {
    sessions.checkProcesses(now);
    boolean fault = repair.check(sessions.deaths(), now);
    looks.next(chores.check(now), fault || sessions.needLooks(), now);
  }

  private void sleep(boolean progress, boolean polling, long untilLook) throws IOException {
    if (progress) {
      pollNanos = SHORTEST_POLL_NANOS;
      for (int i = 0; i < SPINS; i++) {
        Request request = intake.next(0);
        if (request != null) {
          accept(request);
          return;
        }
      }
    }
    long nanos = Math.max(SHORTEST_POLL_NANOS, untilLook);
    if (polling) {
      nanos = Math.min(nanos, pollNanos);
      pollNanos = Math.min(LONGEST_POLL_NANOS, pollNanos * 2);
    }
    Request request = intake.next(nanos);
    if (request != null) {
      accept(request);
    }
  }

  private boolean takeBatch() throws IOException {
    for (int i = 0; i < BATCH; i++) {
      Request request = intake.next(0);
      if (request == null) {
        return i > 0;
      }
      accept(request);
    }
    return true;
  }

  /**
   * Serves what is in the queue now and no more.
   *
   * @return whether there was anything
   */
  public boolean drain() throws IOException {
    boolean any = false;
    while (intake.hasMore()) {
      any |= takeBatch();
      resumeReady();
    }
    return any;
  }

  private void accept(Request request) {
    long now = System.nanoTime();
    RequestCode code = request.code();
    if (code == RequestCode.HELLO
        || code == RequestCode.HANDSHAKE_NAMED
        || code == RequestCode.HANDSHAKE_ANONYMOUS) {
      handler.greet(request, now);
      return;
    }
    Session session = sessions.get(request.tid());
    if (session == null && code == RequestCode.CLONE) {
      sessions.clones().copyNothing((int) request.number(0));
      return;
    }
    if (session == null) {
      orphans++;
      notes.accept(code + " of unknown session " + request.tid() + " was dropped");
      return;
    }
    session.process().heard(now);
    if (code == RequestCode.EXIT_GROUP && session.pending() != null && !busy.contains(session)) {
      // upstream's clients must not do this, but a client that goes no longer wants its answer
      session.dropRequests();
    }
    if (session.isOccupied()) {
      if (!session.offer(request)) {
        orphans++;
      }
      return;
    }
    run(session, request, now);
    next(session);
  }

  /** Nobody may wait for the answer to a request that was none. */
  private void refuse(MalformedRequestException fault) {
    if (fault.tid().isEmpty()) {
      return;
    }
    Session sender = sessions.get(fault.tid().getAsInt());
    if (sender != null && !sender.isOccupied()) {
      handler.refuse(sender, fault);
      if (sender.hasUnsentReplies()) {
        busy.add(sender);
      }
    }
  }

  private void run(Session session, Request request, long now) {
    if (request.code() == RequestCode.EXIT_GROUP) {
      sessions.exit(session, intake.holdsHandshake(session.tid()), now);
      busy.remove(session);
      return;
    }
    Outcome outcome;
    try {
      outcome = handler.attempt(session, request);
    } catch (RuntimeException e) {
      // a queue whose index is nonsense: there is nothing to answer through
      notes.accept(session + " is expelled at " + request + ": " + e);
      busy.remove(session);
      sessions.expel(session);
      return;
    }
    if (!session.isOpen()) {
      return;
    }
    session.pending(outcome == Outcome.DONE ? null : request, now);
    if (outcome == Outcome.BUSY || session.hasUnsentReplies()) {
      busy.add(session);
    } else {
      busy.remove(session);
    }
  }

  private void next(Session session) {
    while (session.isOpen() && !session.isOccupied()) {
      Request request = session.nextRequest();
      if (request == null) {
        return;
      }
      run(session, request, System.nanoTime());
    }
  }

  private boolean resumeReady() {
    boolean any = sessions.hasReady();
    while (sessions.hasReady()) {
      resume(sessions.nextReady());
    }
    return any;
  }

  private void resume(Session session) {
    if (session.isOpen() && session.pending() != null) {
      run(session, session.pending(), System.nanoTime());
    }
    if (session.isOpen()) {
      next(session);
    }
  }

  private boolean pollBusy() {
    boolean any = false;
    for (Session session : List.copyOf(busy)) {
      if (!session.isOpen()) {
        busy.remove(session);
        continue;
      }
      if (session.hasUnsentReplies()) {
        any |= session.flush();
        if (session.hasUnsentReplies()) {
          continue;
        }
        busy.remove(session);
      }
      long before = session.progress();
      resume(session);
      any |= !busy.contains(session) || session.progress() != before;
    }
    return any;
  }
}

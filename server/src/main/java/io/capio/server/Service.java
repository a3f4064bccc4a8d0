package io.capio.server;

import io.capio.cl.RuleEngine;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.ServerAnnouncement;
import io.capio.ipc.SharedMemory;
import io.capio.ipc.SlotQueue;
import io.capio.server.disk.DiskDirectory;
import io.capio.server.disk.DiskWriter;
import io.capio.server.files.Lifecycle;
import io.capio.server.files.Namespace;
import io.capio.server.files.Persistence;
import io.capio.server.files.Rules;
import io.capio.server.files.Step;
import io.capio.server.files.WaitList;
import io.capio.server.operation.Workplace;
import io.capio.server.request.Requests;
import io.capio.server.request.ServerControl;
import io.capio.server.rule.RuleInbox;
import io.capio.server.rule.RuleSocket;
import io.capio.server.session.RequestLoop;
import io.capio.server.session.Sessions;
import io.capio.server.storage.ExtentPool;
import io.capio.server.storage.SharedSegments;
import io.capio.server.storage.SpillSegments;
import io.capio.server.trace.Activity;
import io.capio.server.trace.TraceFile;
import io.capio.server.watch.ClientWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All parts of a running server, put together; and its end, step by step. */
final class Service implements RequestLoop.Chores, ServerControl {
  private final ServerOptions options;
  private final ServerLog log;
  private final ObjectNames names;
  private final Path directory;
  private final ServerAnnouncement announcement;
  private final SlotQueue requests;
  private final ExecutorService memoryThread;
  private final ExtentPool pool;
  private final DiskWriter writer = new DiskWriter("capio-srv-disk");
  private final Persistence persistence;
  private final Activity activity;
  private final Rules rules;
  private final Namespace namespace;
  private final ClientWatch watch;
  private final Sessions sessions;
  private final Requests handler;
  private final RequestLoop loop;
  private final RuleInbox newRules;
  private final RuleSocket ruleSocket;
  private final RequestRate rate = new RequestRate(System.nanoTime());
  private final WaitList persistWaiters = new WaitList();
  private final long startNanos = System.nanoTime();
  private volatile boolean ordered;
  private volatile String persistFailure = "";
  private final Idleness idleness = new Idleness(startNanos);
  private long completed;

  Service(
      ServerOptions options,
      ServerLog log,
      ObjectNames names,
      Path directory,
      RuleEngine engine,
      ServerAnnouncement announcement,
      SlotQueue requests)
      throws IOException {
    this.options = options;
    this.log = log;
    this.names = names;
    this.directory = directory;
    this.announcement = announcement;
    this.requests = requests;
    memoryThread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, "capio-srv-memory");
              made.setDaemon(true);
              return made;
            });
    pool =
        new ExtentPool(
            new SharedSegments(names, memoryThread),
            new SpillSegments(directory),
            memoryLimit(options));
    activity =
        new Activity(
            TraceFile.openIfWanted(
                options.log().trace(), names.workflow(), directory, log::complain));
    rules = new Rules(engine, options.memoryOnly(), options.starters());
    DiskDirectory disk = new DiskDirectory(directory);
    persistence = new Persistence(rules, disk, writer, log::complain);
    namespace = new Namespace(rules, disk);
    pool.onExhaustion(() -> persistence.evict(namespace));
    Lifecycle lifecycle = new Lifecycle(namespace, rules, pool, persistence, activity);
    watch = new ClientWatch(names, this::wake);
    sessions = new Sessions(names, options.geometry(), lifecycle, activity, watch, log::note);
    handler =
        new Requests(
            new Workplace(namespace, rules, lifecycle, disk, pool, sessions, activity), this);
    loop = new RequestLoop(requests, sessions, handler, this, log::note);
    newRules =
        new RuleInbox(
            update -> {
              update.applyTo(engine);
              lifecycle.rulesChanged();
            },
            loop::wake);
    ruleSocket = ruleSocket();
    watch.start();
  }

  /** From any thread, once the service is made. */
  private void wake() {
    loop.wake();
  }

  /** Null if there can be none: everything else works without it. */
  private RuleSocket ruleSocket() {
    try {
      return RuleSocket.open(names, RuleSource.names(options, directory), newRules, log::note);
    } catch (IOException e) {
      log.complain("rules cannot be changed at run time: " + e.getMessage());
      return null;
    }
  }

  private static long memoryLimit(ServerOptions options) throws IOException {
    return options.memoryLimit() > 0
        ? options.memoryLimit()
        : Files.getFileStore(SharedMemory.DIRECTORY).getUsableSpace() / 2;
  }

  /** Serves until {@link #end} or until nobody needs the server, then ends in order. */
  void run() throws IOException {
    try {
      boolean again = true;
      while (again) {
        loop.run();
        again = !withdraw();
      }
    } finally {
      finish();
    }
  }

  /**
   * Announces the end and serves what was sent before that could be seen.
   *
   * @return false if a client has come in the last moment of a server that was only idle
   */
  private boolean withdraw() throws IOException {
    try {
      announcement.withEnding(true).publish(names);
    } catch (IOException e) {
      // a full /dev/shm; without an announcement nobody comes either
      SharedMemory.unlink(names.server());
    }
    loop.drain();
    if (ordered || !sessions.hasClients(System.nanoTime())) {
      return true;
    }
    announcement.publish(names);
    loop.restart();
    return ordered;
  }

  private void finish() {
    watch.close();
    handler.sayGoodbye(EndOfLife.goodbye());
    closeRuleSocket();
    writer.close();
    persistence.keepDirectories(namespace);
    persistFailure = persistence.failure();
    EndOfLife.report(namespace, log);
    sessions.closeAll();
    activity.close();
    requests.close();
    pool.close();
    memoryThread.shutdown();
  }

  private void closeRuleSocket() {
    try {
      if (ruleSocket != null) {
        ruleSocket.close();
      }
    } catch (IOException e) {
      log.note("the socket for rules: " + e);
    }
  }

  @Override
  public boolean afterRound(long nowNanos) {
    newRules.apply();
    if (writer.isBusy()) {
      writer.complete();
      if (writer.completed() != completed) {
        completed = writer.completed();
        persistWaiters.wakeAll();
      }
    }
    return writer.isBusy();
  }

  @Override
  public long check(long nowNanos) {
    rate.sample(loop.requests(), nowNanos);
    activity.flush();
    namespace.lookForFilesMadeOutside();
    long whenIdle = options.endWhenIdle() ? checkIdle(nowNanos) : Long.MAX_VALUE;
    return namespace.awaited().isEmpty() ? whenIdle : 0;
  }

  /** Ends the server if nobody needs it; otherwise when to ask again if nothing happens. */
  private long checkIdle(long nowNanos) {
    long left = idleness.left(sessions.hasClients(nowNanos), sessions.everOpened(), nowNanos);
    if (left > 0) {
      return left;
    }
    if (!EndOfLife.owesAnything(namespace)) {
      loop.end();
    }
    return writer.isBusy() ? 0 : Long.MAX_VALUE;
  }

  @Override
  public void note(String sentence) {
    log.note(sentence);
  }

  @Override
  public byte[] status() {
    return StatusDocument.write(
        new StatusDocument.Header(
            names.workflow(),
            directory.toString(),
            ProcessHandle.current().pid(),
            CapioServer.version(),
            (System.nanoTime() - startNanos) / 1_000_000,
            loop.requests(),
            rate.perSecond(),
            loop.dropped()),
        namespace,
        rules,
        sessions.all(),
        activity,
        pool);
  }

  @Override
  public String lossAtEnd(Step asker) {
    return EndOfLife.loss(namespace, asker);
  }

  @Override
  public void end() {
    ordered = true;
    loop.end();
  }

  @Override
  public boolean isEnding() {
    return ordered;
  }

  @Override
  public boolean lend(Step step) {
    persistence.keepDirectories(namespace);
    return persistence.lend(step);
  }

  @Override
  public void readOnDisk(Step step) {
    persistence.readOnDisk(namespace, step);
  }

  @Override
  public long persistStarted() {
    return writer.submitted();
  }

  @Override
  public long persistEnded() {
    return writer.completed();
  }

  /**
   * Why a file could not be written to the disk, empty if all could; at the end from any thread.
   */
  @Override
  public String persistFailure() {
    return persistFailure.isEmpty() ? persistence.failure() : persistFailure;
  }

  @Override
  public WaitList persistWaiters() {
    return persistWaiters;
  }
}

package io.capio.server;

import io.capio.cl.RuleEngine;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.ProcessIdentity;
import io.capio.ipc.ServerAnnouncement;
import io.capio.ipc.SlotQueue;
import io.capio.ipc.WorkflowClaim;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A server from start to end. {@link #start} returns when clients can connect; {@link #close} ends
 * it and returns when nothing of it is left in shared memory. Thread-safe.
 */
public final class CapioServer implements Closeable {
  private final ServerLog log;
  private final ObjectNames names;
  private final Path directory;
  private final WorkflowClaim claim;
  private final Service service;
  private final Thread thread;
  private volatile Throwable fault;

  private CapioServer(
      ServerLog log, ObjectNames names, Path directory, WorkflowClaim claim, Service service) {
    this.log = log;
    this.names = names;
    this.directory = directory;
    this.claim = claim;
    this.service = service;
    this.thread = new Thread(this::run, "capio-srv-loop");
  }

  /**
   * Starts a server.
   *
   * @throws StartException if it cannot serve; nothing is left behind then
   */
  public static CapioServer start(ServerOptions options) throws StartException {
    ServerLog log = new ServerLog(options.log());
    boolean started = false;
    try {
      Path directory = realDirectory(options.directory());
      RuleEngine engine = RuleSource.engine(options, directory);
      ObjectNames names = names(options, engine);
      log.workflow(names.workflow());
      engine.notes().forEach(log::say);
      CapioServer server = start(options, log, directory, engine, names);
      started = true;
      return server;
    } finally {
      if (!started) {
        log.close();
      }
    }
  }

  private static CapioServer start(
      ServerOptions options, ServerLog log, Path directory, RuleEngine engine, ObjectNames names)
      throws StartException {
    WorkflowClaim claim = claim(names, log);
    boolean started = false;
    SlotQueue requests = null;
    try {
      ServerAnnouncement announcement =
          new ServerAnnouncement(
              ProcessIdentity.self(),
              directory,
              options.geometry(),
              version(),
              RuleSource.announced(options),
              options.endWhenIdle(),
              false,
              true);
      announcement.publish(names);
      requests = SlotQueue.createOrOpen(names, names.requests(), SlotQueue.Shape.REQUESTS);
      Service service = new Service(options, log, names, directory, engine, announcement, requests);
      CapioServer server = new CapioServer(log, names, directory, claim, service);
      server.thread.start();
      started = true;
      return server;
    } catch (IOException e) {
      throw new StartException(StartException.UNAVAILABLE, e.getMessage());
    } finally {
      if (!started) {
        abandon(claim, requests);
      }
    }
  }

  private static WorkflowClaim claim(ObjectNames names, ServerLog log) throws StartException {
    try {
      WorkflowClaim claim = WorkflowClaim.take(names);
      if (claim.tookOver()) {
        log.complain(
            "the last server of workflow "
                + names.workflow()
                + " died; what it left in shared memory has been removed");
      }
      return claim;
    } catch (FileAlreadyExistsException e) {
      throw new StartException(StartException.UNAVAILABLE, e.getReason());
    } catch (IOException e) {
      throw new StartException(StartException.UNAVAILABLE, "cannot serve: " + e.getMessage());
    }
  }

  private static void abandon(WorkflowClaim claim, SlotQueue requests) throws StartException {
    if (requests != null) {
      requests.close();
    }
    try {
      claim.close();
    } catch (IOException e) {
      throw new StartException(StartException.UNAVAILABLE, e.getMessage());
    }
  }

  private static Path realDirectory(Path directory) throws StartException {
    if (directory == null) {
      throw new StartException(
          StartException.USAGE, "no CAPIO directory: set CAPIO_DIR or give --capio-dir");
    }
    Path real;
    try {
      real = directory.toRealPath();
    } catch (IOException e) {
      throw new StartException(
          StartException.USAGE, "the CAPIO directory " + directory + " does not exist");
    }
    if (!Files.isDirectory(real)) {
      throw new StartException(
          StartException.USAGE, "the CAPIO directory " + real + " is not a directory");
    }
    if (real.startsWith("/proc") || real.startsWith("/sys") || real.getNameCount() == 0) {
      throw new StartException(
          StartException.USAGE, "the CAPIO directory must not be /, /proc or /sys: " + real);
    }
    return real;
  }

  private static ObjectNames names(ServerOptions options, RuleEngine engine) throws StartException {
    boolean fromFile = options.configuration() != null && !options.workflowGiven();
    String name = fromFile ? engine.workflowName() : options.workflow();
    try {
      return new ObjectNames(name);
    } catch (IllegalArgumentException e) {
      throw new StartException(StartException.USAGE, e.getMessage());
    }
  }

  /** The version of this server. */
  public static String version() {
    String version = CapioServer.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** The workflow that it serves. */
  public String workflow() {
    return names.workflow();
  }

  /** Real path of the directory that it serves. */
  public Path directory() {
    return directory;
  }

  /** Tells the user what it serves; only when a signal would already end it in order. */
  void sayReady() {
    log.say(
        "workflow "
            + names.workflow()
            + " serves "
            + directory
            + ", pid "
            + ProcessHandle.current().pid());
  }

  private void run() {
    try {
      service.run();
    } catch (IOException | RuntimeException | Error e) {
      fault = e;
      log.complain("the server ends because of a fault: " + e);
    } finally {
      try {
        claim.close();
      } catch (IOException e) {
        log.complain("shared memory could not be cleared: " + e);
      }
      log.close();
    }
  }

  /** Asks the server to end and waits until it has. */
  @Override
  public void close() {
    service.end();
    await();
  }

  /**
   * Waits until the server has ended, by itself or by {@link #close}.
   *
   * @return whether it ended without a fault and everything that belongs on the disk is there
   */
  public boolean await() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        service.end();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return fault == null && service.persistFailure().isEmpty();
  }
}

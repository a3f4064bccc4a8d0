package io.capio.client;

import io.capio.client.settings.Settings;
import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.ipc.RequestCode;
import io.capio.ipc.WorkflowClaim;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A connection that administers a server: it is no step of the workflow. Thread-safe. */
public final class ServerControl implements Closeable {
  /** The application name that marks a session as none of the workflow's. */
  public static final String APPLICATION = "capio-control";

  private final Connection connection;
  private final ServerStart server;

  private ServerControl(Joined joined) {
    this.connection = joined.connection();
    this.server = joined.server();
  }

  /**
   * Connects to the workflow's server.
   *
   * @throws CapioUnavailableException if none runs, or it serves another directory
   */
  public static ServerControl connect(Settings settings) throws IOException {
    return to(settings, ServerStart.Wish.JOIN);
  }

  /**
   * Connects to the workflow's server, or starts one first. As long as the connection is open the
   * server does not end by itself.
   *
   * @throws CapioUnavailableException if there is none and none can be started, or it does not
   *     suit; the message says what to do
   */
  public static ServerControl ensure(Settings settings) throws IOException {
    return to(settings, ServerStart.Wish.JOIN_OR_START);
  }

  /**
   * As {@link #ensure}, but a server that others left and that is about to end by itself is waited
   * for instead. One that stays is joined all the same; {@link #server} says so.
   *
   * @throws CapioUnavailableException if none can be started; the message says what to do
   */
  public static ServerControl startOwn(Settings settings) throws IOException {
    return to(settings, ServerStart.Wish.START);
  }

  private static ServerControl to(Settings settings, ServerStart.Wish wish) throws IOException {
    return new ServerControl(Joined.to(settings.withAppName(APPLICATION), wish));
  }

  /** The server, and whether connecting started it. */
  public ServerStart server() {
    return server;
  }

  /** Whether the server has the extensions that everything here needs. */
  public boolean isAvailable() {
    return connection.extended();
  }

  private void requireExtensions() throws CapioException {
    if (!connection.extended()) {
      throw new CapioException(
          Errno.EOPNOTSUPP,
          connection.names().workflow(),
          "a native server cannot be asked; end it with SIGTERM to its process");
    }
  }

  /** The state of the server, a JSON document. */
  public String status() throws IOException {
    requireExtensions();
    Session session = connection.acquire(connection.names().workflow());
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      while (true) {
        long n =
            session.call(
                Request.of(RequestCode.STATUS, session.tid(), text.size()), connection.watch());
        if (n <= 0) {
          Replies.require(connection, session, n, "status");
          return text.toString(StandardCharsets.UTF_8);
        }
        text.writeBytes(session.payload((int) n, connection.watch()));
      }
    } finally {
      connection.release(session);
    }
  }

  /** Waits until all that is committed and permanent is on the disk. */
  public void persist() throws IOException {
    requireExtensions();
    Session session = connection.acquire(connection.names().workflow());
    try {
      long word = session.call(Request.of(RequestCode.PERSIST, session.tid()), connection.watch());
      Replies.require(connection, session, word, connection.directory().toString());
    } finally {
      connection.release(session);
    }
  }

  /**
   * Stops the server and waits until it has gone.
   *
   * @param force also if something would be lost
   * @param onlyIfIdle only if no other process is connected
   * @throws CapioException with {@link Errno#EBUSY} and the reason if it does not want to
   */
  public void stop(boolean force, boolean onlyIfIdle) throws IOException {
    requireExtensions();
    Session session = connection.acquire(connection.names().workflow());
    try {
      long flags = (force ? 1 : 0) | (onlyIfIdle ? 2 : 0);
      long word =
          session.call(Request.of(RequestCode.STOP, session.tid(), flags), connection.watch());
      Replies.require(connection, session, word, "workflow " + connection.names().workflow());
    } catch (CapioUnavailableException gone) {
      return;
    } finally {
      connection.release(session);
    }
    awaitEnd();
  }

  private void awaitEnd() throws IOException {
    while (!connection.watch().isGone()) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new java.io.InterruptedIOException("interrupted while the CAPIO server ends");
      }
    }
  }

  /** Leaves the server. If it has died, what it left in /dev/shm is removed. */
  @Override
  public void close() {
    connection.close();
    try {
      if (connection.extended() && connection.watch().isGone()) {
        WorkflowClaim.removeStale(connection.names());
      }
    } catch (IOException e) {
      // the next server of the workflow, or capio-run clean, removes it
    }
  }
}

package io.capio.launcher.run;

import io.capio.client.CapioException;
import io.capio.client.CapioUnavailableException;
import io.capio.client.ServerControl;
import io.capio.client.ServerStart;
import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.Progress;
import io.capio.launcher.option.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The server of a workflow, for the time of a program. */
public final class WorkflowServer {
  private static final String NOT_OURS = "it was not started here";
  private static final Duration NATIVE_GRACE = Duration.ofSeconds(3);

  private final Settings settings;
  private final ServerStart server;
  private final ServerControl control;

  private WorkflowServer(Settings settings, ServerStart server, ServerControl control) {
    this.settings = settings;
    this.server = server;
    this.control = control;
  }

  /**
   * Joins the workflow's server or starts it; returns when it serves.
   *
   * @throws CapioUnavailableException if that is not possible, with the reason
   */
  public static WorkflowServer ensure(Settings settings) throws IOException {
    // connected at once: a server of another directory is refused before the program starts
    return of(settings, () -> ServerControl.ensure(settings));
  }

  /**
   * Starts a server. If another one is in use it is joined, and {@link #startedHere} says so.
   *
   * @throws CapioUnavailableException if that is not possible, with the reason
   */
  public static WorkflowServer startOwn(Settings settings) throws IOException {
    return of(settings, () -> ServerControl.startOwn(settings));
  }

  private static WorkflowServer of(
      Settings settings, Progress.Work<ServerControl, IOException> connecting) throws IOException {
    ServerControl control =
        Progress.during(
            () -> "waiting for the server of workflow " + settings.workflowName(), connecting);
    control
        .server()
        .otherRules(settings)
        .ifPresent(
            rules ->
                Terminal.mention(
                    "the server of workflow "
                        + settings.workflowName()
                        + " keeps the rules that it was started with ("
                        + rules
                        + "); those asked for are not heeded"));
    return new WorkflowServer(settings, control.server(), control);
  }

  /** Whether it ends by itself a moment after its last program. */
  public boolean endsWhenIdle() {
    return server.endsWhenIdle();
  }

  /** Whether it was started here. */
  public boolean startedHere() {
    return server.startedHere();
  }

  /**
   * What it says of itself, a JSON document; empty if it is a native one, which cannot be asked, or
   * has gone.
   */
  public Optional<String> status() {
    if (!server.hasExtensions()) {
      return Optional.empty();
    }
    try {
      return Optional.of(control.status());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Its process; 0 if it is a native one. */
  public long pid() {
    return server.process().pid();
  }

  /**
   * Returns when what the workflow has committed is on the disk; then ends the server if it was
   * started here and nobody else needs it.
   *
   * @return why the server goes on, if it does
   * @throws LauncherException if data could not be written, (unavailable) if the server has ended
   */
  public Optional<String> release() {
    if (!server.hasExtensions()) {
      return releaseNative();
    }
    try (control) {
      return Progress.during(() -> "writing files to " + settings.capioDir(), this::persistAndStop);
    } catch (CapioUnavailableException gone) {
      // it does not end by itself while this process is connected
      throw LauncherException.unavailable(
          lost().orElse("the server of workflow " + settings.workflowName() + " does not answer"),
          gone);
    } catch (IOException e) {
      throw LauncherException.internal("not all data is on the disk: " + e.getMessage(), e);
    }
  }

  /** What is to be said of a server that was killed or forced to stop while it was needed. */
  public Optional<String> lost() {
    if (!server.hasExtensions() || server.process().isAlive()) {
      return Optional.empty();
    }
    return Optional.of(
        "the server of workflow "
            + settings.workflowName()
            + ", process "
            + server.process().pid()
            + ", has ended while programs used it; what was not on the disk by then is lost");
  }

  /** Ends the server whatever is lost; if it does not answer it ends by itself. */
  public void abandon() {
    try (control) {
      if (server.startedHere() && server.hasExtensions()) {
        control.stop(true, false);
      } else if (server.startedHere()) {
        server.endNative(NATIVE_GRACE);
      }
    } catch (IOException gone) {
      // that is what was wanted
    }
  }

  /** A native server neither says who uses it nor ends by itself: its clients' queues tell. */
  private Optional<String> releaseNative() {
    control.close();
    if (!server.startedHere()) {
      return Optional.of(NOT_OURS);
    }
    if (!settings.teardownServer()) {
      return Optional.of("it is not to be stopped");
    }
    try {
      if (server.hasOtherClients(NATIVE_GRACE)) {
        return Optional.of("other programs use it");
      }
      server.endNative(NATIVE_GRACE);
      Terminal.say(
          "the native server of workflow "
              + settings.workflowName()
              + " has been stopped, and what it held in memory only is gone; "
              + Setting.TEARDOWN_SERVER.option().replaceFirst("--", "--no-")
              + " keeps it");
      return Optional.empty();
    } catch (IOException e) {
      throw LauncherException.internal("the native server cannot be stopped: " + e, e);
    }
  }

  private Optional<String> persistAndStop() throws IOException {
    control.persist();
    if (!server.startedHere()) {
      return Optional.of(NOT_OURS);
    }
    if (!settings.teardownServer()) {
      return Optional.of("it is not to be stopped");
    }
    try {
      control.stop(false, true);
      return Optional.empty();
    } catch (CapioException needed) {
      return Optional.of(needed.reason());
    }
  }
}

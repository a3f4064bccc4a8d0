package io.capio;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Interception for the time of a call: file operations of the calling thread, and of the threads it
 * starts inside, go through CAPIO where they name paths inside the context's directory.
 *
 * <pre>{@code
 * CapioContext capio = CapioContext.builder().capioDir("./data").appName("writer").build();
 * capio.run(() -> step());
 * try (CapioContext.Scope scope = capio.open()) {
 *   step();
 * }
 * }</pre>
 *
 * <p>Contexts nest: a path belongs to the innermost one whose directory contains it, then to the
 * directory of the JVM's agent. Different threads may be in different contexts. A task given to a
 * thread that was there before (an executor made outside, a parallel stream) is not intercepted. A
 * file that was opened inside keeps working afterwards.
 *
 * <p>The first entry joins the server of the workflow or starts one, and waits for it; it is left
 * once, when the JVM ends. Without {@code -javaagent} the agent is attached to this JVM then; see
 * {@link #attach()}.
 *
 * <p>Immutable, to be used by any thread, any number of times.
 */
public final class CapioContext {
  private final String configuration;

  private CapioContext(String configuration) {
    this.configuration = configuration;
  }

  /** A context to be described, with PyCAPIO's defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Makes the agent active in this JVM if it is not, which takes about half a second. A method that
   * runs already goes on with the code it had: one that opens a context with {@link #open} and does
   * file operations itself must be called after this.
   *
   * @throws IllegalStateException if that cannot be done; the message says why and what to do
   */
  public static void attach() {
    Bridge.get();
  }

  /**
   * Runs an action inside. What it throws passes unchanged.
   *
   * @throws UncheckedIOException if there is no server, or the directory does not exist
   * @throws IllegalArgumentException if an option's value does not fit
   * @throws IllegalStateException if the agent is not there and cannot be attached
   */
  public void run(Runnable action) {
    Scope scope = enter();
    try {
      action.run();
    } finally {
      scope.close();
    }
  }

  /**
   * Calls inside; as {@link #run}.
   *
   * @return what the action returns
   * @throws Exception what the action throws, unchanged
   */
  public <V> V call(Callable<V> action) throws Exception {
    Scope scope = enter();
    try {
      return action.call();
    } finally {
      scope.close();
    }
  }

  /**
   * Begins to intercept, until the result is closed; for try-with-resources.
   *
   * @throws UncheckedIOException if there is no server, or the directory does not exist
   * @throws IllegalArgumentException if an option's value does not fit
   * @throws IllegalStateException if the agent is not there and cannot be attached, or if a method
   *     that began before it was attached would still do file operations of its own before it
   *     closes the scope, which would go to the disk; the message names the first
   */
  public Scope open() {
    String bypass = Bridge.get().bypass();
    if (bypass != null) {
      throw new IllegalStateException(
          bypass
              + "; call CapioContext.attach() before that method, use run or call, or start the JVM"
              + " with -javaagent:capio-agent.jar=scope=annotated");
    }
    return enter();
  }

  /** Called by the agent's rewritten code in place of {@link #open}; not for anybody else. */
  public Scope openFromRewrittenCode() {
    return enter();
  }

  private Scope enter() {
    return new Scope(Bridge.get().enter(configuration));
  }

  /**
   * The time between {@link #open} and {@link #close}. To be closed by the thread that opened it;
   * scopes are closed in the opposite order, as try-with-resources does.
   */
  public static final class Scope implements AutoCloseable {
    private final AutoCloseable scope;

    private Scope(AutoCloseable scope) {
      this.scope = scope;
    }

    /** Ends the interception, also for threads that were started inside; again does nothing. */
    @Override
    public void close() {
      try {
        scope.close();
      } catch (Exception never) {
        throw new IllegalStateException(never);
      }
    }
  }

  /**
   * Describes a context. What is not said comes from the system property {@code capio.KEY}, then
   * from the environment, then from the default that is named here. For one thread.
   */
  public static final class Builder {
    private final Map<String, String> options = new LinkedHashMap<>();

    private Builder() {}

    /** The directory whose files go through CAPIO, which exists; default {@code .}. */
    public Builder capioDir(String directory) {
      return option("capioDir", directory);
    }

    /** As {@link #capioDir(String)}. */
    public Builder capioDir(Path directory) {
      return capioDir(directory.toString());
    }

    /** The name of this step in CAPIO-CL; default {@code default_app}. */
    public Builder appName(String name) {
      return option("appName", name);
    }

    /** The name of the workflow; default {@code CAPIO}. */
    public Builder workflowName(String name) {
      return option("workflowName", name);
    }

    /** Whether the server's own output is suppressed; default true. */
    public Builder silent(boolean silent) {
      return option("silent", Boolean.toString(silent));
    }

    /**
     * The server to start if none runs: {@code embedded}, which is the default, a name that is
     * searched on the PATH, or a path.
     */
    public Builder serverExecPath(String server) {
      return option("serverExecPath", server);
    }

    /** The CAPIO-CL file for a server that is started here; default none. */
    public Builder capioClConfigurationFile(String file) {
      return option("capioCl", file);
    }

    /** As {@link #capioClConfigurationFile(String)}. */
    public Builder capioClConfigurationFile(Path file) {
      return capioClConfigurationFile(file.toString());
    }

    /** How long to wait for a server to be ready, in steps of a millisecond; default 2 s. */
    public Builder awaitServerTimeout(Duration timeout) {
      return option("awaitServerTimeoutSeconds", Double.toString(timeout.toMillis() / 1000.0));
    }

    /** Whether a server that was started here is stopped at the end of the JVM; default true. */
    public Builder teardownServer(boolean teardown) {
      return option("teardownServer", Boolean.toString(teardown));
    }

    /**
     * Whether, for want of a CAPIO-CL file, files may be read while they are written and end on
     * close; default false.
     */
    public Builder stream(boolean stream) {
      return option("stream", Boolean.toString(stream));
    }

    /**
     * Any option by its name among the agent's arguments; docs/options.md lists them.
     *
     * @throws IllegalArgumentException if the value contains a NUL
     */
    public Builder option(String key, String value) {
      if (key.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("the value of " + key + " contains a NUL");
      }
      options.put(key, value);
      return this;
    }

    /** The context; names and values are checked when it is first entered. */
    public CapioContext build() {
      StringBuilder text = new StringBuilder();
      options.forEach(
          (key, value) ->
              text.append(text.length() == 0 ? "" : "\0").append(key).append('\0').append(value));
      return new CapioContext(text.toString());
    }
  }
}

package io.capio.server;

import io.capio.ipc.Geometry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a server is to run. Immutable; start from {@link #of} and change what differs.
 *
 * @param workflow name of the workflow; the name in a CAPIO-CL file wins unless {@code
 *     workflowGiven}
 * @param workflowGiven whether the name was given on the command line
 * @param directory the CAPIO directory
 * @param configuration the CAPIO-CL file, or null for none
 * @param resolvePrefix put before relative names in it, or null
 * @param memoryOnly whether nothing is written to the disk
 * @param starters the processes that have started the server with the demand that it has no rules:
 *     if one of them turns out to be a client without extensions, what only such clients make is
 *     not written to the disk
 * @param streaming whether files without rule stream and are committed when closed
 * @param endWhenIdle whether the server ends by itself when nobody needs it
 * @param memoryLimit bytes of shared memory for content, 0 for half of what is left
 * @param geometry size of the data queues
 * @param log what is said, how and where
 */
public record ServerOptions(
    String workflow,
    boolean workflowGiven,
    Path directory,
    Path configuration,
    String resolvePrefix,
    boolean memoryOnly,
    Set<Long> starters,
    boolean streaming,
    boolean endWhenIdle,
    long memoryLimit,
    Geometry geometry,
    LogOptions log) {

  /** A workflow without configuration, everything else by default. */
  public static ServerOptions of(String workflow, Path directory) {
    return new ServerOptions(
        workflow,
        true,
        directory,
        null,
        null,
        false,
        Set.of(),
        false,
        false,
        0,
        Geometry.fromEnvironment(Map.of()),
        LogOptions.SILENT);
  }

  /** With a CAPIO-CL file. */
  public ServerOptions withConfiguration(Path file) {
    return with(draft -> draft.configuration = file);
  }

  /** With streaming by default or not. */
  public ServerOptions withStreaming(boolean value) {
    return with(draft -> draft.streaming = value);
  }

  /** With or without writing to the disk. */
  public ServerOptions withMemoryOnly(boolean value) {
    return with(draft -> draft.memoryOnly = value);
  }

  /** With processes that have started it without rules. */
  public ServerOptions withStarters(Set<Long> value) {
    return with(draft -> draft.starters = value);
  }

  /** With an end of its own or not. */
  public ServerOptions withEndWhenIdle(boolean value) {
    return with(draft -> draft.endWhenIdle = value);
  }

  /** With a limit of the memory for content, in bytes. */
  public ServerOptions withMemoryLimit(long bytes) {
    return with(draft -> draft.memoryLimit = bytes);
  }

  /** With other messages. */
  public ServerOptions withLog(LogOptions value) {
    return with(draft -> draft.log = value);
  }

  private ServerOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** The same values, to be changed one by one. */
  private static final class Draft {
    String workflow;
    boolean workflowGiven;
    Path directory;
    Path configuration;
    String resolvePrefix;
    boolean memoryOnly;
    Set<Long> starters;
    boolean streaming;
    boolean endWhenIdle;
    long memoryLimit;
    Geometry geometry;
    LogOptions log;

    Draft(ServerOptions from) {
      workflow = from.workflow;
      workflowGiven = from.workflowGiven;
      directory = from.directory;
      configuration = from.configuration;
      resolvePrefix = from.resolvePrefix;
      memoryOnly = from.memoryOnly;
      starters = from.starters;
      streaming = from.streaming;
      endWhenIdle = from.endWhenIdle;
      memoryLimit = from.memoryLimit;
      geometry = from.geometry;
      log = from.log;
    }

    ServerOptions options() {
      return new ServerOptions(
          workflow,
          workflowGiven,
          directory,
          configuration,
          resolvePrefix,
          memoryOnly,
          starters,
          streaming,
          endWhenIdle,
          memoryLimit,
          geometry,
          log);
    }
  }
}

package io.capio.server;

import io.capio.ipc.Geometry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

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
    return new ServerOptions(
        workflow,
        workflowGiven,
        directory,
        file,
        resolvePrefix,
        memoryOnly,
        starters,
        streaming,
        endWhenIdle,
        memoryLimit,
        geometry,
        log);
  }

  /** With streaming by default or not. */
  public ServerOptions withStreaming(boolean value) {
    return new ServerOptions(
        workflow,
        workflowGiven,
        directory,
        configuration,
        resolvePrefix,
        memoryOnly,
        starters,
        value,
        endWhenIdle,
        memoryLimit,
        geometry,
        log);
  }

  /** With or without writing to the disk. */
  public ServerOptions withMemoryOnly(boolean value) {
    return new ServerOptions(
        workflow,
        workflowGiven,
        directory,
        configuration,
        resolvePrefix,
        value,
        starters,
        streaming,
        endWhenIdle,
        memoryLimit,
        geometry,
        log);
  }

  /** With processes that have started it without rules. */
  public ServerOptions withStarters(Set<Long> value) {
    return new ServerOptions(
        workflow,
        workflowGiven,
        directory,
        configuration,
        resolvePrefix,
        memoryOnly,
        value,
        streaming,
        endWhenIdle,
        memoryLimit,
        geometry,
        log);
  }

  /** With an end of its own or not. */
  public ServerOptions withEndWhenIdle(boolean value) {
    return new ServerOptions(
        workflow,
        workflowGiven,
        directory,
        configuration,
        resolvePrefix,
        memoryOnly,
        starters,
        streaming,
        value,
        memoryLimit,
        geometry,
        log);
  }

  /** With a limit of the memory for content, in bytes. */
  public ServerOptions withMemoryLimit(long bytes) {
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
        bytes,
        geometry,
        log);
  }

  /** With other messages. */
  public ServerOptions withLog(LogOptions value) {
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
        value);
  }
}

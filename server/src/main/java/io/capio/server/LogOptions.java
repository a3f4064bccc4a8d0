package io.capio.server;

import java.nio.file.Path;

/**
 * What a server says, and where. Immutable.
 *
 * @param silent whether only errors are printed
 * @param verbose whether every note is printed
 * @param json whether each message is a JSON object in a line of its own
 * @param file where all messages are written in addition, or null
 * @param trace where the events of files are written, or null
 */
public record LogOptions(boolean silent, boolean verbose, boolean json, Path file, Path trace) {
  /** Errors only, as text. */
  public static final LogOptions SILENT = new LogOptions(true, false, false, null, null);
}

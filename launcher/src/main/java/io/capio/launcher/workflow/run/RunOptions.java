package io.capio.launcher.workflow.run;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * How a run talks.
 *
 * @param quiet whether only failures are told
 * @param logs folder that gets the steps' output, or null for this process's own output
 * @param output gets what the steps print on standard output otherwise
 */
public record RunOptions(boolean quiet, Path logs, PrintStream output) {}

/**
 * {@code capio-run top}: a view of a server that changes with it. Called by the command line, on
 * its thread; a signal ends it from a thread of the JVM.
 */
package io.capio.launcher.top;

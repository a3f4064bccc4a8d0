/**
 * Attaches the agent to JVMs that run already, and takes it out again: {@code capio-run attach} and
 * {@code capio-run detach}. Called by the command line from the main thread; what the other JVM
 * must answer is done on a daemon thread, for which nobody waits longer than the user allows.
 */
package io.capio.launcher.attach;
